import { describe, expect, it } from 'vitest';
import english from '../src/texts/en.json';
import chinese from '../src/texts/zh-CN.json';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(english)).toEqual(Object.keys(chinese));
  });

  it('are never empty', () => {
    const empty = [...Object.entries(chinese), ...Object.entries(english)].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('carry the same placeholders in both languages', () => {
    const differing = Object.keys(chinese).filter(
      (key) =>
        placeholders(chinese[key as keyof typeof chinese]).join() !== placeholders(english[key as keyof typeof english]).join(),
    );
    expect(differing).toEqual([]);
  });
});
