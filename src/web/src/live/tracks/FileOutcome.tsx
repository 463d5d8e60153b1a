import type { UploadedTrackView } from '../../contracts';
import { counted, dayAndTime } from '../../deployment/format';
import { useTexts, type TextKey } from '../../texts/texts';
import { Facts } from '../../widgets/Facts';

/** What became of one uploaded file: how many points, where they went, and why not all were kept. */
export function FileOutcome({ file }: { file: UploadedTrackView }) {
  const t = useTexts();
  const rows: [string, string][] = [[t('upload.points'), counted(file.points)]];
  const add = (name: string, count: number) => {
    if (count > 0) rows.push([name, counted(count)]);
  };
  add(t('upload.stored'), file.stored);
  add(t('upload.duplicates'), file.duplicates);
  add(t('upload.offDuty'), file.offDuty);
  add(t('upload.withoutTime'), file.withoutTime);
  add(t('upload.unreadable'), file.unreadable);
  for (const { code, count } of file.marked) add(t(`upload.marked.${code}` as TextKey), count);
  return (
    <li>
      <h3>{file.fileName}</h3>
      {file.firstFixAt !== null && file.lastFixAt !== null && (
        <p class="figure-note">{t('upload.span', { from: dayAndTime(Date.parse(file.firstFixAt)), to: dayAndTime(Date.parse(file.lastFixAt)) })}</p>
      )}
      {file.problem !== null && (
        <p class="notice notice-bad">
          {t(`upload.problem.${file.problem.code}` as TextKey)}
          <small lang="en">{file.problem.sentence}</small>
        </p>
      )}
      {(file.points > 0 || file.problem === null) && <Facts rows={rows} />}
      {file.firstUnreadable.map((point) => (
        <p key={point.line} class="figure-note">
          {t('upload.line', { line: point.line })} <span lang="en">{point.sentence}</span>
        </p>
      ))}
    </li>
  );
}
