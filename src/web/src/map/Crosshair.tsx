import { useEffect } from 'preact/hooks';
import type { Room } from '../room';
import type { RouteSketch } from '../routes/routeSketch';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';

/** Where the keyboard points: the middle of the map, shown while the map has the keyboard's focus (pointer.ts acts on it). */
export function Crosshair({ room, sketch }: { room: Room; sketch: RouteSketch }) {
  const t = useTexts();
  const mode = useCell(sketch.mode);
  const shown = useCell(room.districtMap);
  const hint = mode === 'draw' ? t('map.keysDraw') : mode === 'pick' ? t('map.keysPick') : t('map.keysLook');
  useEffect(() => {
    const canvas = shown?.map.getCanvas();
    canvas?.setAttribute('role', 'application');
    canvas?.setAttribute('aria-label', t('a11y.map'));
    canvas?.setAttribute('aria-description', hint);
  }, [shown, hint]);
  return (
    <div class="crosshair" aria-hidden="true">
      <svg viewBox="-20 -20 40 40">
        <path d="M-18 0H-5M5 0H18M0-18V-5M0 5V18" />
        <circle r="1.5" />
      </svg>
      <p>{hint}</p>
    </div>
  );
}
