import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { closeBrowser, failedRequests, mapIsLive, openPage, setting, state, type WatchedPage } from './browser';

// The specs run in this order on one server that was started without demo data and has no account yet.

const link = setting('SONGSHAN_SETUP');
const owner = { name: 'hall', password: 'first password of the hall' };

let watched: WatchedPage;
beforeEach(async () => {
  watched = await openPage({ expected: failedRequests });
});
afterEach(() => watched.close());
afterAll(closeBrowser);

async function fill(values: { name: string; password: string; again: string }): Promise<void> {
  for (const [name, value] of Object.entries(values)) await watched.page.fill(`[name=${name}]`, value);
  await watched.page.click('button.primary');
}

it('refuses passwords that differ, are too short, or a link that was never printed', async () => {
  const { page } = watched;
  await page.goto(link);
  await fill({ ...owner, again: 'another one altogether' });
  expect(await page.locator('[role=alert]').textContent()).toBe('两次输入的密码不一致。');
  await state(page, 'setup-differ');
  await fill({ name: owner.name, password: 'short', again: 'short' });
  // The browser itself holds the form back.
  expect(await page.locator('[name=password]').evaluate((field: HTMLInputElement) => field.validity.tooShort)).toBe(true);
  await page.goto(link.replace(/token=.*/, 'token=never-printed'));
  await fill({ ...owner, again: owner.password });
  await page.getByText('此链接已用过').waitFor();
});

it('makes the first account, opens the map, and every panel says that there is nothing yet', async () => {
  const { page, wrong } = watched;
  await page.goto(link);
  await fill({ ...owner, again: owner.password });
  await mapIsLive(page);
  expect(await page.locator('.who').textContent()).toBe('hall管理员');
  await page.getByText('这段时间没有警情。').first().waitFor();
  await state(page, 'empty-hotspots');
  await page.click('[data-tool=units]');
  await page.getByText('当前没有执勤力量。').waitFor();
  await page.locator('[data-layer=incidents]').check();
  await page.locator('.legend').getByText('无警情').waitFor();
  await state(page, 'empty-units');
  await page.click('[data-tool=coverage]');
  await page.getByText('这一夜还没有走到任何小巷。').waitFor();
  await state(page, 'empty-coverage');
  await page.click('[data-tool=routes]');
  await page.getByText('这一夜还没有路线。').waitFor();
  await state(page, 'empty-routes');
  expect(wrong).toEqual([]);
});

it('says that the link was used, and lets the account in by name and password', async () => {
  const { page, wrong } = watched;
  await page.goto(link);
  await fill({ name: 'second', password: owner.password, again: owner.password });
  await page.getByText('此链接已用过').waitFor();
  await state(page, 'setup-used');
  await page.goto(new URL(link).origin);
  await page.fill('[name=name]', owner.name);
  await page.fill('[name=password]', owner.password);
  await page.click('button.primary');
  await mapIsLive(page);
  expect(wrong).toEqual([]);
});
