import { useEffect, useRef, useState } from 'preact/hooks';
import { clockTimeSeconds } from '../deployment/format';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import type { PatrolRun } from './patrolRun';

const holdMs = 1500;

/** The call for help: held for a second and a half, or by keyboard asked twice; then what has become of it. */
export function SosPanel({ run }: { run: PatrolRun }) {
  const t = useTexts();
  const state = useCell(run.sos.state);
  const alert = useCell(run.sos.alert);
  if (state === 'none') return <HoldButton run={run} label={t('sos.hold')} />;
  if (state === 'refused') {
    return (
      <div class="sos-box" role="alert">
        <strong>{t('sos.refused')}</strong>
        <a href="tel:110">{t('sos.phone')}</a>
        <HoldButton run={run} label={t('sos.again')} />
      </div>
    );
  }

  return (
    <div class={state === 'accepted' ? 'sos-box sos-accepted' : 'sos-box'} role="alert" data-sos={state}>
      <strong>{t(state === 'sending' ? 'sos.sending' : state === 'sent' ? 'sos.sent' : 'sos.accepted')}</strong>
      <p>
        {state === 'accepted' && alert?.acceptedAtMs != null
          ? t('sos.acceptedAt', { at: clockTimeSeconds(alert.acceptedAtMs) })
          : t(state === 'sending' ? 'sos.sendingExplain' : 'sos.sentExplain')}
      </p>
      {state !== 'accepted' && <a href="tel:110">{t('sos.phone')}</a>}
      {alert !== null && alert.unitClosedAtMs === null && <SafeButton run={run} />}
      {alert !== null && alert.unitClosedAtMs !== null && (
        <>
          <p>{t('sos.waitsForDesk')}</p>
          <HoldButton run={run} label={t('sos.again')} />
        </>
      )}
    </div>
  );
}

function HoldButton({ run, label }: { run: PatrolRun; label: string }) {
  const t = useTexts();
  const [held, setHeld] = useState(false);
  const [asked, setAsked] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const release = () => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  if (asked) {
    return (
      <div class="my-ending" role="group" aria-label={t('sos.hold')}>
        <button class="big" autofocus onClick={() => setAsked(false)}>
          {t('sos.no')}
        </button>
        <button class="big danger" onClick={() => run.sos.call()}>
          {t('sos.yes')}
        </button>
      </div>
    );
  }

  return (
    <button
      class={held ? 'big sos-hold held' : 'big sos-hold'}
      onPointerDown={(event) => {
        if (!event.isPrimary) return;
        clearTimeout(timer.current);
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
        timer.current = setTimeout(() => run.sos.call(), holdMs);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // By keyboard or screen reader: no pointer has held it.
        if (event.detail === 0) setAsked(true);
      }}
    >
      <i />
      <span>{label}</span>
    </button>
  );
}

/** Asked once more: a call that is taken back by a slip brings nobody. */
function SafeButton({ run }: { run: PatrolRun }) {
  const t = useTexts();
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  if (!asked) {
    return (
      <button class="big" onClick={() => setAsked(true)}>
        {t('sos.safe')}
      </button>
    );
  }

  return (
    <>
      {failed && <p>{t('alert.notTaken')}</p>}
      <div class="my-ending" role="group" aria-label={t('sos.safe')}>
        <button class="big" autofocus onClick={() => setAsked(false)}>
          {t('sos.safeNo')}
        </button>
        <button
          class="big"
          onClick={() =>
            void run.sos.close().then(
              () => setAsked(false),
              () => setFailed(true),
            )
          }
        >
          {t('sos.safeYes')}
        </button>
      </div>
    </>
  );
}
