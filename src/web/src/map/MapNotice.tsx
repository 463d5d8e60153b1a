import { Cell, useCell } from '../store';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import type { DistrictMap, TileState } from './districtMap';

const notYet = new Cell<TileState>('loading');

/** Says that the map is on its way, or that parts of it could not be loaded. */
export function MapNotice({ shown }: { shown: DistrictMap | null }) {
  const t = useTexts();
  const tiles = useCell(shown?.tileState ?? notYet);
  if (tiles === 'loaded') return null;
  return tiles === 'loading' ? (
    <p class="map-notice" role="status">
      {t('map.loading')}
    </p>
  ) : (
    <div class="map-notice map-notice-bad" role="alert">
      <Icon name="warning" size={16} />
      {t('map.missing')}
      <button onClick={() => shown?.reloadTiles()}>{t('action.retry')}</button>
    </div>
  );
}
