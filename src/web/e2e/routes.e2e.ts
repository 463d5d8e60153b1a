import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { AssignmentView } from '../src/contracts';
import { closeBrowser, mapIsIdle, mapIsLive, openPage, openRoom, phone, state, type WatchedPage } from './browser';
import { tabTo } from './keyboard';

const opened: WatchedPage[] = [];
afterEach(async () => {
  for (const watched of opened.splice(0)) await watched.close();
});
afterAll(closeBrowser);

async function openPlanning(): Promise<WatchedPage> {
  const watched = await openPage();
  opened.push(watched);
  await openRoom(watched.page, 'LEADER');
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
  await pan(page, 'ArrowRight');
  await page.keyboard.press('Enter');
  await pan(page, 'ArrowDown');
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

/** Moves the map with an arrow key until it stands again. */
async function pan(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForSelector('html[data-map=busy]', { state: 'attached' });
  await mapIsIdle(page);
}

/** Brings an alley under the crosshair with arrows: zooms in, then goes to the nearest one step by step. */
async function aimAtAlley(page: Page): Promise<void> {
  const target = await page.evaluate(async () => {
    const alleys = (await (await fetch('/api/alleys')).json()) as { linesWgs84: number[][][] }[];
    const middles = alleys.map(({ linesWgs84: [line] }) => line![Math.floor(line!.length / 2)]!);
    const away = (at: number[]) => {
      const { x, y } = window.songshan!.point(at[0]!, at[1]!);
      return Math.hypot(x - 640, y - 360);
    };
    return middles.sort((a, b) => away(a) - away(b))[0]!;
  });
  const offset = () =>
    page.evaluate(([lon, lat]) => {
      const { x, y } = window.songshan!.point(lon!, lat!);
      return { x: x - 640, y: y - 360 };
    }, target);
  // An arrow moves by 100 pixels: zoomed in and out around them, any point can be reached to half a step.
  for (let turn = 0; turn < 40; turn++) {
    const { x, y } = await offset();
    if (Math.abs(x) < 9 && Math.abs(y) < 9) return;
    if (Math.abs(x) > 50) await pan(page, x > 0 ? 'ArrowRight' : 'ArrowLeft');
    else if (Math.abs(y) > 50) await pan(page, y > 0 ? 'ArrowDown' : 'ArrowUp');
    else await pan(page, '+');
  }

  throw new Error('no alley came under the crosshair');
}

async function publish(page: Page): Promise<string> {
  await page.locator('button[value=publish]').click();
  await page.waitForSelector('dialog[open] .qr');
  return page.locator('.link-line input').inputValue();
}

async function openOnPhone(link: string): Promise<AssignmentView> {
  const team = await openPage(phone);
  opened.push(team);
  await team.page.goto(link);
  await mapIsLive(team.page);
  await team.page.locator('.my-legs summary').click();
  expect(await team.page.locator('.my-legs li').count()).toBe(1);
  await state(team.page, 'volunteer-drawn-route');
  expect(team.wrong).toEqual([]);
  return team.page.evaluate(async () => (await (await fetch('/api/my/assignment')).json()) as AssignmentView);
}
