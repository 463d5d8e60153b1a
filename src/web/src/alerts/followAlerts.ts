import type { Room } from '../room';
import { text } from '../texts/texts';
import { emptyBook, inOrder, isCall, ringsFor, rungSince } from './alertBook';

/** Rings, and marks the units on the map and the page's title; returns how to stop. */
export function followAlerts(room: Room): () => void {
  let before = emptyBook;
  const title = document.title;
  const stop = room.connection.alerts.follow((book) => {
    const rung = rungSince(before, book, room.session.role);
    before = book;
    if (rung.length > 0) room.bell.ring();
    const calls = inOrder(book).filter(isCall);
    const ringing = calls.find((alert) => ringsFor(room.session.role, alert));
    document.title = ringing === undefined ? title : `${text('alert.sos')} ${ringing.callSign}`;
    room.overlay.value?.setCalling(calls);
  });
  return () => {
    stop();
    document.title = title;
    room.bell.stop();
  };
}

/** Opens an alert's card and flies to where the unit is, or said that it was. */
export function showAlert(room: Room, alertId: string): void {
  const alert = room.connection.alerts.value.get(alertId);
  room.card.set({ kind: 'alert', alertId });
  if (alert === undefined) return;
  const unit = room.connection.picture.value.units.get(alert.unitId);
  const [lonDeg, latDeg] = unit === undefined ? [alert.lonDeg, alert.latDeg] : [unit.lonDeg, unit.latDeg];
  if (lonDeg !== null && latDeg !== null) room.goNear(lonDeg, latDeg);
}
