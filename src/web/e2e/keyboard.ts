import type { Page } from 'playwright-core';

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
