import type { HotspotRunView } from '../contracts';
import { counted, fullDay } from '../deployment/format';
import { categoryName } from '../incidents/IncidentCard';
import type { DistrictMap } from '../map/districtMap';
import type { HotspotSight, Room } from '../room';
import { text, type TextKey } from '../texts/texts';
import { classColour, countBreaks, innerBreaks, isDrawn, unitText } from './hotspotStyle';

const footPx = 132;
const marginPx = 16;
const swatchPx = 20;

/** The map with what it shows written under it: question, window, numbers, limits of the colours, and the run's id, by which it is
 * found again. Patrols are not on it. */
export async function hotspotPicture(room: Room, shown: DistrictMap, run: HotspotRunView): Promise<Blob> {
  const map = await frameOf(shown);
  const scale = map.width / shown.map.getContainer().clientWidth;
  const paper = document.createElement('canvas');
  paper.width = map.width;
  paper.height = map.height + footPx * scale;
  const brush = paper.getContext('2d')!;
  brush.drawImage(map, 0, 0);
  brush.scale(scale, scale);
  const [width, top] = [map.width / scale, map.height / scale];
  const { ground, labelStrong, label } = shown.palette;
  brush.fillStyle = ground;
  brush.fillRect(0, top, width, footPx);
  brush.textBaseline = 'top';
  brush.fillStyle = labelStrong;
  brush.font = '600 18px sans-serif';
  const sight = room.hotspotSight.value;
  brush.fillText(`${room.district.name} · ${text('tool.hotspots')} · ${text(`hotspots.${sight}` as TextKey)}`, marginPx, top + 12);
  drawLimits(brush, shown, run, sight, top + 40);
  brush.fillStyle = label;
  brush.font = '13px sans-serif';
  writtenUnder(room, run).forEach((line, index) => brush.fillText(line, marginPx, top + 70 + index * 19, width - 2 * marginPx));
  return new Promise((done, failed) => paper.toBlob((blob) => (blob === null ? failed(new Error('The browser made no picture.')) : done(blob)), 'image/png'));
}

/** What the map shows now. It keeps no picture after a frame, so one is drawn and taken at once. */
function frameOf(shown: DistrictMap): Promise<HTMLCanvasElement> {
  return new Promise((done) => {
    shown.map.once('render', () => {
      const canvas = shown.map.getCanvas();
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      copy.getContext('2d')!.drawImage(canvas, 0, 0);
      done(copy);
    });
    shown.map.triggerRepaint();
  });
}

function drawLimits(brush: CanvasRenderingContext2D, shown: DistrictMap, run: HotspotRunView, sight: HotspotSight, y: number): void {
  const { ramp, significance, label } = shown.palette;
  brush.font = '13px sans-serif';
  let x = marginPx;
  const add = (colour: string, name: string) => {
    brush.fillStyle = colour;
    brush.fillRect(x, y, swatchPx, 14);
    brush.fillStyle = label;
    brush.fillText(name, x + swatchPx + 5, y);
    x += swatchPx + 5 + brush.measureText(name).width + 14;
  };
  if (sight === 'significance') {
    for (const one of [3, 2, 1, -1, -2, -3]) add(significance[one + 3]!, text(`significance.${one}` as TextKey));
    return;
  }

  const breaks: readonly number[] = sight === 'count' ? countBreaks : innerBreaks(run);
  const classes = breaks.length + 1;
  for (let index = 0; index < classes; index++) {
    if (!isDrawn(sight, index, classes)) continue;
    const from = index === 0 ? '1' : sight === 'count' ? `≥${breaks[index - 1]! + 1}` : `≥${breaks[index - 1]!.toFixed(1)}`;
    add(ramp[classColour(index, classes)]!, from);
  }

  brush.fillText(text(unitText(run, sight), { side: run.cellM }), x, y);
}

function writtenUnder(room: Room, run: HotspotRunView): string[] {
  const ask = room.hotspotAsk.value;
  const day = (moment: string) => fullDay(Date.parse(moment));
  const hours = run.weekdays.length === 0 ? text('hotspots.everyDay') : run.weekdays.map((weekday) => text(`weekday.${weekday}` as TextKey)).join(' ');
  return [
    [
      `${day(run.from)} – ${day(run.to)}`,
      text('hotspots.incidents', { n: counted(run.weightedCount) }),
      ask.category === null ? text('hotspots.allCategories') : categoryName(room, ask.category),
      ...(run.calledInOnly ? [text('hotspots.calledInOnly')] : []),
      hours,
      `${String(run.fromHour).padStart(2, '0')}:00 – ${String(run.toHour).padStart(2, '0')}:00`,
    ].join(' · '),
    text(`hotspots.method.${run.unit}` as TextKey, { side: run.cellM, bandwidth: run.bandwidthM, snap: run.snapM ?? 0 }),
    `${text('hotspots.run')} ${run.runId} · ${day(run.computedAt)}${run.synthetic ? ` · ${text('hotspots.synthetic')}` : ''}`,
  ];
}
