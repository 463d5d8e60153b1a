import { serverNowMs } from '../deployment/clock';
import { fullDay } from '../deployment/format';
import { theme } from '../deployment/preferences';
import { palettes } from '../map/palette';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { BacktestLine } from './checks/BacktestLine';
import { classColour, countBreaks, innerBreaks, isDrawn, mayColour, unitText } from './hotspotStyle';

/** The colours of the shown view with their limits, units, window and number of incidents. */
export function HotspotLegend({ room }: { room: Room }) {
  const t = useTexts();
  const fetched = useCell(room.hotspots);
  const run = fetched.value;
  const sight = useCell(room.hotspotSight);
  const colours = palettes[useCell(theme)];
  if (fetched.problem !== null) {
    return (
      <p class="legend-lines" role="alert">
        <button class="quiet problem-link" onClick={() => room.hotspots.retry()}>
          {t('state.failedRetry')}
        </button>
      </p>
    );
  }

  if (run === null) return <p class="legend-lines" role="status">{t('state.loading')}</p>;
  if (run.incidents === 0) return <p class="legend-lines">{t('hotspots.nothing')}</p>;
  if (!mayColour(run, sight)) return <p class="legend-lines">{t('hotspots.noColours')}</p>;
  const days = Math.round((Date.parse(run.to) - Date.parse(run.from)) / 86_400_000);
  const isUntilNow = Date.parse(run.to) > serverNowMs();
  const span = isUntilNow ? t('hotspots.days', { n: days }) : `${fullDay(Date.parse(run.from))} – ${fullDay(Date.parse(run.to))}`;
  const window = `${span} · ${t('hotspots.incidents', { n: run.incidents.toLocaleString('en') })}`;
  if (sight === 'significance') {
    const cells: Record<number, number | undefined> = {
      3: run.hot[0], 2: run.hot[1], 1: run.hot[2], [-1]: run.cold[2], [-2]: run.cold[1], [-3]: run.cold[0],
    };
    return (
      <div class="legend-classes">
        <ul>
          {[3, 2, 1, -1, -2, -3].map((one) => (
            <li key={one}>
              <i style={{ background: colours.significance[one + 3] }} />
              {t(`significance.${one}` as TextKey)}
              <b>{cells[one] ?? 0}</b>
            </li>
          ))}
        </ul>
        {run.dependingOnGrid > 0 && (
          <p class="legend-hatch">
            <i style={{ '--hatch': colours.ground, background: colours.significance[6] }} />
            {t('hotspots.dependsOnGrid')}
            <b>{run.dependingOnGrid}</b>
          </p>
        )}
        <small>
          {t(run.unit === 'segment' ? 'hotspots.unitSegments' : 'hotspots.unitCells', { n: run.cellsTested.toLocaleString('en') })} · {window}
        </small>
        <BacktestLine room={room} />
      </div>
    );
  }

  const breaks: readonly number[] = sight === 'count' ? countBreaks : innerBreaks(run);
  const classes = breaks.length + 1;
  const digits = breaks.some((upper) => upper < 10 && !Number.isInteger(upper)) ? 1 : 0;
  return (
    <div class="legend-ramp">
      <div class="ramp">
        {Array.from({ length: classes }, (_, index) => (
          <span key={index}>
            <i style={{ background: isDrawn(sight, index, classes) ? colours.ramp[classColour(index, classes)] : 'transparent' }} />
            {index === 0 ? (sight === 'count' ? '1' : '0') : sight === 'count' ? `≥${breaks[index - 1]! + 1}` : breaks[index - 1]!.toFixed(digits)}
          </span>
        ))}
      </div>
      <small>
        {t(unitText(run, sight), { side: run.cellM })} · {window}
      </small>
      <BacktestLine room={room} />
    </div>
  );
}
