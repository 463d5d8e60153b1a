import { useEffect, useRef } from 'preact/hooks';
import type { PublishedRoute } from '../contracts';
import { dayAndTime } from '../deployment/format';
import { useTexts } from '../texts/texts';
import { CopyLine } from '../widgets/CopyLine';
import { QrCode } from '../widgets/QrCode';

/** The invite link, shown this once: as text to copy and as a code to scan with the team's phone. */
export function PublishDialog({ published, onClose }: { published: PublishedRoute; onClose: () => void }) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const link = `${location.origin}${published.invitePath}`;
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} class="publish" onClose={onClose} aria-label={t('publish.title')}>
      <h2>{t('publish.title')}</h2>
      <p>{t('publish.explain', { team: published.route.callSign })}</p>
      <QrCode text={link} label={t('publish.code')} />
      <CopyLine value={link} label={t('publish.link')} action={t('publish.copy')} />
      <p class="card-note">{t('publish.once', { until: dayAndTime(Date.parse(published.validUntil)) })}</p>
      <button class="primary" onClick={() => dialog.current!.close()}>
        {t('action.close')}
      </button>
    </dialog>
  );
}
