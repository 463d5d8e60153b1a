import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts/texts';
import { LanguageSwitch, ThemeSwitch } from '../widgets/Switches';

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

/** A quiet street sketch behind the box, drawn here: no picture is loaded. */
function DoorwayStreets() {
  const lines = ['M-20 210 C 240 180 520 240 1300 150', 'M120 -20 L 210 760', 'M470 -20 C 440 260 520 480 470 760', 'M-20 520 C 300 480 760 560 1300 470', 'M820 -20 L 900 760', 'M1080 -20 C 1120 200 1040 500 1110 760', 'M-20 360 L 1300 330'];
  return (
    <svg viewBox="0 0 1280 720" preserveAspectRatio="xMidYMid slice" width="100%" height="100%">
      {lines.map((line, index) => (
        <path key={line} d={line} fill="none" stroke="currentColor" stroke-width={index % 3 === 0 ? 9 : 4} />
      ))}
      <path d="M146 206 L 164 356 L 400 350" fill="none" class="doorway-route" stroke-width="4" />
      <circle cx="400" cy="350" r="9" class="doorway-unit" />
    </svg>
  );
}
