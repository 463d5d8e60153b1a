import { useEffect, useRef } from 'preact/hooks';
import { AlertCard } from '../alerts/AlertCard';
import { CellCard } from '../hotspots/CellCard';
import { SegmentCard } from '../hotspots/SegmentCard';
import { IncidentCard } from '../incidents/IncidentCard';
import { NewIncidentCard } from '../incidents/NewIncidentCard';
import { UnitCard } from '../live/UnitCard';
import { PlaceCard } from '../places/PlaceCard';
import type { Card, Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';

/** The one card on the right. */
export function CardBox({ room, mayEnter }: { room: Room; mayEnter: boolean }) {
  const card = useCell(room.card);
  return card === null ? null : <OpenCard room={room} card={card} mayEnter={mayEnter} />;
}

function OpenCard({ room, card, mayEnter }: { room: Room; card: Card; mayEnter: boolean }) {
  const t = useTexts();
  const box = useRef<HTMLElement>(null);
  useKeyboardFocus(box, card);
  return (
    <aside class="card" ref={box} tabIndex={-1} aria-label={t('a11y.card')} data-floats>
      <button class="quiet square card-close" aria-label={t('action.close')} title={t('action.close')} onClick={() => room.card.set(null)}>
        <Icon name="close" />
      </button>
      {card.kind === 'alert' && <AlertCard key={card.alertId} room={room} alertId={card.alertId} />}
      {card.kind === 'unit' && <UnitCard key={card.unitId} room={room} unitId={card.unitId} />}
      {card.kind === 'incident' && <IncidentCard key={card.id} room={room} id={card.id} />}
      {card.kind === 'place' && <PlaceCard key={card.id} room={room} id={card.id} />}
      {card.kind === 'cell' && <CellCard room={room} cell={card.properties} />}
      {card.kind === 'segment' && <SegmentCard room={room} segment={card.properties} />}
      {card.kind === 'newIncident' && mayEnter && <NewIncidentCard room={room} card={card} />}
    </aside>
  );
}

/** Whoever opened the card from the keyboard goes on in it, and back to where he was when it closes. */
function useKeyboardFocus(box: { readonly current: HTMLElement | null }, card: Card): void {
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const from = document.activeElement;
    if (!(from instanceof HTMLElement) || box.current!.contains(from) || !from.matches(':focus-visible')) return;
    opener.current = from;
    box.current!.focus({ preventScroll: true });
  }, [card]);
  useEffect(
    () => () => {
      const lost = document.activeElement === null || document.activeElement === document.body || box.current?.contains(document.activeElement);
      if (lost && opener.current?.isConnected) opener.current.focus({ preventScroll: true });
    },
    [],
  );
}
