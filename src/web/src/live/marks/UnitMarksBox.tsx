import { useEffect, useRef } from 'preact/hooks';
import { maySeeMarks } from '../../accounts/session';
import type { MarkedFixView } from '../../contracts';
import { clockTimeSeconds } from '../../deployment/format';
import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts, type TextKey } from '../../texts/texts';
import { Waiting } from '../../widgets/Waiting';
import { moveFocus } from '../../widgets/keys';
import { http } from '../../wire/http';
import { byUnit } from './markCounts';

/** In a unit's card: how many of its positions of tonight are not believed and why; where they are, when asked for. */
export function UnitMarksBox({ room, unitId }: { room: Room; unitId: string }) {
  const t = useTexts();
  const counts = useCell(room.markCounts);
  const marks = useCell(room.marks);
  const chosen = useCell(room.chosenMark);
  const clear = () => {
    room.marks.set({ value: null, loading: false, problem: null });
    room.chosenMark.set(null);
  };
  useEffect(() => clear, [room, unitId]);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  const unit = byUnit(counts.value ?? []).find((one) => one.unitId === unitId);
  if (!maySeeMarks(room.session) || unit === undefined) return null;
  const isShown = marks.value !== null;
  return (
    <section class="unit-marks" aria-label={t('marks.title')}>
      <header>
        <h3>{t('marks.ofUnit', { n: unit.total })}</h3>
        <button
          aria-pressed={isShown}
          onClick={() =>
            isShown ? clear() : void room.marks.load(() => http.get<MarkedFixView[]>(`/api/units/${encodeURIComponent(unitId)}/marked-fixes`))
          }
        >
          {t('marks.show')}
        </button>
      </header>
      <ul class="mark-reasons">
        {unit.reasons.map(({ code, count }) => (
          <li key={code}>
            <b>{count}</b> {t(`marks.reason.${code}` as TextKey)}
          </li>
        ))}
      </ul>
      <Waiting fetched={marks} retry={() => room.marks.retry()} />
      {marks.value !== null && (
        <>
          <p class="card-note">{t('marks.raw')}</p>
          <ul class="mark-list" ref={list} onKeyDown={moveFocus}>
            {marks.value.map((mark, index) => (
              <li key={index}>
                <button
                  class="quiet"
                  aria-pressed={chosen === index}
                  data-mark={mark.code}
                  onClick={() => {
                    room.chosenMark.set(chosen === index ? null : index);
                    if (chosen !== index && mark.lonDeg !== null && mark.latDeg !== null) room.goTo(mark.lonDeg, mark.latDeg, 15);
                  }}
                >
                  <span class="grow">
                    {t(`marks.short.${mark.code}` as TextKey)}
                    {mark.lonDeg === null && <small>{t('marks.noPlace')}</small>}
                  </span>
                  <span>{clockTimeSeconds(mark.fixTimeMs)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
