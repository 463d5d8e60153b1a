import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { AssignmentView } from '../src/contracts';
import { closeBrowser, mapIsIdle, mapIsLive, openPage, phone, SharedRoom, state, type WatchedPage } from './browser';
import { aimAtAlley, moveMap, tabTo } from './keyboard';

const room = new SharedRoom('LEADER');
afterEach(room.leaveIfFailed);
afterAll(closeBrowser);

/** The planning panel, with the whole district on the map and nothing planned yet. */
async function openPlanning(): Promise<WatchedPage> {
  const watched = await room.enter();
  await watched.page.click('[data-tool=routes]');
  await watched.page.waitForFunction(() => document.querySelectorAll('[name=unitId] option').length > 0);
  await mapIsIdle(watched.page);
  return watched;
}

const pointsSet = (page: Page, count: number) => page.getByText(`正在手绘：${count} 个点`).waitFor();

it('draws a line with the mouse, takes a point back, publishes it, and the team’s phone shows it', async () => {
  const { page, wrong } = await openPlanning();
  await page.getByRole('button', { name: '手绘一段' }).click();
  await page.mouse.click(640, 300);
  await page.mouse.click(690, 310);
  await page.mouse.click(690, 380);
  await pointsSet(page, 3);
  await page.mouse.move(740, 420);
  await mapIsIdle(page);
  await state(page, 'route-drawing');
  await page.getByRole('button', { name: '撤销' }).click();
  await pointsSet(page, 2);
  await page.mouse.dblclick(720, 340);
  expect(await page.locator('.leg-list li').allTextContents()).toEqual([expect.stringContaining('手绘路段')]);
  const lengthM = Number(await page.locator('[data-route-length]').getAttribute('data-route-length'));
  const link = await publish(page);
  expect(wrong).toEqual([]);
  const assignment = await openOnPhone(link);
  expect(assignment.route.legs.map((leg) => [leg.placeId, leg.lineWgs84.length])).toEqual([[null, 3]]);
  // The screen measures on a sphere, the server on the ellipsoid's projection.
  expect(Math.abs(assignment.route.lengthM - lengthM)).toBeLessThan(0.005 * lengthM);
});

it('plans from the keyboard alone: draws and undoes, picks an alley, publishes', async () => {
  const { page, wrong } = await openPlanning();
  await tabTo(page, 'button:has-text("手绘一段")');
  await page.keyboard.press('Enter');
  await tabTo(page, '.maplibregl-canvas');
  await page.keyboard.press('Enter');
  await moveMap(page, 'ArrowRight');
  await page.keyboard.press('Enter');
  await moveMap(page, 'ArrowDown');
  await page.keyboard.press('Enter');
  await pointsSet(page, 3);
  await state(page, 'route-drawing-keyboard');
  await page.keyboard.press('Backspace');
  await pointsSet(page, 2);
  await page.keyboard.press('f');
  expect(await page.locator('.leg-list li').count()).toBe(1);
  await page.keyboard.press('Backspace');
  expect(await page.locator('.leg-list li').count()).toBe(0);
  await aimAtAlley(page);
  await page.keyboard.press('Enter');
  expect(await page.locator('.leg-list li').count()).toBe(1);
  await tabTo(page, 'button[value=publish]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open] .qr');
  expect(wrong).toEqual([]);
});

it('says why a route cannot be saved, keeps what was planned, and lets a draft be published or deleted', async () => {
  const { page } = await openPlanning();
  await page.getByRole('button', { name: '手绘一段' }).click();
  await page.mouse.click(640, 300);
  await page.mouse.dblclick(690, 310);
  await page.route('**/api/routes', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 409, json: { code: 'conflict', detail: 'Team 志愿03 has a route.' } }) : route.fallback(),
  );
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('与现状冲突，未作更改：Team 志愿03 has a route.').waitFor();
  expect(await page.locator('.leg-list li').count()).toBe(1);
  await state(page, 'route-refused');
  await page.unroute('**/api/routes');
  await page.fill('[name=name]', '草稿路线');
  await page.getByRole('button', { name: '存为草稿' }).click();
  const draft = page.locator('.route-list li', { hasText: '草稿路线' });
  await draft.waitFor();
  expect(await draft.textContent()).toContain('草稿');
  await draft.getByRole('button', { name: '删除 草稿路线' }).click();
  await draft.waitFor({ state: 'detached' });
});

async function publish(page: Page): Promise<string> {
  await page.locator('button[value=publish]').click();
  await page.waitForSelector('dialog[open] .qr');
  return page.locator('.link-line input').inputValue();
}

async function openOnPhone(link: string): Promise<AssignmentView> {
  const team = await openPage(phone);
  await team.page.goto(link);
  await mapIsLive(team.page);
  await team.page.locator('.my-legs summary').click();
  expect(await team.page.locator('.my-legs li').count()).toBe(1);
  await state(team.page, 'volunteer-drawn-route');
  expect(team.wrong).toEqual([]);
  const assignment = await team.page.evaluate(async () => (await (await fetch('/api/my/assignment')).json()) as AssignmentView);
  await team.close();
  return assignment;
}
