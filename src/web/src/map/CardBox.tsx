import { CellCard } from '../hotspots/CellCard';
import { IncidentCard } from '../incidents/IncidentCard';
import { NewIncidentCard } from '../incidents/NewIncidentCard';
import { UnitCard } from '../live/UnitCard';
import { PlaceCard } from '../places/PlaceCard';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';

/** The one card on the right. */
export function CardBox({ room, mayEnter }: { room: Room; mayEnter: boolean }) {
  const t = useTexts();
  const card = useCell(room.card);
  if (card === null) return null;
  return (
    <aside class="card" aria-label={t('a11y.card')} aria-live="polite">
      <button class="quiet square card-close" aria-label={t('action.close')} title={t('action.close')} onClick={() => room.card.set(null)}>
        <Icon name="close" />
      </button>
      {card.kind === 'unit' && <UnitCard key={card.unitId} room={room} unitId={card.unitId} />}
      {card.kind === 'incident' && <IncidentCard key={card.id} room={room} id={card.id} />}
      {card.kind === 'place' && <PlaceCard key={card.id} room={room} id={card.id} />}
      {card.kind === 'cell' && <CellCard room={room} card={card} />}
      {card.kind === 'newIncident' && mayEnter && <NewIncidentCard room={room} card={card} />}
    </aside>
  );
}
