import { useEffect, useRef, useState } from 'preact/hooks';
import { mayEnterIncidents, mayPlan } from './accounts/session';
import type { DistrictView, SessionView } from './contracts';
import { followCoverage } from './coverage/coverageLayer';
import { CoveragePanel } from './coverage/CoveragePanel';
import { theme, wallMode } from './deployment/preferences';
import { LinkBanner } from './deployment/LinkBanner';
import { TimeBar } from './deployment/TimeBar';
import { TopBar } from './deployment/TopBar';
import { followHotspots } from './hotspots/hotspotLayer';
import { HotspotPanel } from './hotspots/HotspotPanel';
import { followIncidents } from './incidents/incidentLayer';
import { UnitList } from './live/UnitList';
import { UnitsOverlay } from './live/unitsOverlay';
import type { LayerGroup } from './map/baseLayers';
import { CardBox } from './map/CardBox';
import { DistrictMap } from './map/districtMap';
import { LayerBox } from './map/LayerBox';
import { followPointer } from './map/pointer';
import { Room, type Tool } from './room';
import { RoutePanel } from './routes/RoutePanel';
import { RouteSketch } from './routes/routeSketch';
import { useCell } from './store';
import { exposeSignals } from './testSignals';
import { useTexts, type TextKey } from './texts/texts';
import { Icon } from './widgets/Icon';

/** The dispatcher's and the leader's page: the map, and everything that floats on it. */
export function ControlRoom({ session, district }: { session: SessionView; district: DistrictView }) {
  const t = useTexts();
  const holder = useRef<HTMLDivElement>(null);
  const [room] = useState(() => new Room(session, district));
  const [sketch] = useState(() => new RouteSketch(room));
  const tool = useCell(room.tool);

  useEffect(() => {
    const stop = startRoom(room, sketch, holder.current!);
    return stop;
  }, [room, sketch]);

  const tools: Tool[] = mayPlan(session) ? ['units', 'hotspots', 'coverage', 'routes'] : ['units', 'hotspots', 'coverage'];
  return (
    <div class="room">
      <a class="skip-link" href="#dock">
        {t('a11y.skip')}
      </a>
      <div class="map" ref={holder} role="application" aria-label={t('a11y.map')} />
      <TopBar room={room} />
      <LinkBanner room={room} />
      <aside id="dock" class={tool === null ? 'dock dock-away' : 'dock'} aria-label={t('a11y.dock')} tabIndex={-1}>
        <nav class="dock-tabs" role="tablist" aria-label={t('a11y.dock')}>
          {tools.map((one) => (
            <button
              key={one}
              role="tab"
              aria-selected={tool === one}
              data-tool={one}
              onClick={() => room.tool.set(tool === one ? null : one)}
            >
              {t(`tool.${one}` as TextKey)}
            </button>
          ))}
          {tool !== null && (
            <button class="quiet square" aria-label={t('action.putAway')} title={t('action.putAway')} onClick={() => room.tool.set(null)}>
              <Icon name="left" />
            </button>
          )}
        </nav>
        {tool === 'units' && <UnitList room={room} />}
        {tool === 'hotspots' && <HotspotPanel room={room} />}
        {tool === 'coverage' && <CoveragePanel room={room} />}
        {tool === 'routes' && <RoutePanel room={room} sketch={sketch} />}
      </aside>
      <CardBox room={room} mayEnter={mayEnterIncidents(session)} />
      <LayerBox room={room} />
      <TimeBar room={room} />
    </div>
  );
}

/** The dock, the legend and the bars cover this much of the map on a wide screen. */
function clearOf(holder: HTMLElement) {
  const rem = wallMode.value ? 28 : 14;
  const wide = holder.clientWidth > 60 * rem;
  return { top: 4.6 * rem, bottom: 6.5 * rem, left: wide ? 23 * rem : rem, right: wide ? 23 * rem : rem };
}

/** Starts map, overlays and live connection; returns how to stop them all. */
function startRoom(room: Room, sketch: RouteSketch, holder: HTMLElement): () => void {
  const shown = new DistrictMap(holder, room.district, { theme: theme.value, scale: wallMode.value ? 2 : 1, clear: clearOf(holder) });
  const overlay = new UnitsOverlay(shown.map);
  const stops: (() => void)[] = [];
  let ended = false;
  room.overlay.set(overlay);
  void shown.ready().then(() => {
    if (ended) return;
    room.districtMap.set(shown);
    stops.push(
      followCoverage(room),
      followHotspots(room),
      followIncidents(room),
      followPointer(room, sketch),
      sketch.follow(),
      room.groups.follow((groups) => {
        for (const [group, visible] of Object.entries(groups)) {
          if (group === 'units') overlay.setVisible(visible);
          else shown.show(group as LayerGroup, visible);
        }
      }),
      theme.follow(() => shown.restyle({ ...shown.choice, theme: theme.value })),
      wallMode.follow(() => {
        shown.restyle({ ...shown.choice, scale: wallMode.value ? 2 : 1, clear: clearOf(holder) });
        requestAnimationFrame(() => shown.map.resize());
      }),
      room.tool.follow((chosen) => {
        room.look();
        shown.quietAlleys(chosen === 'hotspots');
        // A tool brings its own overlay; planning and coverage want the ground clear.
        if (chosen === 'hotspots') room.groups.update((groups) => ({ ...groups, hotspots: true }));
        if (chosen === 'coverage' || chosen === 'routes') room.groups.update((groups) => ({ ...groups, hotspots: false, alleys: true }));
      }),
    );
  });

  let moved: ReturnType<typeof setTimeout> | undefined;
  shown.map.on('moveend', () => {
    clearTimeout(moved);
    moved = setTimeout(() => room.look(), 200);
  });
  shown.map.on('dragstart', () => room.followed.set(null));
  overlay.onChosenMoved((position) => {
    if (room.followed.value !== null && !shown.map.isMoving()) shown.map.jumpTo({ center: position });
  });
  stops.push(
    room.connection.picture.follow((picture) => overlay.show(picture)),
    room.connection.link.follow((link) => {
      overlay.setGrey(link === 'lost');
      document.documentElement.dataset['live'] = link;
    }),
    room.card.follow((card) => overlay.choose(card?.kind === 'unit' ? card.unitId : null)),
    exposeSignals(room, shown, overlay),
  );
  room.connection.start();
  return () => {
    ended = true;
    stops.forEach((stop) => stop());
    clearTimeout(moved);
    room.connection.stop();
    overlay.remove();
    shown.map.remove();
  };
}
