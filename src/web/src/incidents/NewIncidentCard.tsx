import { useEffect, useState } from 'preact/hooks';
import { problemText } from '../accounts/problemText';
import type { IncidentView, NewIncident } from '../contracts';
import { serverNowMs } from '../deployment/clock';
import type { Room } from '../room';
import { language, useTexts } from '../texts/texts';
import { http, Problem } from '../wire/http';

/** Local date and time of the office's browser as an input field wants it. */
function fieldTime(ms: number): string {
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

/** A new incident at a point of the map. */
export function NewIncidentCard({ room, card }: { room: Room; card: { lonDeg: number; latDeg: number } }) {
  const t = useTexts();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    room.districtMap.value?.setData('route', [
      { type: 'Feature', properties: { part: 'vertex' }, geometry: { type: 'Point', coordinates: [card.lonDeg, card.latDeg] } },
    ]);
    return () => room.districtMap.value?.setData('route', []);
  }, [card.lonDeg, card.latDeg]);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const incident: NewIncident = {
      categoryCode: String(fields.get('category')),
      occurredFrom: new Date(String(fields.get('from'))).toISOString(),
      occurredTo: null,
      reportedBy: fields.get('reportedBy') === 'patrol' ? 'patrol' : 'call',
      lonDeg: card.lonDeg,
      latDeg: card.latDeg,
      datum: 'wgs84',
    };
    setBusy(true);
    setProblem(null);
    try {
      const stored = await http.post<IncidentView>('/api/incidents', incident);
      room.groups.update((groups) => ({ ...groups, incidents: true }));
      room.card.set({ kind: 'incident', id: stored.id });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  }

  const now = fieldTime(serverNowMs());
  return (
    <form class="card-form" onSubmit={(event) => void save(event)}>
      <header class="card-head">
        <div>
          <h2>{t('incident.new')}</h2>
          <p>
            {card.lonDeg.toFixed(5)}, {card.latDeg.toFixed(5)} · WGS-84
          </p>
        </div>
      </header>
      <label>
        {t('incident.category')}
        <select name="category" required autofocus>
          {room.district.categories.map((category) => (
            <option key={category.code} value={category.code}>
              {category.parentCode === null ? '' : '　'}
              {language.value === 'en' ? category.nameEn : category.nameZh}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('incident.when')}
        <input name="from" type="datetime-local" required value={now} max={now} />
      </label>
      <fieldset>
        <legend>{t('incident.reportedBy')}</legend>
        <label class="inline">
          <input type="radio" name="reportedBy" value="call" defaultChecked /> {t('reportedBy.call')}
        </label>
        <label class="inline">
          <input type="radio" name="reportedBy" value="patrol" /> {t('reportedBy.patrol')}
        </label>
      </fieldset>
      {problem !== null && (
        <p class="form-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <button class="primary" disabled={busy}>
        {t('incident.save')}
      </button>
    </form>
  );
}
