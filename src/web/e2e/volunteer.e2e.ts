import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { AssignmentView } from '../src/contracts';
import { baseUrl, closeBrowser, failedRequests, inviteLink, mapIsIdle, mapIsLive, openPage, phone, picture, state, type PageWishes, type WatchedPage } from './browser';

let watched: WatchedPage | null = null;
afterEach(async () => {
  await watched?.close();
  watched = null;
});
afterAll(closeBrowser);

const located: PageWishes = { ...phone, permissions: ['geolocation'], geolocation: { longitude: 113.62, latitude: 34.7, accuracy: 5 } };

async function open(wishes: PageWishes = located): Promise<WatchedPage> {
  watched = await openPage(wishes);
  return watched;
}

it('lets a volunteer walk: consent, start, own position, walked metres, end', async () => {
  const { page, wrong } = await open();
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

it('keeps the positions while nothing reaches the server, says how many wait, and sends them when it does', async () => {
  const { page } = await open({ ...located, expected: failedRequests });
  await page.goto(inviteLink());
  await mapIsLive(page);
  await page.locator('.consent input').check();
  await page.getByRole('button', { name: '开始执勤' }).click();
  await page.waitForSelector('[data-duty=on] .own-marker:not(.lost)');
  await page.context().setOffline(true);
  await page.waitForSelector('.lamp-lost');
  await stand(page, [113.6201, 34.7]);
  await stand(page, [113.6202, 34.7]);
  await page.waitForSelector('.queue-line');
  expect(await page.locator('.queue-line').textContent()).toContain('个位置待上传');
  await page.getByText('位置继续记录在手机里').waitFor();
  await state(page, 'volunteer-offline');
  await page.context().setOffline(false);
  await page.waitForSelector('.queue-line', { state: 'detached', timeout: 60_000 });
  await page.getByRole('button', { name: '结束执勤' }).click();
  await page.getByRole('button', { name: '确认结束' }).click();
  await page.waitForSelector('[data-duty=off]');
});

it('shows what the phone lacks: the right to its position, and battery', async () => {
  const { page } = await open({ ...phone, language: 'en' });
  await page.addInitScript(() => {
    const battery = Object.assign(new EventTarget(), { level: 0.12, charging: false });
    Object.assign(navigator, { getBattery: () => Promise.resolve(battery) });
  });
  await reshape(page, onDuty);
  await openAs(page);
  await page.getByText('Location is not allowed').waitFor();
  await page.getByText('Battery at 12 %').waitFor();
  await state(page, 'volunteer-no-position');
});

it('says when all is walked, and lists the legs of a very long route', async () => {
  const { page, wrong } = await open();
  let change = (assignment: AssignmentView): AssignmentView => onDuty(longRoute(assignment));
  await reshape(page, (assignment) => change(assignment));
  await openAs(page);
  await page.locator('.my-legs summary').click();
  expect(await page.locator('.my-legs li').count()).toBe(60);
  await state(page, 'volunteer-long-route');
  const sheet = await page.locator('.my-sheet').boundingBox();
  expect(sheet!.y).toBeGreaterThan(150);
  change = (assignment) => onDuty(finished(assignment));
  await page.reload();
  await page.waitForSelector('.my-finished');
  await mapIsLive(page);
  await state(page, 'volunteer-finished');
  expect(wrong).toEqual([]);
});

it('marks the legs that are hot places by their rank, and says what it means', async () => {
  const { page, wrong } = await open();
  await reshape(page, (assignment) => {
    const legs = assignment.route.legs.map((leg, index) => ({ ...leg, hotspotRank: index === 1 ? 3 : null }));
    return { ...assignment, route: { ...assignment.route, legs } };
  });
  await openAs(page);
  await page.locator('.my-legs summary').click();
  expect(await page.locator('.my-legs .focus').allTextContents()).toEqual(['重点 3']);
  expect(await page.locator('.focus-note').isVisible()).toBe(true);
  await mapIsIdle(page);
  await picture(page, 'volunteer-focus');
  expect(wrong).toEqual([]);
});

it('says that the route was withdrawn, is for another night, or that the link is over', async () => {
  const { page } = await open({ ...located, expected: failedRequests });
  let answer: 'gone' | 'tomorrow' | 'over' | 'broken' = 'gone';
  let release = () => {};
  let held: Promise<void> | null = new Promise((done) => (release = done));
  await page.route('**/api/my/assignment', async (route) => {
    await held;
    if (answer === 'gone') return route.fulfill({ status: 404, json: { code: 'not-found' } });
    if (answer === 'over') return route.fulfill({ status: 401, json: { code: 'sign-in-failed' } });
    if (answer === 'broken') return route.fulfill({ status: 500, body: 'oops' });
    const assignment = (await (await route.fetch()).json()) as AssignmentView;
    return route.fulfill({ json: { ...assignment, route: { ...assignment.route, night: '2126-11-25' } } });
  });
  await openAs(page);
  await page.waitForSelector('.my-sheet .loading-box');
  await state(page, 'volunteer-loading');
  held = null;
  release();
  await page.waitForSelector('.no-route');
  await state(page, 'volunteer-no-route');
  answer = 'broken';
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('服务器出错（500）').waitFor();
  await state(page, 'volunteer-error');
  answer = 'tomorrow';
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('这条路线属于 2126-11-25').waitFor();
  expect(await page.locator('.consent').count()).toBe(0);
  await state(page, 'volunteer-other-night');
  answer = 'over';
  await page.reload();
  await page.waitForSelector('.invite-over');
  await state(page, 'volunteer-link-over');
});

/** Opens the team's page with a session from the invite link. */
async function openAs(page: Page): Promise<void> {
  const token = new URL(inviteLink()).pathname.split('/').at(-1)!;
  const answer = await page.request.post(`${baseUrl}/api/invites/${token}`, { headers: { 'x-requested-with': 'songshan' } });
  expect(answer.status()).toBe(200);
  await page.goto(`${baseUrl}/my`);
}

/** Lets the server's answer through, changed. */
async function reshape(page: Page, change: (assignment: AssignmentView) => AssignmentView): Promise<void> {
  await page.addInitScript((duty) => localStorage.setItem('songshan.agreed-duty', duty), duty);
  await page.route('**/api/my/assignment', async (route) => {
    const assignment = (await (await route.fetch()).json()) as AssignmentView;
    await route.fulfill({ json: change(assignment) });
  });
}

const duty = '00000000-0000-0000-0000-000000000001';

function onDuty(assignment: AssignmentView): AssignmentView {
  return { ...assignment, dutyId: duty, dutyStartedAt: new Date(Date.now() - 95 * 60_000).toISOString() };
}

function longRoute(assignment: AssignmentView): AssignmentView {
  const leg = assignment.route.legs[0]!;
  const legs = Array.from({ length: 60 }, (_, index) => ({ ...leg, name: `嵩山南路与航海西路交叉口东北角第${index + 1}楼群院落后巷` }));
  const lengthM = 60 * leg.lengthM;
  return { ...assignment, route: { ...assignment.route, name: '嵩山南路至航海西路全线背街小巷及楼群院落夜间巡逻', legs, lengthM }, legs: legs.map(() => []), doneM: 0 };
}

function finished(assignment: AssignmentView): AssignmentView {
  return { ...assignment, legs: assignment.route.legs.map((leg) => [[0, leg.lengthM]]), doneM: assignment.route.lengthM };
}

async function stand(page: Page, [longitude, latitude]: [number, number]): Promise<void> {
  await page.context().setGeolocation({ longitude, latitude, accuracy: 5 });
}
