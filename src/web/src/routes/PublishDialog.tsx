import qrcode from 'qrcode-generator';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PublishedRoute } from '../contracts';
import { dayAndTime } from '../deployment/format';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';

/** The invite link, shown this once: as text to copy and as a code to scan with the team's phone. */
export function PublishDialog({ published, onClose }: { published: PublishedRoute; onClose: () => void }) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}${published.invitePath}`;
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} class="publish" onClose={onClose} aria-label={t('publish.title')}>
      <h2>{t('publish.title')}</h2>
      <p>{t('publish.explain', { team: published.route.callSign })}</p>
      <QrCode text={link} label={t('publish.code')} />
      <div class="link-line">
        <input ref={field} readOnly value={link} aria-label={t('publish.link')} onFocus={(event) => event.currentTarget.select()} />
        <button
          onClick={() => {
            // Without permission the link stands selected in its field, to be copied by hand.
            void navigator.clipboard.writeText(link).then(() => setCopied(true), () => field.current!.select());
          }}
        >
          <Icon name="copy" size={15} />
          {copied ? t('publish.copied') : t('publish.copy')}
        </button>
      </div>
      <p class="card-note">{t('publish.once', { until: dayAndTime(Date.parse(published.validUntil)) })}</p>
      <button class="primary" onClick={() => dialog.current!.close()}>
        {t('action.close')}
      </button>
    </dialog>
  );
}

function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const quiet = 4;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
  }

  return (
    <svg class="qr" viewBox={`0 0 ${size + 2 * quiet} ${size + 2 * quiet}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
