import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { baseUrl, closeBrowser, openPage, picture, type WatchedPage } from './browser';

let watched: WatchedPage;
beforeEach(async () => {
  watched = await openPage();
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

it('says that an invite link no longer works', async () => {
  const { page } = watched;
  await page.goto(`${baseUrl}/i/no-such-invite`);
  expect(await page.locator('[role=alert]').textContent()).toContain('链接已失效');
});
