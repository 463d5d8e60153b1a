/** What floats over the map's edges, CSS pixels from each edge. */
export interface Clearance {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Room between what is shown and what floats beside it. */
const gapPx = 12;

/** How much of a map's edges is covered by boxes that lie on it: one that is nearly as wide as the map covers the top or the
 * bottom, any other the left or the right, whichever side its middle is nearer to. */
export function clearanceOf(map: Box, boxes: readonly Box[]): Clearance {
  const covered: Clearance = { top: 0, right: 0, bottom: 0, left: 0 };
  const width = map.right - map.left;
  for (const { left, top, right, bottom } of boxes) {
    const box = { left: Math.max(left, map.left), top: Math.max(top, map.top), right: Math.min(right, map.right), bottom: Math.min(bottom, map.bottom) };
    if (box.right <= box.left || box.bottom <= box.top) continue;
    if (box.right - box.left > 0.6 * width) {
      if (box.top + box.bottom < map.top + map.bottom) covered.top = Math.max(covered.top, box.bottom - map.top);
      else covered.bottom = Math.max(covered.bottom, map.bottom - box.top);
    } else if (box.left + box.right < map.left + map.right) {
      covered.left = Math.max(covered.left, box.right - map.left);
    } else {
      covered.right = Math.max(covered.right, map.right - box.left);
    }
  }

  // A window smaller than its bars still shows something of the map.
  const across = Math.min(1, (0.8 * width) / Math.max(1, covered.left + covered.right + 2 * gapPx));
  const along = Math.min(1, (0.8 * (map.bottom - map.top)) / Math.max(1, covered.top + covered.bottom + 2 * gapPx));
  return {
    top: (covered.top + gapPx) * along,
    right: (covered.right + gapPx) * across,
    bottom: (covered.bottom + gapPx) * along,
    left: (covered.left + gapPx) * across,
  };
}

/** The clearance of a map on the page; whatever floats over it carries `data-floats`. */
export function clearanceOnPage(holder: HTMLElement): Clearance {
  const floats = [...document.querySelectorAll('[data-floats]')].map((element) => element.getBoundingClientRect());
  return clearanceOf(holder.getBoundingClientRect(), floats);
}
