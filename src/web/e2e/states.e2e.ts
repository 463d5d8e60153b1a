import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { baseUrl, closeBrowser, failedRequests, mapIsIdle, openPage, SharedRoom, state, takeSession } from './browser';

// Every panel waits, fails with 500 and 503, and comes back; what has nothing to show is in setup.e2e.ts, on a server without data.

const leaders = new SharedRoom('LEADER', { expected: failedRequests });
const dispatchers = new SharedRoom('DISPATCHER', { expected: failedRequests });
afterEach(leaders.leaveIfFailed);
afterEach(dispatchers.leaveIfFailed);
afterAll(closeBrowser);

type Answer = 'pass' | 'hold' | 'broken' | 'unavailable';

/** Requests of one kind: let through, held back, or answered with a failure. */
class Gate {
  #answer: Answer;
  #held: (() => void)[] = [];

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  async guard(page: Page, pattern: RegExp): Promise<void> {
    await page.route(pattern, (route) => this.#take(route));
  }

  set(answer: Answer): void {
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

it('says that coverage is on its way, has failed, and shows it after another try', async () => {
  const gate = new Gate('hold');
  const { page } = await leaders.enter((fresh) => gate.guard(fresh, /\/api\/coverage/));
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
  const alleys = new Gate('unavailable');
  await alleys.guard(page, /\/api\/alleys/);
  await page.locator('.time-figure button').click();
  await page.waitForSelector('.community-bars li');
  await page.reload();
  await page.click('[data-tool=coverage]');
  await page.locator('.panel').getByText(unavailable).waitFor();
  alleys.set('pass');
  await retry(page, '.panel');
  await page.waitForSelector('.community-bars li');
});

it('says that hotspots are on their way, have failed, and shows them after another try', async () => {
  const { page } = await leaders.enter();
  await page.click('[data-tool=hotspots]');
  await page.waitForSelector('.panel [aria-busy=false]');
  const gate = new Gate('hold');
  await gate.guard(page, /\/api\/hotspots/);
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

it('says that the routes of a night could not be read, and reads them after another try', async () => {
  const { page } = await leaders.enter();
  const gate = new Gate('broken');
  await gate.guard(page, /\/api\/routes/);
  await page.click('[data-tool=routes]');
  await page.locator('.panel .problem-box').getByText(broken).waitFor();
  await state(page, 'routes-failed');
  gate.set('pass');
  await retry(page, '.panel');
  await page.waitForSelector('.route-list li');
});

it('shows what it last knew while the network is gone, in every panel, and goes on by itself', async () => {
  const { page } = await leaders.enter();
  await page.getByRole('button', { name: 'EN' }).click();
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

it('says that the unit register and the incidents could not be read, and reads them after another try', async () => {
  await leaders.leave();
  const units = new Gate('broken');
  const incidents = new Gate('hold');
  const { page } = await dispatchers.enter(async (fresh) => {
    await units.guard(fresh, /\/api\/units/);
    await incidents.guard(fresh, /\/api\/incidents/);
  });
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
  const { page } = await dispatchers.enter();
  const tracks = new Gate('hold');
  await tracks.guard(page, /\/api\/duties\/.*\/track/);
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

  const places = new Gate('unavailable');
  await places.guard(page, /\/api\/places\//);
  await page.click('[data-tool=coverage]');
  await page.locator('.due-list button').first().click();
  await page.locator('.card').getByText(unavailable).waitFor();
  await state(page, 'place-failed');
  places.set('pass');
  await retry(page, '.card');
  await page.waitForSelector('.card .reality');

  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  const incidents = new Gate('unavailable');
  await incidents.guard(page, /\/api\/incidents$/);
  await page.getByRole('button', { name: '保存警情' }).click();
  await page.locator('.card').getByText(unavailable).waitFor();
  await state(page, 'incident-refused');
});

it('says that parts of the map are missing, and loads them after another try', async () => {
  await dispatchers.leave();
  const { page, close } = await openPage({ expected: failedRequests });
  const gate = new Gate('hold');
  await gate.guard(page, /\/tiles\/base\//);
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
  await close();
});
