import { useEffect, useRef } from 'preact/hooks';
import type { QuarantinedReportView } from '../../contracts';
import { clockTime, dayAndTime } from '../../deployment/format';
import type { Room } from '../../room';
import { FetchedCell } from '../../wire/fetched';
import { useCell } from '../../store';
import { useTexts, type TextKey } from '../../texts/texts';
import { Empty, Waiting } from '../../widgets/Waiting';
import { http } from '../../wire/http';
import { byUnit } from './markCounts';

const reports = new FetchedCell<QuarantinedReportView[]>();

/** Everything that devices sent and nobody believes: positions by unit and reason, and reports that could not be read. */
export function QuarantineDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const counts = useCell(room.markCounts);
  const units = useCell(room.units);
  const read = useCell(reports);
  useEffect(() => {
    dialog.current!.showModal();
    room.markCounts.retry();
    void reports.load(() => http.get<QuarantinedReportView[]>('/api/quarantine'));
  }, [room]);
  const marked = byUnit(counts.value ?? []);
  const nameOf = (unitId: string) => units.value?.find((unit) => unit.unitId === unitId)?.callSign ?? unitId;
  return (
    <dialog ref={dialog} class="sender-dialog quarantine" onClose={onClose} aria-label={t('marks.title')}>
      <h2>{t('marks.title')}</h2>
      <p class="card-note">{t('marks.explain')}</p>
      <h3>{t('marks.positions')}</h3>
      <Waiting fetched={counts} retry={() => room.markCounts.retry()} />
      {counts.value !== null && marked.length === 0 && <Empty icon="check">{t('marks.none')}</Empty>}
      <ul class="mark-units">
        {marked.map((unit) => (
          <li key={unit.unitId}>
            <button
              class="quiet"
              data-marked-unit={unit.unitId}
              onClick={() => {
                dialog.current!.close();
                room.card.set({ kind: 'unit', unitId: unit.unitId });
                const seen = room.connection.picture.value.units.get(unit.unitId);
                if (seen !== undefined) room.goNear(seen.lonDeg, seen.latDeg);
              }}
            >
              <span class="grow">
                {unit.callSign}
                {unit.reasons.map(({ code, count, lastFixTimeMs }) => (
                  <small key={code}>{t('marks.line', { n: count, reason: t(`marks.reason.${code}` as TextKey), time: clockTime(lastFixTimeMs) })}</small>
                ))}
              </span>
              <b>{unit.total}</b>
            </button>
          </li>
        ))}
      </ul>
      <h3>{t('marks.reports')}</h3>
      <Waiting fetched={read} retry={() => reports.retry()} />
      {read.value?.length === 0 && <Empty icon="check">{t('marks.noReports')}</Empty>}
      <ul class="mark-reports">
        {(read.value ?? []).map((report, index) => (
          <li key={index}>
            <details>
              <summary>
                <span class="grow">
                  {nameOf(report.unitId)}
                  <small>
                    {t(`marks.report.${report.reason}` as TextKey)} · {t(`marks.door.${report.door}` as TextKey)}
                  </small>
                </span>
                <span>{dayAndTime(Date.parse(report.receivedAt))}</span>
              </summary>
              <code>{report.content || t('marks.empty')}</code>
            </details>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => dialog.current!.close()}>
        {t('action.close')}
      </button>
    </dialog>
  );
}
