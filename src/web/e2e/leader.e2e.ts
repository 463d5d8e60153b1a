import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { AlleyView, AssignmentView } from '../src/contracts';
import { closeBrowser, inviteLink, mapIsIdle, mapIsLive, openPage, picture, signIn, type WatchedPage } from './browser';

const opened: WatchedPage[] = [];
afterEach(async () => {
  for (const watched of opened.splice(0)) await watched.close();
});
afterAll(closeBrowser);

async function open(): Promise<WatchedPage> {
  const watched = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  opened.push(watched);
  await signIn(watched.page, 'LEADER');
  return watched;
}

it('shows hotspots at once, in three views, with the window and the number of incidents', async () => {
  const { page, wrong } = await open();
  await page.waitForFunction(() => window.songshan!.hotspotCells() > 0, undefined, { timeout: 20_000 });
  await mapIsIdle(page);
  await picture(page, 'leader-hotspots');
  expect(Number((await page.locator('.big-figure b').textContent())!.replaceAll(',', ''))).toBeGreaterThan(0);
  await page.click('[data-sight=significance]');
  await page.waitForSelector('.legend-classes');
  await mapIsIdle(page);
  await picture(page, 'leader-significance');
  await page.click('[data-sight=count]');
  await page.waitForSelector('.legend-ramp');
  expect(wrong).toEqual([]);
});

it('shows coverage per community and flies to an alley that is due', async () => {
  const { page, wrong } = await open();
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
  const { page, wrong } = await open();
  await page.click('[data-tool=routes]');
  await page.waitForSelector('.leg-list', { state: 'attached' });
  for (let step = 0; step < 2; step++) {
    await page.getByRole('button', { name: '放大' }).click();
    await page.waitForSelector('html[data-map=busy]', { state: 'attached' });
    await mapIsIdle(page);
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
  const phone = await openPhone();
  await phone.page.goto(link);
  await mapIsLive(phone.page);
  expect(await phone.page.locator('.consent').textContent()).toContain('天后自动删除');
  expect(await phone.page.locator('.my-figures b').nth(1).textContent()).toBe('3');
  await phone.page.waitForSelector('[data-duty=off]');
  await picture(phone.page, 'volunteer-before');
  expect(phone.wrong).toEqual([]);
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

it('lets a volunteer walk: consent, start, own position, walked metres, end', async () => {
  const { page, wrong } = await openPhone();
  await page.goto(inviteLink());
  await mapIsLive(page);
  const { route } = await page.evaluate(async () => (await (await fetch('/api/my/assignment')).json()) as AssignmentView);
  const line = route.legs[0]!.lineWgs84 as [number, number][];
  await stand(page, line[0]!);
  await page.locator('.consent input').check();
  await page.getByRole('button', { name: '开始执勤' }).click();
  await page.waitForSelector('[data-duty=on] .own-marker:not(.lost)');
  for (const point of line) {
    await stand(page, point);
    await page.waitForFunction((lon) => window.songshanPhone!.sentLonDeg() === lon, point[0]);
  }

  await page.waitForSelector('[data-duty=on]:not([data-done-m="0"])', { timeout: 60_000 });
  await mapIsIdle(page);
  await picture(page, 'volunteer');
  await page.getByRole('button', { name: '结束执勤' }).click();
  await page.getByRole('button', { name: '确认结束' }).click();
  await page.waitForSelector('[data-duty=off]');
  expect(wrong).toEqual([]);
});

async function openPhone(): Promise<WatchedPage> {
  const phone = await openPage({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    permissions: ['geolocation'],
    geolocation: { longitude: 113.62, latitude: 34.7, accuracy: 5 },
  });
  opened.push(phone);
  return phone;
}

async function stand(page: Page, [longitude, latitude]: [number, number]): Promise<void> {
  await page.context().setGeolocation({ longitude, latitude, accuracy: 5 });
}
