import { useState } from 'preact/hooks';
import type { AlertView } from '../contracts';
import { secondTick } from '../deployment/clock';
import { age, clockTimeSeconds, duration } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { text, useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { http, Problem } from '../wire/http';
import { inOrder, ringsFor } from './alertBook';
import { showAlert } from './followAlerts';

const mostShown = 3;

/** Above everything: who calls for help, since when, and who takes care of it. */
export function AlertStrip({ room }: { room: Room }) {
  const t = useTexts();
  const alerts = inOrder(useCell(room.connection.alerts));
  const isHeldBack = useCell(room.bell.isHeldBack);
  if (alerts.length === 0) return null;
  return (
    <section class="alert-strip" aria-label={t('alert.strip')} data-floats>
      {alerts.slice(0, mostShown).map((alert) => (
        <AlertRow key={alert.alertId} room={room} alert={alert} />
      ))}
      {alerts.length > mostShown && <p class="alert-more">{t('alert.more', { n: alerts.length - mostShown })}</p>}
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
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isOpen = alert.progress === 'open';
  const accept = () => {
    setBusy(true);
    setProblem(null);
    showAlert(room, alert.alertId);
    http
      .post(`/api/alerts/${alert.alertId}/accept`, {})
      .catch((error: unknown) => setProblem(error instanceof Problem && error.code === 'conflict' ? t('alert.takenBefore') : t('alert.notTaken')))
      .finally(() => setBusy(false));
  };
  return (
    <div class={isOpen ? 'alert-row alert-open' : 'alert-row'} role={isOpen ? 'alert' : undefined} data-alert={alert.alertId}>
      <button class="alert-what" onClick={() => showAlert(room, alert.alertId)}>
        <Icon name="sos" size={22} />
        <strong>
          {t('alert.sos')} {alert.callSign}
        </strong>
        <span>
          {lateText(alert) ?? age(now - alert.occurredAtMs)}
          {' · '}
          {problem ?? progressText(alert)}
        </span>
      </button>
      {isOpen && (
        <button class="alert-accept" disabled={busy} onClick={accept}>
          {t('alert.accept')}
        </button>
      )}
    </div>
  );
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
