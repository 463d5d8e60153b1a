import { theme, themeChoice, wallMode } from '../deployment/preferences';
import { useCell } from '../store';
import { language, useTexts } from '../texts/texts';
import { Icon } from './Icon';

export function LanguageSwitch() {
  const t = useTexts();
  const shown = useCell(language);
  return (
    <button class="quiet" title={t('top.language')} onClick={() => language.set(shown === 'en' ? 'zh-CN' : 'en')}>
      {shown === 'en' ? '中文' : 'EN'}
    </button>
  );
}

export function ThemeSwitch() {
  const t = useTexts();
  const shown = useCell(theme);
  return (
    <button
      class="quiet square"
      title={t('top.theme')}
      aria-label={t('top.theme')}
      onClick={() => themeChoice.set(shown === 'dark' ? 'light' : 'dark')}
    >
      <Icon name={shown === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}

export function WallSwitch() {
  const t = useTexts();
  const on = useCell(wallMode);
  return (
    <button class="quiet square" title={t('top.wall')} aria-label={t('top.wall')} aria-pressed={on} onClick={() => wallMode.set(!on)}>
      <Icon name="wall" />
    </button>
  );
}
