import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { closeBrowser, failedRequests, mapIsIdle, openPage, openRoom, state, takeSession, baseUrl, type PageWishes, type Role, type WatchedPage } from './browser';

// Every panel waits, fails with 500 and 503, and comes back; what has nothing to show is in setup.e2e.ts, on a server without data.

let watched: WatchedPage | null = null;
afterEach(async () => {
  await watched?.close();
  watched = null;
});
afterAll(closeBrowser);

async function open(role: Role, wishes: PageWishes = {}): Promise<Page> {
  watched = await openPage({ expected: failedRequests, ...wishes });
  await openRoom(watched.page, role);
  return watched.page;
}

/** Requests of one kind: let through, held back, or answered with a failure. */
class Gate {
  #answer: 'pass' | 'hold' | 'broken' | 'unavailable' = 'pass';
  #held: (() => void)[] = [];

  static async at(page: Page, pattern: string | RegExp): Promise<Gate> {
    const gate = new Gate();
    await page.route(pattern, (route) => gate.#take(route));
    return gate;
  }

  set(answer: 'pass' | 'hold' | 'broken' | 'unavailable'): void {
    this.#answer = answer;
    this.#held.splice(0).forEach((release) => release());
  }

  async #take(route: Route): Promise<void> {
    while (this.#answer === 'hold') await new Promise<void>((release) => this.#held.push(release));
    if (this.#answer === 'pass') await route.fallback();
    else if (this.#answer === 'broken') await route.fulfill({ status: 500, body: 'oops' });
    else await route.fulfill({ status: 503, json: { code: 'storage-unavailable', detail: 'The database is not reachable.' } });
  }
}

const broken = '服务器出错（500）';
const unavailable = '数据库暂不可用';
const retry = (page: Page, within: string) => page.locator(within).getByRole('button', { name: '重试' }).click();

it('says that hotspots are on their way, have failed, and shows them after another try', async () => {
  const page = await open('LEADER');
  const gate = await Gate.at(page, /\/api\/hotspots/);
  gate.set('hold');
  await page.locator('.panel select').first().selectOption('30');
  await page.waitForSelector('.panel [aria-busy=true]');
  gate.set('broken');
  await page.locator('.panel').getByText(broken).waitFor();
  await page.locator('.legend').getByText('载入失败，重试').waitFor();
  await state(page, 'hotspots-failed');
  gate.set('unavailable');
  await retry(page, '.panel');
  await page.locator('.panel').getByText(unavailable).waitFor();
  gate.set('pass');
  await retry(page, '.panel');
  await page.waitForSelector('.panel [aria-busy=false]');
  expect(await page.locator('.panel .problem-box').count()).toBe(0);
});

it('says that coverage is on its way, has failed, and shows it after another try', async () => {
  watched = await openPage({ expected: failedRequests });
  const { page } = watched;
  const gate = await Gate.at(page, /\/api\/coverage/);
  gate.set('hold');
  await openRoom(page, 'LEADER');
  await page.click('[data-tool=coverage]');
  await page.waitForSelector('.panel .loading-box');
  await state(page, 'coverage-loading');
  gate.set('broken');
  await page.locator('.panel').getByText(broken).waitFor();
  await page.locator('.time-figure').getByText('载入失败，重试').waitFor();
  await state(page, 'coverage-failed');
  gate.set('unavailable');
  await retry(page, '.panel');
  await page.locator('.panel').getByText(unavailable).waitFor();
  gate.set('pass');
  const alleys = await Gate.at(page, /\/api\/alleys/);
  alleys.set('unavailable');
  await page.locator('.time-figure button').click();
  await page.waitForSelector('.community-bars li');
  await page.reload();
  await page.click('[data-tool=coverage]');
  await page.locator('.panel').getByText(unavailable).waitFor();
  alleys.set('pass');
  await retry(page, '.panel');
  await page.waitForSelector('.community-bars li');
});

it('says that the unit register and the incidents could not be read, and reads them after another try', async () => {
  watched = await openPage({ expected: failedRequests });
  const { page } = watched;
  const units = await Gate.at(page, /\/api\/units/);
  const incidents = await Gate.at(page, /\/api\/incidents/);
  units.set('broken');
  incidents.set('hold');
  await openRoom(page, 'DISPATCHER');
  await page.locator('.units-panel .problem-box').getByText(broken).waitFor();
  await page.locator('.legend .legend-lines').getByText('正在载入').waitFor();
  incidents.set('broken');
  await page.locator('.legend').getByText('载入失败，重试').waitFor();
  await page.locator('.units-panel .problem-box').scrollIntoViewIfNeeded();
  await state(page, 'units-failed');
  units.set('pass');
  incidents.set('pass');
  await retry(page, '.units-panel');
  await page.locator('.units-panel').getByText('未上岗').waitFor();
  await page.locator('.legend').getByText('载入失败，重试').click();
  await page.waitForSelector('.legend .legend-lines b');
});

it('says that a card’s place, incident or track is on its way or has failed', async () => {
  const page = await open('DISPATCHER');
  const tracks = await Gate.at(page, /\/api\/duties\/.*\/track/);
  tracks.set('hold');
  await page.locator('[data-unit]').first().click();
  await page.getByRole('button', { name: '今夜轨迹' }).click();
  await page.waitForSelector('.card .loading-box');
  await state(page, 'track-loading');
  tracks.set('broken');
  await page.locator('.card').getByText(broken).waitFor();
  await state(page, 'track-failed');
  tracks.set('pass');
  await retry(page, '.card');
  await page.locator('.card').getByText('已行').waitFor();

  const places = await Gate.at(page, /\/api\/places\//);
  places.set('unavailable');
  await page.click('[data-tool=coverage]');
  await page.locator('.due-list button').first().click();
  await page.locator('.card').getByText(unavailable).waitFor();
  await state(page, 'place-failed');
  places.set('pass');
  await retry(page, '.card');
  await page.waitForSelector('.card .reality');

  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  const incidents = await Gate.at(page, /\/api\/incidents$/);
  incidents.set('unavailable');
  await page.getByRole('button', { name: '保存警情' }).click();
  await page.locator('.card').getByText(unavailable).waitFor();
  await state(page, 'incident-refused');
});

it('says that the routes of a night could not be read, and reads them after another try', async () => {
  const page = await open('LEADER');
  const gate = await Gate.at(page, /\/api\/routes/);
  gate.set('broken');
  await page.click('[data-tool=routes]');
  await page.locator('.panel .problem-box').getByText(broken).waitFor();
  await state(page, 'routes-failed');
  gate.set('pass');
  await retry(page, '.panel');
  await page.waitForSelector('.route-list li');
});

it('says that parts of the map are missing, and loads them after another try', async () => {
  watched = await openPage({ expected: failedRequests });
  const { page } = watched;
  const gate = await Gate.at(page, /\/tiles\/base\//);
  gate.set('hold');
  await takeSession(page, 'DISPATCHER');
  await page.goto(`${baseUrl}/`);
  await page.getByText('正在载入地图').waitFor();
  gate.set('broken');
  await page.getByText('部分地图未能载入').waitFor();
  await state(page, 'map-missing');
  gate.set('pass');
  await retry(page, '.map-notice');
  await page.waitForSelector('.map-notice', { state: 'detached' });
  await mapIsIdle(page);
});

it('shows what it last knew while the network is gone, in every panel, and goes on by itself', async () => {
  const page = await open('LEADER', { language: 'en', theme: 'light' });
  await page.context().setOffline(true);
  await page.waitForSelector('.link-banner');
  await page.click('[data-tool=coverage]');
  await page.click('[aria-label="Previous night"]');
  await page.locator('.panel').getByText('The server does not answer').waitFor();
  await state(page, 'offline-coverage');
  await page.context().setOffline(false);
  await page.waitForSelector('.link-banner', { state: 'detached', timeout: 60_000 });
  await page.locator('.panel').getByRole('button', { name: 'Try again' }).click();
  await page.locator('.panel').getByText('The server does not answer').waitFor({ state: 'detached' });
});
