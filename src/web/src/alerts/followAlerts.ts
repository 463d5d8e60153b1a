import type { Room } from '../room';
import { language, text } from '../texts/texts';
import { emptyBook, inOrder, ringsFor, rungSince, type AlertBook } from './alertBook';

/** Rings, marks the units on the map and the page's title, and shows the first call that comes; returns how to stop. */
export function followAlerts(room: Room): () => void {
  let before = emptyBook;
  const title = document.title;
  const stops = [
    room.connection.alerts.follow((book) => {
      const rung = rungSince(before, book, room.session.role);
      before = book;
      if (rung.length > 0) room.bell.ring();
      const calling = inOrder(book).filter((alert) => ringsFor(room.session.role, alert));
      document.title = calling.length === 0 ? title : `${text('alert.sos')} ${calling[0]!.callSign}`;
      room.overlay.value?.setCalling(calls(book));
    }),
    language.onChange(() => room.overlay.value?.setCalling(calls(room.connection.alerts.value))),
  ];
  return () => {
    stops.forEach((stop) => stop());
    document.title = title;
    room.bell.stop();
  };
}

const calls = (book: AlertBook) => inOrder(book).filter((alert) => alert.kind === 'sos');

/** Opens an alert's card and flies to where the unit is, or said that it was. */
export function showAlert(room: Room, alertId: string): void {
  const alert = room.connection.alerts.value.get(alertId);
  room.card.set({ kind: 'alert', alertId });
  if (alert === undefined) return;
  const unit = room.connection.picture.value.units.get(alert.unitId);
  const [lonDeg, latDeg] = unit === undefined ? [alert.lonDeg, alert.latDeg] : [unit.lonDeg, unit.latDeg];
  if (lonDeg !== null && latDeg !== null) room.goTo(lonDeg, latDeg, Math.max(16, room.districtMap.value?.map.getZoom() ?? 16));
}
