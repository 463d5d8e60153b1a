import { followAlerts } from './alerts/followAlerts';
import { followCoverage } from './coverage/coverageLayer';
import { theme, wallMode } from './deployment/preferences';
import { followTonight } from './deployment/tonight';
import { followChecks } from './hotspots/checks/followChecks';
import { followCitations } from './hotspots/citations/followCitations';
import { followChanges } from './hotspots/compare/followChanges';
import { followHotspots } from './hotspots/hotspotLayer';
import { followIncidents } from './incidents/incidentLayer';
import { followMarks } from './live/marks/followMarks';
import { UnitsOverlay } from './live/unitsOverlay';
import type { LayerGroup } from './map/baseLayers';
import { followCommunityNames } from './map/communityNames';
import { DistrictMap } from './map/districtMap';
import { followPointer } from './map/pointer';
import type { Room } from './room';
import type { RouteSketch } from './routes/routeSketch';
import { exposeSignals } from './testSignals';

const scaleOf = (wall: boolean): number => (wall ? 2 : 1);

/** Starts map, overlays and live connection of the control room; returns how to stop them all. */
export function startRoom(room: Room, sketch: RouteSketch, holder: HTMLElement): () => void {
  const shown = new DistrictMap(holder, room.district, { theme: theme.value, scale: scaleOf(wallMode.value) });
  const overlay = new UnitsOverlay(shown.map);
  const stops: (() => void)[] = [];
  let ended = false;
  room.overlay.set(overlay);
  void shown.ready().then(() => {
    if (ended) return;
    room.districtMap.set(shown);
    stops.push(...startLayers(room, sketch, shown, overlay));
  });

  let moved: ReturnType<typeof setTimeout> | undefined;
  shown.map.on('moveend', () => {
    clearTimeout(moved);
    moved = setTimeout(() => room.look(), 200);
  });
  shown.map.on('dragstart', () => room.followed.set(null));
  overlay.onChosenMoved(([lonDeg, latDeg]) => {
    if (room.followed.value !== null && !shown.map.isMoving()) shown.goTo(lonDeg, latDeg, shown.map.getZoom(), 0);
  });
  stops.push(
    followTonight(room.district, room.tonight),
    followNight(room),
    room.connection.picture.follow((picture) => overlay.show(picture)),
    room.connection.link.follow((link) => {
      overlay.setGrey(link === 'lost');
      document.documentElement.dataset['live'] = link;
      if (link === 'live' && shown.tileState.value === 'missing') shown.reloadTiles();
    }),
    room.card.follow((card) => overlay.choose(card?.kind === 'unit' ? card.unitId : null)),
    followAlerts(room),
    exposeSignals(room, shown, overlay),
  );
  room.connection.start();
  return () => {
    ended = true;
    stops.forEach((stop) => stop());
    clearTimeout(moved);
    room.connection.stop();
    // A frame that was asked for before comes after this.
    room.districtMap.set(null);
    overlay.remove();
    shown.map.remove();
  };
}

/** What needs a loaded style. */
function startLayers(room: Room, sketch: RouteSketch, shown: DistrictMap, overlay: UnitsOverlay): (() => void)[] {
  // What floats over the map is laid out in the next frame.
  const refit = () => requestAnimationFrame(() => room.districtMap.value?.refit());
  shown.map.on('resize', refit);
  return [
    followCoverage(room),
    followMarks(room),
    followHotspots(room),
    followChanges(room),
    followChecks(room),
    followCitations(room),
    followIncidents(room),
    followPointer(room, sketch),
    followCommunityNames(shown, room.district, () => (room.groups.value.units ? overlay.obstacles() : [])),
    sketch.follow(),
    room.groups.follow((groups) => {
      for (const [group, visible] of Object.entries(groups)) {
        if (group === 'units') overlay.setVisible(visible);
        else shown.show(group as LayerGroup, visible);
      }
    }),
    theme.follow(() => shown.restyle({ ...shown.choice, theme: theme.value })),
    wallMode.onChange((wall) => {
      shown.restyle({ ...shown.choice, scale: scaleOf(wall) });
      requestAnimationFrame(() => room.districtMap.value?.map.resize());
    }),
    room.tool.follow((chosen) => {
      room.look();
      shown.quietAlleys(chosen === 'hotspots');
      // A tool brings its own overlay; planning and coverage want the ground clear.
      if (chosen === 'hotspots') room.groups.update((groups) => ({ ...groups, hotspots: true }));
      if (chosen === 'coverage' || chosen === 'routes') room.groups.update((groups) => ({ ...groups, hotspots: false, alleys: true }));
    }),
    room.tool.onChange(refit),
    room.legendOpen.onChange(refit),
  ];
}

/** Whoever looks at tonight goes on to the next night with the clock. */
function followNight(room: Room): () => void {
  let before = room.tonight.value;
  return room.tonight.follow((tonight) => {
    if (room.night.value === before) room.night.set(tonight);
    before = tonight;
  });
}
