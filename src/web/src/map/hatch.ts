/** Name of the map's picture for cells that depend on the grid. */
export const hatchImage = 'depends-on-grid';

/** Pixels of that picture to a CSS pixel, on every screen: fine enough for a sharp one. */
export const hatchRatio = 2;

/** A tile of diagonal strokes for what is not to be taken at face value. */
export function hatch(colour: string, ratio: number): { width: number; height: number; data: Uint8ClampedArray } {
  const side = 8 * ratio;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d')!;
  context.strokeStyle = colour;
  context.lineWidth = 1.6 * ratio;
  context.beginPath();
  // Three strokes, so that the tile goes on without a seam.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - ratio, side + ratio);
    context.lineTo(shift + side + ratio, -ratio);
  }

  context.stroke();
  return { width: side, height: side, data: context.getImageData(0, 0, side, side).data };
}
