import type { FeatureCount } from '../contracts';
import { useChangedAlleys } from '../coverage/changedAlleys';
import { isPhone } from '../deployment/screen';
import { HotspotLegend } from '../hotspots/HotspotLegend';
import { IncidentLegend } from '../incidents/IncidentLegend';
import { UnitLegend } from '../live/UnitLegend';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import type { LayerGroup } from './baseLayers';

type Switch = LayerGroup | 'units';

/** What carries colour, each with its key; then the quiet layers. */
const keyed: Switch[] = ['units', 'alleys', 'incidents', 'hotspots'];
const plain: Switch[] = ['communities', 'schools', 'venues', 'courtyards', 'troubleAreas', 'route', 'labels'];

const countKind: Partial<Record<Switch, string>> = {
  alleys: 'alley', communities: 'community', schools: 'school', venues: 'venue', courtyards: 'courtyard', troubleAreas: 'troubleArea',
};

/** Zoom buttons, and the legend that is also the layer switch. */
export function LayerBox({ room }: { room: Room }) {
  const t = useTexts();
  const open = useCell(room.legendOpen);
  const districtMap = useCell(room.districtMap);
  return (
    <div class="corner">
      {open && <Legend room={room} />}
      <div class="map-buttons" role="group" aria-label={t('a11y.mapButtons')} data-floats>
        <button class="square" aria-expanded={open} aria-label={t('legend.title')} title={t('legend.title')} onClick={() => room.legendOpen.set(!open)}>
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

function Legend({ room }: { room: Room }) {
  const t = useTexts();
  const groups = useCell(room.groups);
  // On a phone it is looked at and put away again: the map does not make room for it.
  return (
    <section class="legend" aria-label={t('legend.title')} data-floats={isPhone() ? undefined : ''}>
      <header>
        <h2>{t('legend.title')}</h2>
        <button class="quiet square" aria-label={t('action.close')} title={t('action.close')} onClick={() => room.legendOpen.set(false)}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <ul class="switches">
        {keyed.map((group) => (
          <li key={group}>
            <LayerSwitch room={room} group={group} />
            {groups[group] && group === 'units' && <UnitLegend />}
            {groups[group] && group === 'alleys' && <AlleyLegend room={room} />}
            {groups[group] && group === 'incidents' && <IncidentLegend room={room} />}
            {groups[group] && group === 'hotspots' && <HotspotLegend room={room} />}
          </li>
        ))}
      </ul>
      <ul class="switches switches-plain">
        {plain.map((group) => (
          <li key={group}>
            <LayerSwitch room={room} group={group} swatch />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Thick is due, thin is done; while hotspots are looked at, all are thin and grey. */
function AlleyLegend({ room }: { room: Room }) {
  const t = useTexts();
  const changed = useChangedAlleys(room);
  if (useCell(room.tool) === 'hotspots') {
    return (
      <p class="legend-lines">
        <i class="swatch-quiet" /> {t('legend.quiet')}
      </p>
    );
  }

  return (
    <p class="legend-lines legend-alleys">
      <i class="swatch-due" /> {t('legend.due')} <i class="swatch-done" /> {t('legend.done')}
      {changed > 0 && (
        <span>
          <i class="swatch-backfilled" /> {t('legend.backfilled')}
        </span>
      )}
    </p>
  );
}

function LayerSwitch({ room, group, swatch = false }: { room: Room; group: Switch; swatch?: boolean }) {
  const t = useTexts();
  const groups = useCell(room.groups);
  const count = room.district.counts.find((one) => one.kind === countKind[group]);
  return (
    <label>
      <input
        type="checkbox"
        checked={groups[group]}
        data-layer={group}
        onChange={(event) => room.groups.set({ ...groups, [group]: event.currentTarget.checked })}
      />
      {swatch && <i class={`swatch swatch-${group}`} />}
      <span>{t(`layer.${group}` as TextKey)}</span>
      {count !== undefined && <Reality count={count} />}
    </label>
  );
}

/** How many of a kind there are, and a mark when some of them are only approximate or invented. */
function Reality({ count: { real, approximate, invented } }: { count: FeatureCount }) {
  const t = useTexts();
  const all = real + approximate + invented;
  const mark =
    invented === all
      ? t('legend.allInvented')
      : invented > 0
        ? t('legend.someInvented', { n: invented.toLocaleString('en') })
        : approximate > 0
          ? t('legend.approximate')
          : null;
  return (
    <small title={t('legend.reality', { real, approximate, invented })}>
      {all.toLocaleString('en')}
      {all > 0 && mark !== null && <em>{mark}</em>}
    </small>
  );
}
