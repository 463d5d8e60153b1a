import { useEffect, useRef, useState } from 'preact/hooks';
import { AlertStrip } from './alerts/AlertStrip';
import { mayEnterIncidents, mayPlan } from './accounts/session';
import type { DistrictView, SessionView } from './contracts';
import { CoveragePanel } from './coverage/CoveragePanel';
import { useChangedAlleys } from './coverage/changedAlleys';
import { LinkBanner } from './deployment/LinkBanner';
import { isPhone } from './deployment/screen';
import { TimeBar } from './deployment/TimeBar';
import { TopBar } from './deployment/TopBar';
import { EarlierMap } from './hotspots/compare/EarlierMap';
import { HotspotPanel } from './hotspots/HotspotPanel';
import { UnitList } from './live/UnitList';
import { CardBox } from './map/CardBox';
import { Crosshair } from './map/Crosshair';
import { LayerBox } from './map/LayerBox';
import { MapNotice } from './map/MapNotice';
import { Room, type Tool } from './room';
import { RoutePanel } from './routes/RoutePanel';
import { RouteSketch } from './routes/routeSketch';
import { startRoom } from './startRoom';
import { useCell } from './store';
import { useTexts, type TextKey } from './texts/texts';
import { Icon, type IconName } from './widgets/Icon';
import { moveChoice } from './widgets/keys';

const toolIcons: Record<Tool, IconName> = { units: 'shield', hotspots: 'flame', coverage: 'track', routes: 'route' };

/** The dispatcher's and the leader's page: the map, and everything that floats on it. */
export function ControlRoom({ session, district }: { session: SessionView; district: DistrictView }) {
  const t = useTexts();
  const holder = useRef<HTMLDivElement>(null);
  const [room] = useState(() => new Room(session, district));
  const [sketch] = useState(() => new RouteSketch(room));
  const shown = useCell(room.districtMap);

  useEffect(() => startRoom(room, sketch, holder.current!), [room, sketch]);

  const tool = useCell(room.tool);
  const isComparing = useCell(room.comparedWith) !== null && tool === 'hotspots' && shown !== null;
  return (
    <div class={isComparing ? 'room comparing' : 'room'}>
      <a class="skip-link" href="#dock">
        {t('a11y.skip')}
      </a>
      <TopBar room={room} />
      <AlertStrip room={room} />
      <LinkBanner room={room} />
      <Dock room={room} sketch={sketch} />
      <div class="map" ref={holder} />
      {isComparing && <EarlierMap room={room} />}
      <Crosshair room={room} sketch={sketch} />
      <MapNotice shown={shown} />
      <div class="rail">
        <CardBox room={room} mayEnter={mayEnterIncidents(session)} />
        <LayerBox room={room} />
      </div>
      <TimeBar room={room} />
    </div>
  );
}

/** How many alleys late positions have changed since somebody looked. */
function ChangedTally({ room }: { room: Room }) {
  const t = useTexts();
  const count = useChangedAlleys(room);
  if (count === 0) return null;
  return (
    <em class="tally" title={t('backfill.title', { n: count })} aria-label={t('backfill.title', { n: count })}>
      {count}
    </em>
  );
}

/** The tools at the left, on a phone at the bottom: one is open, or none. */
function Dock({ room, sketch }: { room: Room; sketch: RouteSketch }) {
  const t = useTexts();
  const tool = useCell(room.tool);
  const tools: Tool[] = mayPlan(room.session) ? ['units', 'hotspots', 'coverage', 'routes'] : ['units', 'hotspots', 'coverage'];
  return (
    <aside id="dock" class={tool === null ? 'dock dock-away' : 'dock'} aria-label={t('a11y.dock')} tabIndex={-1} data-floats>
      <div class="dock-tabs">
        <div role="tablist" aria-label={t('a11y.dock')} onKeyDown={moveChoice}>
          {tools.map((one) => (
            <button
              key={one}
              role="tab"
              id={`tab-${one}`}
              aria-selected={tool === one}
              aria-controls="tool"
              tabIndex={tool === one || (tool === null && one === tools[0]) ? 0 : -1}
              data-tool={one}
              onClick={() => {
                if (isPhone()) room.card.set(null);
                room.tool.set(one);
              }}
            >
              <Icon name={toolIcons[one]} />
              {t(`tool.${one}` as TextKey)}
              {one === 'coverage' && <ChangedTally room={room} />}
            </button>
          ))}
        </div>
        {tool !== null && (
          <button class="quiet square put-away" aria-label={t('action.putAway')} title={t('action.putAway')} onClick={() => room.tool.set(null)}>
            <Icon name="left" />
          </button>
        )}
      </div>
      {tool !== null && (
        <div id="tool" class="dock-tool" role="tabpanel" aria-labelledby={`tab-${tool}`}>
          {tool === 'units' && <UnitList room={room} />}
          {tool === 'hotspots' && <HotspotPanel room={room} />}
          {tool === 'coverage' && <CoveragePanel room={room} />}
          {tool === 'routes' && <RoutePanel room={room} sketch={sketch} />}
        </div>
      )}
    </aside>
  );
}
