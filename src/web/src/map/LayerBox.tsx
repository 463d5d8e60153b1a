import { useState } from 'preact/hooks';
import type { FeatureCount } from '../contracts';
import { HotspotLegend } from '../hotspots/HotspotLegend';
import { SymbolPicture } from '../live/SymbolPicture';
import { unitKinds, unitStates } from '../live/unitState';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import type { LayerGroup } from './baseLayers';

const switches: (LayerGroup | 'units')[] = [
  'units', 'alleys', 'incidents', 'hotspots', 'route', 'communities', 'schools', 'venues', 'courtyards', 'troubleAreas', 'labels',
];

const countKind: Partial<Record<LayerGroup | 'units', string>> = {
  alleys: 'alley', communities: 'community', schools: 'school', venues: 'venue', courtyards: 'courtyard', troubleAreas: 'troubleArea',
};

/** Zoom buttons, and the legend that is also the layer switch. */
export function LayerBox({ room }: { room: Room }) {
  const t = useTexts();
  const [open, setOpen] = useState(window.innerWidth >= 1100);
  const districtMap = useCell(room.districtMap);
  return (
    <div class="corner">
      {open && <Legend room={room} onClose={() => setOpen(false)} />}
      <div class="map-buttons" role="group" aria-label={t('a11y.mapButtons')}>
        <button class="square" aria-expanded={open} aria-label={t('legend.title')} title={t('legend.title')} onClick={() => setOpen(!open)}>
          <Icon name="layers" />
        </button>
        <button class="square" aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => districtMap?.map.zoomIn()}>
          <Icon name="plus" />
        </button>
        <button class="square" aria-label={t('map.zoomOut')} title={t('map.zoomOut')} onClick={() => districtMap?.map.zoomOut()}>
          <Icon name="minus" />
        </button>
        <button class="square" aria-label={t('map.whole')} title={t('map.whole')} onClick={() => districtMap?.showAll()}>
          <Icon name="frame" />
        </button>
      </div>
    </div>
  );
}

function Legend({ room, onClose }: { room: Room; onClose: () => void }) {
  const t = useTexts();
  const groups = useCell(room.groups);
  const incidentDays = useCell(room.incidentDays);
  const incidentTotal = useCell(room.incidentTotal);
  const counts = new Map<string, FeatureCount>(room.district.counts.map((count) => [count.kind, count]));
  return (
    <section class="legend" aria-label={t('legend.title')}>
      <header>
        <h2>{t('legend.title')}</h2>
        <button class="quiet square" aria-label={t('action.close')} onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <ul class="switches">
        {switches.map((group) => (
          <li key={group}>
            <label>
              <input
                type="checkbox"
                checked={groups[group]}
                data-layer={group}
                onChange={(event) => room.groups.set({ ...groups, [group]: event.currentTarget.checked })}
              />
              <span>{t(`layer.${group}` as TextKey)}</span>
              <RealityCount count={counts.get(countKind[group] ?? '')} />
            </label>
            {group === 'alleys' && groups.alleys && (
              <p class="legend-lines">
                <i class="swatch-due" /> {t('legend.due')} <i class="swatch-done" /> {t('legend.done')}
              </p>
            )}
            {group === 'incidents' && groups.incidents && (
              <p class="legend-lines">
                <i class="swatch-incident" />
                <select
                  aria-label={t('incidents.window')}
                  value={String(incidentDays)}
                  onChange={(event) => room.incidentDays.set(event.currentTarget.value === '1' ? 1 : 7)}
                >
                  <option value="1">{t('incidents.day')}</option>
                  <option value="7">{t('incidents.week')}</option>
                </select>
                {incidentTotal !== null && <b>{t('incidents.count', { n: incidentTotal.toLocaleString('en') })}</b>}
              </p>
            )}
            {group === 'hotspots' && groups.hotspots && <HotspotLegend room={room} />}
            {group === 'units' && groups.units && (
              <div class="legend-units">
                {unitKinds.map((kind) => (
                  <span key={kind}>
                    <SymbolPicture kind={kind} state="moving" />
                    {t(`kind.${kind}` as TextKey)}
                  </span>
                ))}
                {unitStates.map((state) => (
                  <span key={state}>
                    <SymbolPicture kind="volunteerTeam" state={state} />
                    {t(`unitState.${state}` as TextKey)}
                  </span>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many of a kind there are, and how many of them are only approximate or invented. */
function RealityCount({ count }: { count: FeatureCount | undefined }) {
  const t = useTexts();
  if (count === undefined) return null;
  const all = count.real + count.approximate + count.invented;
  return (
    <small title={t('legend.reality', { real: count.real, approximate: count.approximate, invented: count.invented })}>
      {all.toLocaleString('en')}
      {count.invented > 0 && <em> {t('legend.invented', { n: count.invented.toLocaleString('en') })}</em>}
      {count.invented === 0 && count.approximate > 0 && <em> {t('legend.approximate')}</em>}
    </small>
  );
}
