import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts/texts';
import { LanguageSwitch, ThemeSwitch } from '../widgets/Switches';
import { DoorwayStreets } from './DoorwayStreets';

/** The frame of every page before the map: sign-in, setup, invite. */
export function Doorway({ title, children }: { title: string; children: ComponentChildren }) {
  const t = useTexts();
  return (
    <main class="doorway">
      <div class="doorway-streets" aria-hidden="true">
        <DoorwayStreets />
      </div>
      <div class="doorway-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <section class="doorway-box">
        <div class="doorway-brand">
          <svg viewBox="0 0 32 32" width="44" height="44" aria-hidden="true">
            <path d="M16 2 28 7v9c0 7-5 12-12 14C9 28 4 23 4 16V7z" fill="none" stroke="currentColor" stroke-width="2" />
            <path d="M9 20l5-6 4 4 6-8" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" />
          </svg>
          <div>
            <strong>{t('app.district')}</strong>
            <span>{t('app.name')}</span>
          </div>
        </div>
        <h1>{title}</h1>
        {children}
        <p class="doorway-note">{t('signIn.note')}</p>
      </section>
    </main>
  );
}
