import { useRef, useState } from 'preact/hooks';
import { useTexts } from '../texts/texts';
import { Icon } from './Icon';

/** A text that is to be taken elsewhere: to copy with a click, or by hand. */
export function CopyLine({ value, label, action }: { value: string; label: string; action: string }) {
  const t = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <div class="link-line">
      <input ref={field} readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <button
        type="button"
        onClick={() => {
          // Without permission the text stands selected in its field, to be copied by hand.
          void navigator.clipboard.writeText(value).then(() => setCopied(value), () => field.current!.select());
        }}
      >
        <Icon name="copy" size={15} />
        {copied === value ? t('copy.done') : action}
      </button>
    </div>
  );
}
