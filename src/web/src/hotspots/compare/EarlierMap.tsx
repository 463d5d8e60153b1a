import { useEffect, useRef } from 'preact/hooks';
import { fullDay } from '../../deployment/format';
import { theme } from '../../deployment/preferences';
import type { HotspotRunView } from '../../contracts';
import { DistrictMap } from '../../map/districtMap';
import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts } from '../../texts/texts';
import { hotspotLayers, mayColour } from '../hotspotStyle';

/** The map of the earlier window, at the left of the shown one and always over the same ground. */
export function EarlierMap({ room }: { room: Room }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => startEarlier(room, holder.current!), [room]);
  return (
    <>
      <div class="map map-earlier" ref={holder} />
      <HalfCaption room={room} half="earlier" />
      <HalfCaption room={room} half="shown" />
    </>
  );
}

function HalfCaption({ room, half }: { room: Room; half: 'earlier' | 'shown' }) {
  const t = useTexts();
  const run = useCell(half === 'earlier' ? room.earlierHotspots : room.hotspots).value;
  return (
    <p class={`half-caption half-${half}`}>
      {run === null ? t('state.loading') : `${fullDay(Date.parse(run.from))} – ${fullDay(Date.parse(run.to))} · ${t('hotspots.incidents', { n: run.incidents })}`}
    </p>
  );
}

/** Draws the earlier run in the colours and limits of the shown one, and moves both maps together. Returns how to stop. */
function startEarlier(room: Room, holder: HTMLElement): () => void {
  const shown = room.districtMap.value!;
  const earlier = new DistrictMap(holder, room.district, shown.choice, 'earlier');
  room.earlierMap.set(earlier);
  const stops: (() => void)[] = [];
  let ended = false;
  void earlier.ready().then(() => {
    if (ended) return;
    earlier.quietAlleys(true);
    for (const group of ['courtyards', 'venues', 'troubleAreas', 'alleys', 'route'] as const) earlier.show(group, false);
    const draw = () => {
      const { value, problem } = room.earlierHotspots.value;
      const limits = room.hotspots.value.value;
      const sight = room.hotspotSight.value;
      if (value === null || limits === null || problem !== null || !mayColour(value, sight)) earlier.removeHotspots();
      else earlier.setHotspotTiles(value.runId, hotspotLayers(withLimitsOf(value, limits), sight, earlier.palette, earlier.choice.scale));
    };
    stops.push(
      room.earlierHotspots.follow(draw),
      room.hotspots.onChange(draw),
      room.hotspotSight.onChange(draw),
      theme.onChange(() => {
        earlier.restyle({ ...earlier.choice, theme: theme.value });
        draw();
      }),
      moveTogether(shown, earlier),
    );
  });
  return () => {
    ended = true;
    stops.forEach((stop) => stop());
    earlier.map.remove();
    room.earlierMap.set(null);
    delete document.documentElement.dataset['earlier'];
  };
}

function withLimitsOf(run: HotspotRunView, other: HotspotRunView): HotspotRunView {
  return { ...run, densityBreaksPerKm2: other.densityBreaksPerKm2, densityBreaksPerKm: other.densityBreaksPerKm };
}

/** Each map follows the other, and neither its own echo. */
function moveTogether(one: DistrictMap, other: DistrictMap): () => void {
  let leads: DistrictMap | null = null;
  const follow = (leader: DistrictMap, follower: DistrictMap) => {
    const move = () => {
      if (leads === follower) return;
      leads = leader;
      const { lng, lat } = leader.middle();
      follower.goTo(lng, lat, leader.map.getZoom(), 0);
      leads = null;
    };
    leader.map.on('move', move);
    return () => void leader.map.off('move', move);
  };
  const stops = [follow(one, other), follow(other, one)];
  const { lng, lat } = one.middle();
  other.goTo(lng, lat, one.map.getZoom(), 0);
  return () => stops.forEach((stop) => stop());
}
