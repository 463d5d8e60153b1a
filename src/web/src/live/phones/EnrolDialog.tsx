import { useEffect, useRef, useState } from 'preact/hooks';
import { problemText } from '../../accounts/problemText';
import type { EnrolledPhone, NewPhone, UnitView } from '../../contracts';
import { dayName } from '../../deployment/format';
import { useTexts, type TextKey } from '../../texts/texts';
import { CopyLine } from '../../widgets/CopyLine';
import { QrCode } from '../../widgets/QrCode';
import { Segmented } from '../../widgets/Segmented';
import { http, Problem } from '../../wire/http';
import { UnitSelect } from '../UnitSelect';
import { appAddress, appLink, phoneApps, type PhoneApp } from './appLinks';

/** Enrols a phone for a unit and tonight: one scan sets its app up. The token is shown this once and dies with the night. */
export function EnrolDialog({ units, chosen, onClose }: { units: readonly UnitView[]; chosen: string; onClose: () => void }) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [unitId, setUnitId] = useState(chosen);
  const [app, setApp] = useState<PhoneApp>('traccar');
  const [phone, setPhone] = useState<EnrolledPhone | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current!.showModal(), []);

  async function enrol(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      // Both apps send what the phone's own receiver measures.
      setPhone(await http.post<EnrolledPhone>(`/api/units/${encodeURIComponent(unitId)}/phones`, { datum: 'wgs84', night: null } satisfies NewPhone));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }

    setBusy(false);
  }

  const unit = units.find((one) => one.unitId === unitId);
  return (
    <dialog ref={dialog} class="sender-dialog" onClose={onClose} aria-label={t('enrol.title')}>
      <h2>{t('enrol.title')}</h2>
      <Segmented label={t('enrol.app')} choices={phoneApps} chosen={app} nameOf={(one) => t(`enrol.app.${one}` as TextKey)} onChoose={setApp} />
      {phone === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void enrol();
          }}
        >
          <UnitSelect units={units} chosen={unitId} onChoose={setUnitId} />
          <p class="card-note">{t('enrol.explain')}</p>
          {problem !== null && (
            <p class="form-problem" role="alert">
              {problemText(problem)}
            </p>
          )}
          <button class="primary" disabled={busy || unit === undefined}>
            {t('enrol.make')}
          </button>
        </form>
      ) : (
        <>
          <p>{t('enrol.scan', { unit: unit!.callSign, app: t(`enrol.app.${app}` as TextKey) })}</p>
          <QrCode text={appLink(app, location.origin, phone, unitId)} label={t('enrol.code')} />
          <p role="status">{t('enrol.night', { night: dayName(phone.night) })}</p>
          <p class="card-note">{t(`enrol.byHand.${app}` as TextKey)}</p>
          <CopyLine value={appAddress(app, location.origin, phone)} label={t('enrol.address')} action={t('copy.address')} />
          {app === 'traccar' && <CopyLine value={phone.token} label={t('enrol.identifier')} action={t('copy.identifier')} />}
          <p class="card-note">{t('enrol.once')}</p>
        </>
      )}
      <button type="button" onClick={() => dialog.current!.close()}>
        {t('action.close')}
      </button>
    </dialog>
  );
}
