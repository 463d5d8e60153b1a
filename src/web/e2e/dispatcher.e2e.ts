import type { Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { closeBrowser, mapIsIdle, openPage, openRoom, picture, SharedRoom, state, wallMs, type PageWishes, type WatchedPage } from './browser';

const room = new SharedRoom('DISPATCHER');
let watched: WatchedPage | null = null;
afterEach(room.leaveIfFailed);
afterEach(async () => {
  await watched?.close();
  watched = null;
});
afterAll(closeBrowser);

async function open(wishes: PageWishes): Promise<WatchedPage> {
  await room.leave();
  watched = await openPage(wishes);
  await openRoom(watched.page, 'DISPATCHER');
  return watched;
}

it('shows at least 40 moving units and the walked alleys within 20 s', async () => {
  const { page, wrong } = await room.enter();
  await page.waitForFunction(() => window.songshan!.units().moving >= 40 && window.songshan!.coveredM() > 0, undefined, { timeout: 20_000 });
  await listShows(page, 40);
  await mapIsIdle(page);
  await picture(page, 'dispatcher-night');
  expect(wrong).toEqual([]);
});

/** The list, which is drawn once a second, counts so many moving units as well. */
async function listShows(page: Page, least: number): Promise<void> {
  await page.waitForFunction((count) => Number(document.querySelector('[data-state=moving] b')?.textContent) >= count, least);
}

it('moves the units: the same unit is drawn elsewhere after some frames', async () => {
  const { page } = await room.enter();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.waitForFunction(() => window.songshan!.units().moving > 0);
  await page.evaluate(() => {
    const signals = window.songshan!;
    const places = signals.unitIds().map((unitId) => [unitId, signals.unitPoint(unitId)] as const);
    (window as unknown as { before: typeof places }).before = places;
  });
  await page.waitForFunction(() => {
    const { before } = window as unknown as { before: [string, { x: number; y: number } | null][] };
    return before.some(([unitId, was]) => {
      const now = window.songshan!.unitPoint(unitId);
      return was !== null && now !== null && Math.hypot(now.x - was.x, now.y - was.y) > 2;
    });
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

it('opens a unit from the keyboard, shows its track, and closes with Esc', async () => {
  const { page, wrong } = await room.enter();
  await page.waitForSelector('[data-unit]');
  await page.locator('[data-group^=kind] [data-unit]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card .facts');
  await page.getByRole('button', { name: '今夜轨迹' }).click();
  await page.waitForSelector('.card :text("已行")');
  await mapIsIdle(page);
  await picture(page, 'unit-card');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.card', { state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-unit'));
  expect(wrong).toEqual([]);
});

it('enters an incident at the map’s centre from the keyboard and shows it', async () => {
  const { page, wrong } = await room.enter();
  await page.keyboard.press('n');
  await page.waitForSelector('.card-form');
  await page.selectOption('[name=category]', { index: 1 });
  await page.getByRole('button', { name: '保存警情' }).click();
  await page.waitForSelector('.card :text("待处理")');
  expect(wrong).toEqual([]);
});

it('has no type below 12 px at 1280x720 and by day looks as clear', async () => {
  const { page, wrong } = await room.enter();
  await page.getByRole('button', { name: '切换昼夜配色' }).click();
  await page.waitForFunction(() => window.songshan!.units().moving >= 40);
  await listShows(page, 40);
  await mapIsIdle(page);
  await picture(page, 'dispatcher-day');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ''))
      .filter((element) => element.offsetParent !== null && parseFloat(getComputedStyle(element).fontSize) < 12)
      .map((element) => element.className),
  );
  expect(small).toEqual([]);
  expect(wrong).toEqual([]);
});

it('writes days and times by the office’s clock in a browser of another country', async () => {
  const { page, wrong } = await open({ locale: 'en-US', timezoneId: 'America/New_York' });
  const chosen = () => page.locator('.time-bar .night-select option:checked').textContent();
  const [night] = /^\d{4}-\d\d-\d\d/.exec((await chosen())!)!;
  const weekday = (language: string) => new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(night));
  expect(await chosen()).toBe(`${night} ${weekday('zh-CN')} · 今夜`);
  await page.getByRole('button', { name: 'EN' }).click();
  expect(await chosen()).toBe(`${night} ${weekday('en')} · Tonight`);
  await page.keyboard.press('n');
  const clock = (await page.locator('.clock').textContent())!;
  const time = await page.locator('[name=time]').inputValue();
  expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  expect((minutes(clock) - minutes(time) + 1440) % 1440).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: 'Save incident' }).click();
  await page.waitForSelector('.card :text("Open")');
  expect(await page.locator('.card .facts dd').first().textContent()).toMatch(new RegExp(`^\\d\\d-\\d\\d ${time}$`));
  expect(wrong).toEqual([]);
});

it('says that the connection is lost, greys out, and comes back by itself', async () => {
  await room.leave();
  watched = await openPage();
  const { page } = watched;
  let cut = false;
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket('**/hubs/live', (socket) => {
    if (cut) {
      void socket.close({ code: 1001 });
      return;
    }

    socket.connectToServer();
    sockets.push(socket);
  });
  await openRoom(page, 'DISPATCHER');
  cut = true;
  for (const socket of sockets) await socket.close({ code: 1001 });
  await page.waitForSelector('.link-banner');
  await state(page, 'link-lost');
  cut = false;
  await page.waitForSelector('html[data-live=live]', { state: 'attached' });
  await page.waitForSelector('.link-banner', { state: 'detached' });
});

it('fills a 4K wall at twice the type size', async () => {
  await room.leave();
  watched = await openPage({ viewport: { width: 3840, height: 2160 }, wall: true });
  const { page, wrong } = watched;
  page.setDefaultTimeout(wallMs);
  await openRoom(page, 'DISPATCHER');
  await page.waitForFunction(() => window.songshan!.units().moving >= 40);
  await listShows(page, 40);
  await mapIsIdle(page);
  await picture(page, 'wall');
  const size = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  expect(size).toBe(28);
  expect(wrong).toEqual([]);
}, 2 * wallMs);
