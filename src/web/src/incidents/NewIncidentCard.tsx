import { useEffect, useState } from 'preact/hooks';
import { problemText } from '../accounts/problemText';
import type { IncidentView, NewIncident } from '../contracts';
import { serverNowMs } from '../deployment/clock';
import { dayName } from '../deployment/format';
import { daysBefore, fromLocal, localTime } from '../deployment/localTime';
import type { Room } from '../room';
import { language, useTexts } from '../texts/texts';
import { http, Problem } from '../wire/http';

const daysBack = 31;

/** A new incident at a point of the map; its time is the office's, whatever zone and manner of writing the browser has. */
export function NewIncidentCard({ room, card }: { room: Room; card: { lonDeg: number; latDeg: number } }) {
  const t = useTexts();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [opened] = useState(() => localTime(serverNowMs()));

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
      occurredFrom: new Date(fromLocal(String(fields.get('day')), String(fields.get('time')))).toISOString(),
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
      <div class="card-fields">
        <label>
          {t('incident.day')}
          <select name="day" defaultValue={opened.day}>
            {Array.from({ length: daysBack }, (_, back) => daysBefore(opened.day, back)).map((day) => (
              <option key={day} value={day}>
                {dayName(day)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('incident.time')}
          <input
            name="time"
            required
            defaultValue={opened.time.slice(0, 5)}
            pattern="([01][0-9]|2[0-3]):[0-5][0-9]"
            maxLength={5}
            inputMode="numeric"
            autocomplete="off"
            title={t('incident.timeForm')}
          />
        </label>
      </div>
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
