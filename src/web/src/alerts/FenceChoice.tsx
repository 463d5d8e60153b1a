import { useEffect, useState } from 'preact/hooks';
import type { GeofenceSetting, GeofenceView } from '../contracts';
import { unitKinds } from '../live/unitState';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Waiting } from '../widgets/Waiting';
import { FetchedCell } from '../wire/fetched';
import { http } from '../wire/http';

const dwells = [0, 60, 300, 900] as const;
const none: GeofenceSetting = { onEnter: false, onLeave: false, unitKinds: [...unitKinds], dwellSeconds: 0 };

/** Whether units that enter or leave this place raise an alert, which of them, and after how long. */
export function FenceChoice({ placeId }: { placeId: number }) {
  const t = useTexts();
  const [fences] = useState(() => new FetchedCell<GeofenceView[]>());
  const fetched = useCell(fences);
  const [draft, setDraft] = useState<GeofenceSetting | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => fences.load(() => http.get<GeofenceView[]>('/api/geofences'));
  useEffect(() => void load(), [placeId]);
  if (fetched.value === null) return <Waiting fetched={fetched} retry={() => void load()} />;

  const setting = draft ?? fetched.value.find((fence) => fence.placeId === placeId)?.setting ?? none;
  const set = (change: Partial<GeofenceSetting>) => {
    const next = { ...setting, ...change };
    setDraft(next);
    setFailed(false);
    const address = `/api/places/${placeId}/geofence`;
    const isOn = (next.onEnter || next.onLeave) && next.unitKinds.length > 0;
    (isOn ? http.put(address, next) : http.delete(address)).then(load, () => {
      setDraft(null);
      setFailed(true);
    });
  };
  const isOn = setting.onEnter || setting.onLeave;
  return (
    <section class="fence-choice" aria-label={t('fence.title')}>
      <h3>{t('fence.title')}</h3>
      <label>
        <input type="checkbox" checked={setting.onEnter} onChange={(event) => set({ onEnter: event.currentTarget.checked })} />
        {t('fence.onEnter')}
      </label>
      <label>
        <input type="checkbox" checked={setting.onLeave} onChange={(event) => set({ onLeave: event.currentTarget.checked })} />
        {t('fence.onLeave')}
      </label>
      {isOn && (
        <>
          <div class="fence-kinds">
            {unitKinds.map((kind) => (
              <label key={kind}>
                <input
                  type="checkbox"
                  checked={setting.unitKinds.includes(kind)}
                  onChange={(event) =>
                    set({ unitKinds: unitKinds.filter((one) => (one === kind ? event.currentTarget.checked : setting.unitKinds.includes(one))) })
                  }
                />
                {t(`kind.${kind}` as TextKey)}
              </label>
            ))}
          </div>
          <label>
            {t('fence.dwell')}
            <select value={setting.dwellSeconds} onChange={(event) => set({ dwellSeconds: Number(event.currentTarget.value) })}>
              {dwells.map((dwell) => (
                <option key={dwell} value={dwell}>
                  {dwell === 0 ? t('fence.atOnce') : t('fence.minutes', { n: dwell / 60 })}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {failed && (
        <p class="form-problem" role="alert">
          {t('alert.notTaken')}
        </p>
      )}
    </section>
  );
}
