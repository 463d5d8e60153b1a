import type { HotspotRunView } from '../contracts';
import { theme } from '../deployment/preferences';
import type { Room } from '../room';
import { http } from '../wire/http';
import { hotspotAddress } from './hotspotAddress';
import { hotspotLayers, mayColour } from './hotspotStyle';

/** Fetches and draws the hotspot overlay while its layer is on. Returns how to stop. */
export function followHotspots(room: Room): () => void {
  const load = () => {
    if (!room.groups.value.hotspots) return;
    const cited = room.citedRun.value;
    void room.hotspots.load(() => http.get<HotspotRunView>(cited === null ? hotspotAddress(room.hotspotAsk.value) : `/api/hotspots/${cited}`));
  };
  const draw = () => {
    const shown = room.districtMap.value;
    if (shown === null) return;
    // What was asked before is no answer to a question that failed.
    const { value, problem } = room.hotspots.value;
    const run = problem === null ? value : null;
    const sight = room.hotspotSight.value;
    if (run === null || !room.groups.value.hotspots || !mayColour(run, sight)) shown.removeHotspots();
    else shown.setHotspotTiles(run.runId, hotspotLayers(run, sight, shown.palette, shown.choice.scale));
  };
  let wasOn = false;
  const stops = [
    room.hotspotAsk.follow(load),
    room.citedRun.onChange(load),
    room.groups.follow((groups) => {
      if (groups.hotspots && !wasOn && room.hotspots.value.value === null) load();
      if (groups.hotspots !== wasOn) draw();
      wasOn = groups.hotspots;
    }),
    room.connection.hotspotsChanged.follow((notice) => {
      if (notice !== null && room.citedRun.value === null) load();
    }),
    room.hotspots.follow(draw),
    room.hotspotSight.follow(draw),
    room.districtMap.follow(draw),
    theme.follow(draw),
  ];
  return () => stops.forEach((stop) => stop());
}
