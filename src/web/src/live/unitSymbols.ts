import type { LiveUnit } from '../contracts';
import type { Theme } from '../deployment/theme';
import { palettes } from '../map/palette';
import type { UnitState } from './unitState';

/** Half the side of a symbol's picture in CSS pixels: the shape, the arrow around it and a margin. */
export const symbolHalfPx = 22;
const shapeRadiusPx = 11;

const letters: Record<LiveUnit['kind'], string> = {
  patrolCar: '车',
  patrolSquad: '巡',
  communityPolice: '警',
  volunteerTeam: '志',
  propertyGuard: '保',
};

/** The outline of a kind: each is told from the others by shape alone, also where it is too small for its letter. */
export function kindPath(kind: LiveUnit['kind'], radius: number): Path2D {
  const path = new Path2D();
  const corners = (points: readonly (readonly [number, number])[]) => {
    points.forEach(([x, y], index) => (index === 0 ? path.moveTo(x * radius, y * radius) : path.lineTo(x * radius, y * radius)));
    path.closePath();
  };
  switch (kind) {
    case 'patrolCar':
      path.roundRect(-radius * 1.18, -radius * 0.84, radius * 2.36, radius * 1.68, radius * 0.35);
      break;
    case 'patrolSquad':
      path.moveTo(-radius * 0.95, -radius * 0.95);
      path.lineTo(radius * 0.95, -radius * 0.95);
      path.lineTo(radius * 0.95, radius * 0.15);
      path.quadraticCurveTo(radius * 0.8, radius * 0.8, 0, radius * 1.3);
      path.quadraticCurveTo(-radius * 0.8, radius * 0.8, -radius * 0.95, radius * 0.15);
      path.closePath();
      break;
    case 'communityPolice':
      corners([[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]]);
      break;
    case 'volunteerTeam':
      path.arc(0, 0, radius, 0, 2 * Math.PI);
      break;
    case 'propertyGuard':
      // A house: roof and walls.
      corners([[0, -1.3], [1.15, -0.3], [0.9, 0.95], [-0.9, 0.95], [-1.15, -0.3]]);
      break;
  }

  return path;
}

/** What a symbol's picture shows. */
export interface SymbolLook {
  kind: LiveUnit['kind'];
  state: UnitState;
  theme: Theme;
  /** Device pixels per CSS pixel, times the symbol's size. */
  ratio: number;
  /** Whether it is large enough for its letter. */
  lettered: boolean;
  /** Degrees clockwise from up, or null without an arrow. */
  headingDeg: number | null;
}

const drawn = new Map<string, HTMLCanvasElement>();

/** Arrows are drawn in this many directions: 10° apart is finer than the eye tells on 6 pixels. */
const directions = 36;

/** The picture of a kind in a state, drawn once: filled while moving, hollow when still, dashed when stale, crossed when
 * silent, so that it reads without colour; with an arrow at the rim where it heads. */
export function unitSymbol(look: SymbolLook): HTMLCanvasElement {
  const { kind, state, theme, ratio, lettered, headingDeg } = look;
  const direction = headingDeg === null ? null : (Math.round((headingDeg * directions) / 360) + directions) % directions;
  const key = `${kind} ${state} ${theme} ${ratio} ${lettered} ${direction}`;
  let picture = drawn.get(key);
  if (picture === undefined) {
    picture = draw(look, direction === null ? null : (direction * 2 * Math.PI) / directions);
    drawn.set(key, picture);
  }

  return picture;
}

function draw({ kind, state, theme, ratio, lettered }: SymbolLook, heading: number | null): HTMLCanvasElement {
  const colours = palettes[theme];
  const picture = document.createElement('canvas');
  picture.width = picture.height = Math.ceil(symbolHalfPx * 2 * ratio);
  const context = picture.getContext('2d')!;
  context.scale(ratio, ratio);
  context.translate(symbolHalfPx, symbolHalfPx);
  const colour = colours[state];
  if (heading !== null) drawArrow(context, heading, lettered ? 6 : 8, colour, colours.symbolGround);
  const path = kindPath(kind, shapeRadiusPx);
  context.lineJoin = 'round';
  context.strokeStyle = colours.symbolGround;
  context.lineWidth = lettered ? 4.5 : 6;
  context.stroke(path);
  context.fillStyle = state === 'moving' ? colour : colours.symbolGround;
  context.fill(path);
  context.strokeStyle = colour;
  context.lineWidth = lettered ? 2 : 3;
  if (state === 'stale') context.setLineDash(lettered ? [3.5, 2.5] : [5, 3.5]);
  context.stroke(path);
  context.setLineDash([]);
  if (lettered) {
    context.fillStyle = state === 'moving' ? colours.symbolInk : colour;
    context.font = '700 13px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(letters[kind], 0, kind === 'propertyGuard' ? 1 : 0.5);
  }

  if (state === 'silent') {
    context.lineWidth = lettered ? 2.4 : 3.2;
    context.beginPath();
    context.moveTo(-shapeRadiusPx, shapeRadiusPx);
    context.lineTo(shapeRadiusPx, -shapeRadiusPx);
    context.stroke();
  }

  return picture;
}

function drawArrow(context: CanvasRenderingContext2D, heading: number, halfWidth: number, colour: string, ground: string): void {
  context.save();
  context.rotate(heading);
  context.beginPath();
  context.moveTo(0, -21.5);
  context.lineTo(halfWidth, -13.5);
  context.lineTo(-halfWidth, -13.5);
  context.closePath();
  context.strokeStyle = ground;
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.stroke();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}
