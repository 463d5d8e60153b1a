import { Cell, useCell } from '../store';
import english from './en.json';
import chinese from './zh-CN.json';

export type Language = 'zh-CN' | 'en';
export type TextKey = keyof typeof chinese;

const tables: Record<Language, Record<TextKey, string>> = { 'zh-CN': chinese, en: english };

function kept(): Language {
  return localStorage.getItem('songshan.language') === 'en' ? 'en' : 'zh-CN';
}

export const language = new Cell<Language>(kept());

language.follow((chosen) => {
  localStorage.setItem('songshan.language', chosen);
  document.documentElement.lang = chosen;
});

/** The text in the chosen language; `{name}` in it is replaced. */
export function text(key: TextKey, values: Record<string, string | number> = {}): string {
  return tables[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text function for a component, which is drawn anew when the language changes. */
export function useTexts(): typeof text {
  useCell(language);
  return text;
}
