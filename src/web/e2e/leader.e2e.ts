import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { AlleyView } from '../src/contracts';
import { afterMove, closeBrowser, mapIsIdle, mapIsLive, openPage, phone, picture, SharedRoom } from './browser';

const room = new SharedRoom('LEADER');
afterEach(room.leaveIfFailed);
afterAll(closeBrowser);

it('shows hotspots at once, in three views, with the window and the number of incidents', async () => {
  const { page, wrong } = await room.enter();
  await page.waitForFunction(() => window.songshan!.hotspotCells() > 0, undefined, { timeout: 20_000 });
  await mapIsIdle(page);
  expect(await page.evaluate(() => window.songshan!.hotspotCorners())).toBe(4);
  await picture(page, 'leader-hotspots');
  expect(Number((await page.locator('.big-figure b').textContent())!.replaceAll(',', ''))).toBeGreaterThan(0);
  await page.click('[data-choice=significance]');
  await page.waitForSelector('.legend-classes');
  await mapIsIdle(page);
  await picture(page, 'leader-significance');
  const waiting = page.waitForEvent('download');
  await page.click('[data-export=png]');
  const saved = await waiting;
  expect(saved.suggestedFilename()).toMatch(/^hotspots-[0-9a-f]{24}\.png$/);
  const png = await readFile(await saved.path());
  // Wider than the window it is not, but higher by what is written under the map.
  const { width, height } = page.viewportSize()!;
  expect(png.readUInt32BE(20) / png.readUInt32BE(16)).toBeCloseTo((height + 132) / width, 2);
  expect(await inks(page, png)).toBeGreaterThan(20);
  await page.click('[data-choice=count]');
  await page.waitForSelector('.legend-ramp');
  expect(wrong).toEqual([]);
});

/** How many colours a picture has: an empty map has one or two. */
async function inks(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const brush = canvas.getContext('2d')!;
    brush.drawImage(image, 0, 0);
    const pixels = new Uint32Array(brush.getImageData(0, 0, image.width, image.height).data.buffer);
    return new Set(pixels).size;
  }, png.toString('base64'));
}

/** Changes the view with every frame until hexagons are drawn: whoever is quick hits upon a map that is still taking the cells in. */
async function flickerUntilHexagons(): Promise<void> {
  for (let turn = 0; window.songshan!.hotspotCorners() < 6; turn++) {
    document.querySelector<HTMLElement>(`[data-choice=${turn % 2 === 0 ? 'count' : 'significance'}]`)!.click();
    await new Promise((done) => requestAnimationFrame(done));
  }

  document.querySelector<HTMLElement>('[data-choice=significance]')!.click();
}

it('counts in hexagons, on Friday and Saturday nights only, and says which cells depend on the grid', async () => {
  const { page, wrong } = await room.enter();
  await page.waitForFunction(() => window.songshan!.hotspotCells() > 0, undefined, { timeout: 20_000 });
  const shown = async () => Number((await page.locator('.big-figure b').textContent())!.replaceAll(',', ''));
  const all = await shown();
  await page.click('[data-choice=significance]');
  await page.waitForSelector('.legend-hatch');
  await page.locator('.choice summary').first().click();
  await page.click('[data-choice=hexagon]');
  await page.evaluate(flickerUntilHexagons);
  await page.locator('.hotspot-ask .choice summary').last().click();
  await page.click('[data-weekday="5"]');
  await page.click('[data-weekday="6"]');
  await page.selectOption('[data-hour=from]', '20');
  await page.selectOption('[data-hour=to]', '4');
  await page.waitForFunction((most) => Number(document.querySelector('.big-figure b')!.textContent!.replaceAll(',', '')) < most / 3, all);
  await page.waitForSelector('.choice summary :text("次日 04:00")');
  await mapIsIdle(page);
  await picture(page, 'leader-hours');
  expect(wrong).toEqual([]);
});

it('counts on street segments over an earlier window, and says why one is hot, how it went and at which hours', async () => {
  const { page, wrong } = await room.enter();
  await page.click('[data-choice=segment]');
  await page.waitForFunction(() => window.songshan!.hotspotSegments() > 0);
  await page.locator('[data-choice=end]').focus();
  for (let day = 0; day < 3; day++) await page.keyboard.press('ArrowLeft');
  await page.waitForSelector('.panel [aria-busy=false]');
  await page.waitForSelector('.legend-classes small:text("个路段")');
  await mapIsIdle(page);
  await picture(page, 'leader-segments');
  // A patrol that stands there would be opened first.
  await page.locator('[data-layer=units]').uncheck();
  await clickFirst(page, 'hotspot-segment');
  await page.waitForSelector('.card .hour-clock');
  expect(await page.locator('.card .week-series rect').count()).toBe(52);
  expect(await page.locator('.card .hour-clock rect').count()).toBe(168);
  await mapIsIdle(page);
  await picture(page, 'leader-segment-card');
  await page.keyboard.press('Escape');
  await page.click('[data-choice=square]');
  await page.waitForFunction(() => window.songshan!.hotspotCorners() === 4);
  await mapIsIdle(page);
  await clickFirst(page, 'hotspot-cell');
  await page.waitForSelector('.card .hour-clock');
  await picture(page, 'leader-cell-card');
  await page.keyboard.press('Escape');
  await page.locator('[data-layer=units]').check();
  expect(wrong).toEqual([]);
});

/** Clicks the middle of the hottest feature of a layer in the free part of the map. */
async function clickFirst(page: Page, layer: string): Promise<void> {
  const at = await page.evaluate((id) => window.songshan!.hottest(id, { west: 420, east: 880, north: 120, south: 600 }), layer);
  await page.mouse.click(at!.x, at!.y);
}

it('sets an earlier window beside the shown one, moves both maps together, and lists what changed beyond chance', async () => {
  const { page, wrong } = await room.enter();
  await page.click('[data-weekday="5"]');
  await page.click('[data-weekday="6"]');
  await page.selectOption('[data-hour=from]', '0');
  await page.selectOption('[data-hour=to]', '24');
  await page.selectOption('[data-choice=compare]', 'before');
  await page.waitForSelector('html[data-earlier=idle]', { state: 'attached' });
  await page.waitForSelector('.changes[aria-busy=false]');
  await mapIsIdle(page);
  await picture(page, 'leader-compare');
  expect(await page.locator('.changes').textContent()).toMatch(/\d+ → \d+ 起，日均 ×\d\.\d\d \(\d\.\d\d–\d\.\d\d\)/);
  expect(await page.locator('.half-caption').count()).toBe(2);
  const apart = () => page.evaluate(() => window.songshan!.earlierApart());
  expect(await apart()).toBeLessThan(1);
  await afterMove(page, () => page.getByRole('button', { name: '放大' }).click());
  expect(await apart()).toBeLessThan(1);
  await page.selectOption('[data-choice=compare]', '');
  await page.waitForSelector('.map-earlier', { state: 'detached' });
  expect(wrong).toEqual([]);
});

it('says how well the map would have foreseen the last weeks, beside plain counting, and whether finds follow patrols', async () => {
  const { page, wrong } = await room.enter();
  // Two months of forecasts are computed first.
  await page.click('.backtest summary', { timeout: 60_000 });
  const rows = page.locator('.backtest tbody tr');
  expect(await rows.count()).toBe(3);
  for (const hits of await rows.locator('td:first-of-type').allTextContents()) expect(hits).toMatch(/^\d+ \/ \d+$/);
  // The demo has one night of patrols.
  await page.waitForSelector('[data-feedback=cannotTell]');
  await mapIsIdle(page);
  await picture(page, 'leader-backtest');
  await page.click('.backtest summary');
  expect(wrong).toEqual([]);
});

it('keeps a result that is cited, computes it again to the last bit, and finds it in the list', async () => {
  const { page, wrong } = await room.enter();
  await page.waitForFunction(() => window.songshan!.hotspotCells() > 0, undefined, { timeout: 20_000 });
  await page.fill('.cite [name=note]', '十一月小结');
  await page.click('.cite button');
  const runId = (await page.locator('[data-cited]').getAttribute('data-cited'))!;
  expect(await page.locator('.cite code').textContent()).toBe(runId);
  await page.waitForSelector('.hotspot-ask:disabled');
  await page.click('[data-action=recompute]');
  await page.waitForSelector('.cite :text("逐位相同")');
  await mapIsIdle(page);
  await picture(page, 'leader-cited');
  await page.click('[data-action=leave-cited]');
  await page.waitForSelector('.hotspot-ask:enabled');
  await page.locator('.choice summary:has-text("已引用的结果")').click();
  await page.click(`[data-run="${runId}"]`);
  await page.waitForSelector('.cited-banner:has-text("十一月小结")');
  // Whoever asks for something else has left it.
  await page.click('[data-action=leave-cited]');
  await page.waitForSelector('.cited-banner', { state: 'detached' });
  expect(wrong).toEqual([]);
});

it('shows coverage per community and flies to an alley that is due', async () => {
  const { page, wrong } = await room.enter();
  await page.click('[data-tool=coverage]');
  await page.waitForSelector('.community-bars li');
  await mapIsIdle(page);
  await picture(page, 'leader-coverage');
  await page.locator('.due-list button').first().click();
  await page.waitForSelector('.card .reality');
  await mapIsIdle(page);
  expect(wrong).toEqual([]);
});

it('plans a route by clicking alleys, publishes it, and the team’s phone asks for consent first', async () => {
  const { page, wrong } = await room.enter();
  await page.click('[data-tool=routes]');
  await page.waitForSelector('.leg-list', { state: 'attached' });
  await afterMove(page, () => page.getByRole('button', { name: '全辖区' }).click());
  for (let step = 0; step < 2; step++) {
    await afterMove(page, () => page.getByRole('button', { name: '放大' }).click());
  }

  await pickAlleys(page, 3);
  await mapIsIdle(page);
  await picture(page, 'leader-route');
  const lengthM = Number(await page.locator('[data-route-length]').getAttribute('data-route-length'));
  expect(lengthM).toBeGreaterThan(0);
  await page.getByRole('button', { name: '发布', exact: true }).first().click();
  await page.waitForSelector('dialog[open] .qr');
  await picture(page, 'leader-publish');
  const link = await page.locator('.link-line input').inputValue();
  expect(new URL(link).pathname).toMatch(/^\/i\//);
  expect(wrong).toEqual([]);
  await room.leave();
  const team = await openPage(phone);
  await team.page.goto(link);
  await mapIsLive(team.page);
  expect(await team.page.locator('.consent').textContent()).toContain('天后自动删除');
  expect(await team.page.locator('.my-figures b').nth(1).textContent()).toBe('3');
  await team.page.waitForSelector('[data-duty=off]');
  await picture(team.page, 'volunteer-before');
  expect(team.wrong).toEqual([]);
  await team.close();
});

/** Clicks so many alleys in the free part of the map, one after the other. */
async function pickAlleys(page: Page, count: number): Promise<void> {
  const middles = await page.evaluate(async () => {
    const alleys = (await (await fetch('/api/alleys')).json()) as AlleyView[];
    return alleys
      .filter((alley) => alley.lengthM > 120)
      .map((alley) => alley.linesWgs84[0]!)
      .map((line) => line[Math.floor(line.length / 2)]!)
      .map((at) => window.songshan!.point(at[0]!, at[1]!))
      .filter(({ x, y }) => x > 340 && x < 900 && y > 90 && y < 600);
  });
  let picked = 0;
  for (const { x, y } of middles) {
    if (picked === count) break;
    await page.mouse.click(x, y);
    picked = await page.locator('.leg-list li').count();
  }

  expect(picked).toBe(count);
}
