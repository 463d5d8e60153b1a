import { useTexts, type TextKey } from '../texts/texts';
import { SymbolPicture } from './SymbolPicture';
import { unitKinds, unitStates } from './unitState';

/** Shape by kind, filling by state. */
export function UnitLegend() {
  const t = useTexts();
  return (
    <div class="legend-units">
      {unitKinds.map((kind) => (
        <span key={kind}>
          <SymbolPicture kind={kind} state="moving" />
          {t(`kind.${kind}` as TextKey)}
        </span>
      ))}
      <hr />
      {unitStates.map((state) => (
        <span key={state}>
          <SymbolPicture kind="volunteerTeam" state={state} />
          {t(`unitState.${state}` as TextKey)}
        </span>
      ))}
      <p>{t('legend.units')}</p>
    </div>
  );
}
