import type { Page } from 'playwright-core';
import { afterMove } from './browser';

const farthest = 250;

/** Presses Tab until what is wanted has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).first();
  for (let step = 0; step < farthest; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }

  throw new Error(`${selector} was not reached with ${farthest} times Tab`);
}

/** Moves the map with a key until it stands again. */
export async function moveMap(page: Page, key: string): Promise<void> {
  await afterMove(page, () => page.keyboard.press(key));
}

/** Brings the nearest alley under the crosshair: arrows move the map by 100 pixels, with Shift by 10. */
export async function aimAtAlley(page: Page): Promise<void> {
  const target = await page.evaluate(async () => {
    const alleys = (await (await fetch('/api/alleys')).json()) as { linesWgs84: number[][][] }[];
    const middles = alleys.map(({ linesWgs84: [line] }) => line![Math.floor(line!.length / 2)]!);
    const away = (at: number[]) => {
      const { x, y } = window.songshan!.point(at[0]!, at[1]!);
      return Math.hypot(x - innerWidth / 2, y - innerHeight / 2);
    };
    return middles.sort((a, b) => away(a) - away(b))[0]!;
  });
  for (let turn = 0; turn < 40; turn++) {
    const { x, y } = await page.evaluate(([lon, lat]) => {
      const point = window.songshan!.point(lon!, lat!);
      return { x: point.x - innerWidth / 2, y: point.y - innerHeight / 2 };
    }, target);
    // The nearest point of a 10 pixel grid; an alley is touched from 9 pixels away.
    if (Math.abs(x) <= 5.5 && Math.abs(y) <= 5.5) return;
    const [key, away] = Math.abs(x) > 5.5 ? [x > 0 ? 'ArrowRight' : 'ArrowLeft', Math.abs(x)] : [y > 0 ? 'ArrowDown' : 'ArrowUp', Math.abs(y)];
    await moveMap(page, away > 60 ? key : `Shift+${key}`);
  }

  throw new Error('no alley came under the crosshair');
}
