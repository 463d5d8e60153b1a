import { useEffect, useState } from 'preact/hooks';
import type { AlertHistory, AlertStep, AlertView } from '../contracts';
import { clockTimeSeconds } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { text, useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { Icon } from '../widgets/Icon';
import { Waiting } from '../widgets/Waiting';
import { FetchedCell } from '../wire/fetched';
import { http } from '../wire/http';
import { isCall } from './alertBook';
import { useAnswering } from './answering';
import { alertTitle, lateText, progressText } from './AlertStrip';

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
  const calls = isCall(alert);
  return (
    <>
      <header class="card-head alert-head">
        <Icon name={calls ? 'sos' : 'frame'} size={30} />
        <div>
          <h2>{alertTitle(alert)}</h2>
          <p>{standing(alert)}</p>
        </div>
      </header>
      <Facts
        rows={[
          [t('alert.occurred'), alert.isTimeDoubted ? t('alert.timeDoubted', { at: clockTimeSeconds(alert.occurredAtMs) }) : clockTimeSeconds(alert.occurredAtMs)],
          [t('alert.received'), `${clockTimeSeconds(alert.receivedAtMs)}${alert.lateMs === null ? '' : ` · ${lateText(alert)}`}`],
          ...(calls ? callFacts(alert) : []),
        ]}
      />
      {alert.progress !== 'closed' && alert.progress !== 'withdrawn' && <Answer room={room} alert={alert} reload={() => void load()} />}
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

/** From where a call for help was made, and by what. */
function callFacts({ lonDeg, latDeg, accuracyM, door }: AlertView): [string, string][] {
  const error = accuracyM === null ? '' : ` ±\u00a0${Math.round(accuracyM)}\u00a0m`;
  const position = lonDeg === null || latDeg === null ? text('alert.noPosition') : `${lonDeg.toFixed(5)}°, ${latDeg.toFixed(5)}°${error}`;
  return [
    [text('alert.position'), position],
    [text('alert.door'), text(`alert.door.${door}` as TextKey)],
  ];
}

/** Where an alert stands, in a sentence. */
function standing(alert: AlertView): string {
  if (alert.progress === 'withdrawn') return text('alert.withdrawn');
  if (alert.progress === 'closed') return text(isCall(alert) ? 'alert.closed' : 'alert.seenBy', { who: alert.acceptedBy ?? '' });
  return isCall(alert) ? progressText(alert) : text('alert.notSeen');
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
  const { busy, problem, send } = useAnswering(alert);
  const after = (done: boolean) => done && reload();
  const calls = isCall(alert);
  const isMine = alert.acceptedBy === room.session.name || !calls;
  return (
    <div class="alert-answer">
      {calls && alert.acceptedBy === null && (
        <button class="danger" disabled={busy} onClick={() => void send('accept', {}).then(after)}>
          {t('alert.accept')}
        </button>
      )}
      {alert.acceptedBy !== null && !isMine && (
        <button disabled={busy} onClick={() => void send('accept', { fromOwner: alert.acceptedBy }).then(after)}>
          {t('alert.takeOver', { who: alert.acceptedBy })}
        </button>
      )}
      {isMine && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send('close', { note, spokeWithUnit: spoke, receivedAtMs: alert.receivedAtMs }).then(after);
          }}
        >
          <textarea maxLength={500} rows={2} value={note} placeholder={t('alert.note')} aria-label={t('alert.note')} onInput={(event) => setNote(event.currentTarget.value)} />
          {calls && alert.unitClosedAtMs === null && (
            <label class="inline">
              <input type="checkbox" checked={spoke} onChange={(event) => setSpoke(event.currentTarget.checked)} />
              {t('alert.spoke')}
            </label>
          )}
          <button disabled={busy || (alert.officeClosedAtMs !== null && !spoke)}>{t(calls ? 'alert.close' : 'alert.seen')}</button>
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
