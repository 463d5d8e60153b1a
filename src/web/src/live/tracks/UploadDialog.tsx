import { useEffect, useRef, useState } from 'preact/hooks';
import { problemText } from '../../accounts/problemText';
import type { PositionBatch, TrackUploadView, UnitView } from '../../contracts';
import { useTexts, type TextKey } from '../../texts/texts';
import { http, Problem, query } from '../../wire/http';
import { UnitSelect } from '../UnitSelect';
import { FileOutcome } from './FileOutcome';

const datums = ['wgs84', 'gcj02', 'bd09'] as const satisfies readonly PositionBatch['datum'][];
/** What the server takes at once, with room for what stands between the files. */
const largestBytes = 16 * 1024 * 1024 - 64 * 1024;

/** Uploads GPX files of a unit whose phone could not send while it walked, and shows what became of each. */
export function UploadDialog({ units, chosen, onClose }: { units: readonly UnitView[]; chosen: string; onClose: () => void }) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [unitId, setUnitId] = useState(chosen);
  const [datum, setDatum] = useState<PositionBatch['datum']>('wgs84');
  const [files, setFiles] = useState<File[]>([]);
  const [outcome, setOutcome] = useState<TrackUploadView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current!.showModal(), []);

  async function upload(): Promise<void> {
    setBusy(true);
    setProblem(null);
    setOutcome(null);
    try {
      const form = new FormData();
      for (const file of files) form.append('file', file);
      setOutcome(await http.post<TrackUploadView>(`/api/units/${encodeURIComponent(unitId)}/tracks${query({ datum })}`, form));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }

    setBusy(false);
  }

  const isTooLarge = files.reduce((sum, file) => sum + file.size, 0) > largestBytes;
  return (
    <dialog ref={dialog} class="sender-dialog" onClose={onClose} aria-label={t('upload.title')} aria-busy={busy}>
      <h2>{t('upload.title')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void upload();
        }}
      >
        <UnitSelect units={units} chosen={unitId} onChoose={setUnitId} />
        <label>
          {t('upload.files')}
          <input
            type="file"
            name="files"
            accept=".gpx"
            multiple
            required
            onChange={(event) => {
              setFiles([...event.currentTarget.files!]);
              setOutcome(null);
            }}
          />
        </label>
        <label>
          {t('upload.datum')}
          <select name="datum" value={datum} onChange={(event) => setDatum(event.currentTarget.value as PositionBatch['datum'])}>
            {datums.map((one) => (
              <option key={one} value={one}>
                {t(`upload.datum.${one}` as TextKey)}
              </option>
            ))}
          </select>
        </label>
        <p class="card-note">{t('upload.explain')}</p>
        {isTooLarge && <p class="form-problem" role="alert">{t('upload.tooLarge')}</p>}
        {problem !== null && (
          <p class="form-problem" role="alert">
            {problemText(problem)}
          </p>
        )}
        <button class="primary" disabled={busy || isTooLarge || files.length === 0 || unitId === ''}>
          {t(busy ? 'upload.busy' : 'upload.send')}
        </button>
      </form>
      {outcome !== null && (
        <ul class="upload-files" role="status">
          {outcome.files.map((file, index) => (
            <FileOutcome key={index} file={file} />
          ))}
        </ul>
      )}
      <button type="button" onClick={() => dialog.current!.close()}>
        {t('action.close')}
      </button>
    </dialog>
  );
}
