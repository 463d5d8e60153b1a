import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { account, baseUrl, closeBrowser, failedRequests, mapIsLive, openPage, picture, state, type Role, type WatchedPage } from './browser';

let watched: WatchedPage;
beforeEach(async () => {
  watched = await openPage({ expected: failedRequests });
});
afterEach(() => watched.close());
afterAll(closeBrowser);

it('says clearly that name or password is wrong, in both languages', async () => {
  const { page, wrong } = watched;
  await page.goto(`${baseUrl}/`);
  await page.waitForSelector('[name=name]');
  await picture(page, 'sign-in');
  await page.fill('[name=name]', 'nobody');
  await page.fill('[name=password]', 'certainly-wrong');
  await page.click('button.primary');
  expect(await page.locator('[role=alert]').textContent()).toBe('账号或密码不正确。');
  await page.getByRole('button', { name: 'EN' }).click();
  expect(await page.locator('[role=alert]').textContent()).toBe('Name or password is wrong.');
  expect(wrong).toEqual([]);
});

async function signIn(page: Page, role: Role): Promise<void> {
  const { name, password } = account(role);
  await page.goto(`${baseUrl}/`);
  await page.fill('[name=name]', name);
  await page.fill('[name=password]', password);
  await page.click('button.primary');
  await mapIsLive(page);
  expect(await page.locator('.who').textContent()).toContain(name);
}

it('lets a dispatcher in through the form, stays when the server cannot be told of the sign-out, and lets out when it can', async () => {
  const { page, wrong } = watched;
  await signIn(page, 'DISPATCHER');
  await page.route('**/api/session', (route) => route.abort());
  await page.getByRole('button', { name: '退出登录' }).click();
  expect(await page.locator('.sign-out-problem').textContent()).toContain('尚未退出');
  await state(page, 'sign-out-failed');
  expect(await page.locator('.dock').count()).toBe(1);
  await page.unroute('**/api/session');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForSelector('[name=password]');
  expect((await page.request.get(`${baseUrl}/api/district`)).status()).toBe(401);
  expect(wrong).toEqual([]);
});

it('lets a leader in through the form, and goes back there, and says why, when the session has ended on the server', async () => {
  const { page, wrong } = watched;
  await signIn(page, 'LEADER');
  await page.context().clearCookies();
  // Frames come late, so that what was to be drawn finds the map gone.
  await page.evaluate(() => {
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => frame(() => setTimeout(() => draw(performance.now()), 1000));
  });
  await page.click('[aria-label="前一夜"]');
  await page.getByText('登录已到期，请重新登录。').waitFor();
  // This frame comes after all that were asked for before.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  await state(page, 'session-ended');
  expect(wrong).toEqual([]);
});

it('says that an invite link no longer works, with nothing to try again', async () => {
  const { page } = watched;
  await page.goto(`${baseUrl}/i/no-such-invite`);
  await page.waitForSelector('.invite-over');
  expect(await page.locator('[role=alert]').textContent()).toContain('链接已失效');
  expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
  await state(page, 'invite-over');
});

it('waits, fails and tries again before anybody is signed in, and before the district has come', async () => {
  const { page } = watched;
  let answer: 'hold' | 'cut' | 'pass' = 'hold';
  let release = () => {};
  await page.route('**/api/session', async (route) => {
    if (answer === 'hold') await new Promise<void>((done) => (release = done));
    await (answer === 'pass' ? route.fallback() : route.abort());
  });
  await page.goto(`${baseUrl}/`);
  await page.waitForSelector('.loading-box');
  await state(page, 'opening');
  answer = 'cut';
  release();
  await page.getByText('连不上服务器').waitFor();
  await state(page, 'opening-offline');
  answer = 'pass';
  await page.getByRole('button', { name: '重试' }).click();
  await page.waitForSelector('[name=password]');

  await page.route('**/api/district', (route) => route.fulfill({ status: 503, json: { code: 'storage-unavailable', detail: 'down' } }));
  await page.fill('[name=name]', account('LEADER').name);
  await page.fill('[name=password]', account('LEADER').password);
  await page.click('button.primary');
  await page.getByText('数据库暂不可用').waitFor();
  await state(page, 'district-unavailable');
  await page.unroute('**/api/district');
  await page.getByRole('button', { name: '重试' }).click();
  await mapIsLive(page);
});
