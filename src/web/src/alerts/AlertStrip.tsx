import { useState } from 'preact/hooks';
import type { AlertView } from '../contracts';
import { secondTick } from '../deployment/clock';
import { age, clockTimeSeconds, duration } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { text, useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { inOrder, isCall, ringsFor } from './alertBook';
import { useAnswering } from './answering';
import { showAlert } from './followAlerts';

/** Crossings below the calls for help, until all are asked for. */
const mostCrossings = 2;

/** Above everything: who calls for help, since when, and who takes care of it; then who entered or left a fenced place. */
export function AlertStrip({ room }: { room: Room }) {
  const t = useTexts();
  const alerts = inOrder(useCell(room.connection.alerts));
  const isHeldBack = useCell(room.bell.isHeldBack);
  const [showsAll, setShowsAll] = useState(false);
  if (alerts.length === 0) return null;
  const calls = alerts.filter(isCall);
  const crossings = alerts.filter((alert) => !isCall(alert));
  const shown = showsAll ? alerts : [...calls, ...crossings.slice(0, mostCrossings)];
  return (
    <section class="alert-strip" aria-label={t('alert.strip')} data-floats>
      {shown.map((alert) => (
        <AlertRow key={alert.alertId} room={room} alert={alert} />
      ))}
      {crossings.length > mostCrossings && (
        <button class="alert-more" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('action.putAway') : t('alert.more', { n: alerts.length - shown.length })}
        </button>
      )}
      {isHeldBack && alerts.some((alert) => ringsFor(room.session.role, alert)) && (
        <button class="alert-sound" onClick={() => void room.bell.allow()}>
          {t('alert.allowSound')}
        </button>
      )}
    </section>
  );
}

function AlertRow({ room, alert }: { room: Room; alert: AlertView }) {
  const t = useTexts();
  const now = useCell(secondTick);
  const { busy, problem, send } = useAnswering(alert);
  const calls = isCall(alert);
  const isOpen = calls && alert.progress === 'open';
  return (
    <div class={isOpen ? 'alert-row alert-open' : calls ? 'alert-row' : 'alert-row alert-quiet'} data-alert={alert.alertId}>
      <button class="alert-what" onClick={() => showAlert(room, alert.alertId)}>
        <Icon name={calls ? 'sos' : 'frame'} size={22} />
        <strong role={isOpen ? 'alert' : undefined}>{alertTitle(alert)}</strong>
        <span>
          {lateText(alert) ?? age(now - alert.occurredAtMs)}
          {calls && ` · ${progressText(alert)}`}
          {problem !== null && ` · ${problem}`}
        </span>
      </button>
      {isOpen && (
        <button
          class="alert-accept"
          disabled={busy}
          onClick={() => {
            showAlert(room, alert.alertId);
            void send('accept', {});
          }}
        >
          {t('alert.accept')}
        </button>
      )}
      {!calls && (
        <button class="quiet" disabled={busy} onClick={() => void send('close', {})}>
          {t('alert.seen')}
        </button>
      )}
    </div>
  );
}

/** 紧急求助 志愿18, or 志愿18 进入 望江居. */
export function alertTitle(alert: AlertView): string {
  if (isCall(alert)) return `${text('alert.sos')} ${alert.callSign}`;
  return text(`alert.${alert.kind}`, { who: alert.callSign, place: alert.placeName ?? '' });
}

/** 迟到 25 分钟, or null for one that came in time. */
export function lateText(alert: AlertView): string | null {
  return alert.lateMs === null ? null : text('alert.late', { age: duration(alert.lateMs / 60_000), at: clockTimeSeconds(alert.occurredAtMs) });
}

/** Where an alert stands. */
export function progressText(alert: AlertView): string {
  if (alert.acceptedBy === null) return alert.escalatedAtMs === null ? text('alert.nobody') : text('alert.escalated');
  if (alert.officeClosedAtMs !== null) return text('alert.waitsForUnit');
  if (alert.unitClosedAtMs !== null) return text('alert.unitIsSafe', { who: alert.acceptedBy });
  return text(alert.unitToldAtMs === null ? 'alert.acceptedBy' : 'alert.unitKnows', { who: alert.acceptedBy });
}
