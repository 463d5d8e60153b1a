import { useEffect, useState } from 'preact/hooks';
import type { AlertHistory, AlertStep, AlertView } from '../contracts';
import { clockTimeSeconds } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { Icon } from '../widgets/Icon';
import { Waiting } from '../widgets/Waiting';
import { FetchedCell } from '../wire/fetched';
import { http, Problem } from '../wire/http';
import { lateText, progressText } from './AlertStrip';

/** One alert: what is known, what was done, and what the desk can do now. */
export function AlertCard({ room, alertId }: { room: Room; alertId: string }) {
  const t = useTexts();
  const [fetched] = useState(() => new FetchedCell<AlertHistory>());
  const history = useCell(fetched);
  const told = useCell(room.connection.alerts).get(alertId);
  const load = () => fetched.load(() => http.get<AlertHistory>(`/api/alerts/${alertId}`));
  useEffect(() => void load(), [alertId, told?.version ?? 'ended']);

  const alert = told ?? history.value?.alert;
  if (alert === undefined) return <Waiting fetched={history} retry={() => void load()} />;
  return (
    <>
      <header class="card-head alert-head">
        <Icon name="sos" size={30} />
        <div>
          <h2>
            {t('alert.sos')} {alert.callSign}
          </h2>
          <p>{alert.progress === 'closed' ? t('alert.closed') : progressText(alert)}</p>
        </div>
      </header>
      <Facts
        rows={[
          [t('alert.occurred'), alert.isTimeDoubted ? t('alert.timeDoubted', { at: clockTimeSeconds(alert.occurredAtMs) }) : clockTimeSeconds(alert.occurredAtMs)],
          [t('alert.received'), `${clockTimeSeconds(alert.receivedAtMs)}${alert.lateMs === null ? '' : ` · ${lateText(alert)}`}`],
          [t('alert.position'), alert.lonDeg === null ? t('alert.noPosition') : `${alert.lonDeg.toFixed(5)}°, ${alert.latDeg!.toFixed(5)}°${alert.accuracyM === null ? '' : ` ±\u00a0${Math.round(alert.accuracyM)}\u00a0m`}`],
          [t('alert.door'), t(`alert.door.${alert.door}` as TextKey)],
        ]}
      />
      {alert.progress !== 'closed' && <Answer room={room} alert={alert} reload={() => void load()} />}
      {history.value !== null && (
        <ol class="alert-steps" aria-label={t('alert.history')}>
          {history.value.steps.map((step) => (
            <Step key={`${step.atMs}${step.action}`} step={step} actor={step.actor === alert.unitId ? alert.callSign : step.actor} />
          ))}
        </ol>
      )}
    </>
  );
}

function Step({ step, actor }: { step: AlertStep; actor: string }) {
  const t = useTexts();
  return (
    <li>
      <time>{clockTimeSeconds(step.atMs)}</time> {t(`alert.step.${step.action}` as TextKey)}
      {actor !== 'system' && ` · ${actor}`}
      {step.note !== '' && <q>{step.note}</q>}
    </li>
  );
}

/** Accept, take over, close: what the alert's state allows. */
function Answer({ room, alert, reload }: { room: Room; alert: AlertView; reload: () => void }) {
  const t = useTexts();
  const [note, setNote] = useState('');
  const [spoke, setSpoke] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (action: 'accept' | 'close', body: unknown) => {
    setBusy(true);
    setProblem(null);
    http
      .post(`/api/alerts/${alert.alertId}/${action}`, body)
      .then(reload)
      .catch((error: unknown) => setProblem(error instanceof Problem && error.code === 'conflict' ? t('alert.takenBefore') : t('alert.notTaken')))
      .finally(() => setBusy(false));
  };
  const isMine = alert.acceptedBy === room.session.name;
  return (
    <div class="alert-answer">
      {alert.acceptedBy === null && (
        <button class="danger" disabled={busy} onClick={() => send('accept', {})}>
          {t('alert.accept')}
        </button>
      )}
      {alert.acceptedBy !== null && !isMine && (
        <button disabled={busy} onClick={() => send('accept', { fromOwner: alert.acceptedBy })}>
          {t('alert.takeOver', { who: alert.acceptedBy })}
        </button>
      )}
      {isMine && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send('close', { note, spokeWithUnit: spoke });
          }}
        >
          <textarea maxLength={500} rows={2} value={note} placeholder={t('alert.note')} aria-label={t('alert.note')} onInput={(event) => setNote(event.currentTarget.value)} />
          {alert.unitClosedAtMs === null && (
            <label class="inline">
              <input type="checkbox" checked={spoke} onChange={(event) => setSpoke(event.currentTarget.checked)} />
              {t('alert.spoke')}
            </label>
          )}
          <button disabled={busy || (alert.officeClosedAtMs !== null && !spoke)}>{t('alert.close')}</button>
        </form>
      )}
      {problem !== null && (
        <p class="form-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
