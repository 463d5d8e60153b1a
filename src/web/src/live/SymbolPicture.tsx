import { useEffect, useRef } from 'preact/hooks';
import type { LiveUnit } from '../contracts';
import { theme, wallMode } from '../deployment/preferences';
import { useCell } from '../store';
import type { UnitState } from './unitState';
import { symbolHalfPx, unitSymbol } from './unitSymbols';

/** The map's own symbol, for lists, cards and the legend. */
export function SymbolPicture({ kind, state }: { kind: LiveUnit['kind']; state: UnitState }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useCell(theme);
  const scale = useCell(wallMode) ? 2 : 1;
  const size = 2 * symbolHalfPx;
  const cropped = 32;
  useEffect(() => {
    const ratio = window.devicePixelRatio * scale;
    const target = canvas.current!;
    target.width = target.height = Math.round(cropped * ratio);
    const offset = (-(size - cropped) / 2) * ratio;
    target.getContext('2d')!.drawImage(unitSymbol({ kind, state, theme: shown, ratio, lettered: true, headingDeg: null }), offset, offset, size * ratio, size * ratio);
  }, [kind, state, shown, scale]);
  return <canvas class="symbol" ref={canvas} aria-hidden="true" />;
}
