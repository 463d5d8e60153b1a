import type { LiveUnit } from '../contracts';
import type { Theme } from '../deployment/preferences';
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

/** The outline of a kind: each is told from the others by shape alone. */
export function kindPath(kind: LiveUnit['kind'], radius: number): Path2D {
  const path = new Path2D();
  const corner = (count: number, turn: number, scale: number) => {
    for (let index = 0; index < count; index++) {
      const angle = turn + (index * 2 * Math.PI) / count;
      const x = Math.cos(angle) * radius * scale;
      const y = Math.sin(angle) * radius * scale;
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }

    path.closePath();
  };
  switch (kind) {
    case 'patrolCar':
      path.roundRect(-radius * 1.12, -radius * 0.86, radius * 2.24, radius * 1.72, radius * 0.35);
      break;
    case 'patrolSquad':
      path.moveTo(-radius * 0.95, -radius * 0.9);
      path.lineTo(radius * 0.95, -radius * 0.9);
      path.lineTo(radius * 0.95, radius * 0.2);
      path.quadraticCurveTo(radius * 0.8, radius * 0.85, 0, radius * 1.2);
      path.quadraticCurveTo(-radius * 0.8, radius * 0.85, -radius * 0.95, radius * 0.2);
      path.closePath();
      break;
    case 'communityPolice':
      corner(4, -Math.PI / 2, 1.3);
      break;
    case 'volunteerTeam':
      path.arc(0, 0, radius, 0, 2 * Math.PI);
      break;
    case 'propertyGuard':
      corner(6, 0, 1.14);
      break;
  }

  return path;
}

const drawn = new Map<string, HTMLCanvasElement>();

/** Arrows are drawn in this many directions: 10° apart is finer than the eye tells on 6 pixels. */
const directions = 36;

/** The picture of a kind in a state, drawn once: filled while moving, hollow when still, dashed when stale, crossed when
 * silent, so that it reads without colour; with an arrow at the rim where it heads, degrees clockwise from up, or none. */
export function unitSymbol(
  kind: LiveUnit['kind'],
  state: UnitState,
  theme: Theme,
  ratio: number,
  headingDeg: number | null = null,
): HTMLCanvasElement {
  const direction = headingDeg === null ? null : (Math.round((headingDeg * directions) / 360) + directions) % directions;
  const key = `${kind} ${state} ${theme} ${ratio} ${direction}`;
  let picture = drawn.get(key);
  if (picture === undefined) {
    picture = draw(kind, state, theme, ratio, direction === null ? null : (direction * 2 * Math.PI) / directions);
    drawn.set(key, picture);
  }

  return picture;
}

function draw(kind: LiveUnit['kind'], state: UnitState, theme: Theme, ratio: number, heading: number | null): HTMLCanvasElement {
  const colours = palettes[theme];
  const picture = document.createElement('canvas');
  picture.width = picture.height = Math.ceil(symbolHalfPx * 2 * ratio);
  const context = picture.getContext('2d')!;
  context.scale(ratio, ratio);
  context.translate(symbolHalfPx, symbolHalfPx);
  if (heading !== null) drawArrow(context, heading, colours[state], colours.symbolGround);
  const path = kindPath(kind, shapeRadiusPx);
  context.lineJoin = 'round';
  context.strokeStyle = colours.symbolGround;
  context.lineWidth = 4.5;
  context.stroke(path);
  const colour = colours[state];
  context.fillStyle = state === 'moving' ? colour : colours.symbolGround;
  context.fill(path);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  if (state === 'stale') context.setLineDash([3.5, 2.5]);
  context.stroke(path);
  context.setLineDash([]);
  context.fillStyle = state === 'moving' ? colours.symbolInk : colour;
  context.font = `700 ${kind === 'communityPolice' ? 12 : 13}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letters[kind], 0, 0.5);
  if (state === 'silent') {
    context.lineWidth = 2.4;
    context.beginPath();
    context.moveTo(-shapeRadiusPx, shapeRadiusPx);
    context.lineTo(shapeRadiusPx, -shapeRadiusPx);
    context.stroke();
  }

  return picture;
}

function drawArrow(context: CanvasRenderingContext2D, heading: number, colour: string, ground: string): void {
  context.save();
  context.rotate(heading);
  context.beginPath();
  context.moveTo(0, -21);
  context.lineTo(6, -14);
  context.lineTo(-6, -14);
  context.closePath();
  context.strokeStyle = ground;
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.stroke();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}
