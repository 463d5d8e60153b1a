import type { HotspotBacktestView, HotspotScoreView } from '../../contracts';
import { fullDay } from '../../deployment/format';
import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts, type TextKey } from '../../texts/texts';

/** The legend's line on the last backtest: what the densest cells would have caught in the weeks after, beside the plain count map. Nothing while
 * there is none, or it is of other incidents than the map. */
export function BacktestLine({ room }: { room: Room }) {
  const t = useTexts();
  const { value: test, loading } = useCell(room.backtest);
  const run = useCell(room.hotspots).value;
  if (loading || test === null || run === null) return null;
  if (test.category !== (run.categories[0] ?? null) || test.calledInOnly !== run.calledInOnly || test.incidents === 0) return null;
  return (
    <details class="backtest">
      <summary>
        {t('backtest.line', { area: percent(test.areaShare), hits: percent(test.shown.hitShare!), pai: test.shown.paiRatio!.toFixed(1) })}
      </summary>
      <table>
        <caption>
          {t('backtest.window', { from: fullDay(Date.parse(test.from)), to: fullDay(Date.parse(test.to)), n: test.incidents, cells: test.cells, side: test.cellM })}
        </caption>
        <tbody>
          <Row name={t('backtest.shown')} score={test.shown} of={test} />
          <Row title={test.forecastMethod} name={t(`forecast.${test.forecastMethod.split(' ')[0]}` as TextKey)} score={test.forecast} of={test} />
          <Row name={t('backtest.countMap')} score={test.countMap} of={test} />
        </tbody>
      </table>
      <p>{t('backtest.explain')}</p>
    </details>
  );
}

function Row({ name, title, score, of }: { name: string; title?: string; score: HotspotScoreView; of: HotspotBacktestView }) {
  return (
    <tr>
      <th title={title}>{name}</th>
      <td>
        {score.hits} / {of.incidents}
      </td>
      <td>
        {percent(score.hitShare!)} <small>({digits(score.lowerShare!)}–{digits(score.upperShare!)})</small>
      </td>
    </tr>
  );
}

function percent(share: number): string {
  return `${digits(share)} %`;
}

function digits(share: number): string {
  return (share * 100).toFixed(share < 0.1 ? 1 : 0);
}
