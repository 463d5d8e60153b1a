import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { closeBrowser, SharedRoom, state } from './browser';
import { aimAtAlley, moveMap, tabTo } from './keyboard';

const dispatchers = new SharedRoom('DISPATCHER');
const leaders = new SharedRoom('LEADER');
afterEach(dispatchers.leaveIfFailed);
afterAll(closeBrowser);

/** Where Tab stops, in order, until it has gone round. */
async function stops(page: Page): Promise<{ what: string; name: string; visible: boolean }[]> {
  const found = [];
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body || element.dataset['visited'] === 'yes') return null;
      element.dataset['visited'] = 'yes';
      const labelled = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0]?.textContent : null;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      // The map shows its focus by a frame inside its edges and a crosshair.
      const framed = element instanceof HTMLCanvasElement && getComputedStyle(element.closest('.map')!, '::after').borderTopWidth !== '0px';
      const { width, height } = element.getBoundingClientRect();
      return {
        what: `${element.tagName} ${element.className}`,
        name: (element.ariaLabel ?? labelled ?? element.textContent ?? '').trim(),
        visible: (outlined || framed) && width > 0 && height > 0,
      };
    });
    if (stop === null) break;
    found.push(stop);
  }

  return found;
}

it('stops everywhere with a name and a visible focus, and gets round', async () => {
  const { page } = await dispatchers.enter();
  const all = await stops(page);
  expect(all.filter((stop) => stop.name === '' || !stop.visible)).toEqual([]);
  const names = all.map((stop) => stop.name).join(' | ');
  for (const wanted of ['跳到列表', 'EN', '退出登录', '力量', '失联', '巡逻车', '搜索呼号', '地图', '图例与图层', '放大', '全辖区', '背街小巷', '前一夜', '勤务夜']) {
    expect(names).toContain(wanted);
  }
});

it('moves and zooms the map, opens what is under the crosshair, and comes back to the map', async () => {
  const { page } = await dispatchers.enter();
  await tabTo(page, '.maplibregl-canvas');
  const before = await page.evaluate(() => window.songshan!.point(113.62, 34.7));
  await moveMap(page, 'ArrowRight');
  const after = await page.evaluate(() => window.songshan!.point(113.62, 34.7));
  expect(Math.round(before.x - after.x)).toBe(100);
  expect(await page.locator('.crosshair').isVisible()).toBe(true);
  await aimAtAlley(page);
  // A patrol that stands there is opened before the alley.
  await page.locator('[data-layer=units]').uncheck();
  await tabTo(page, '.maplibregl-canvas');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card .reality');
  await state(page, 'crosshair');
  await page.waitForFunction(() => document.activeElement?.className === 'card');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.tagName === 'CANVAS');
});

it('changes tools, views and layers with arrows and Space, and sifts the list', async () => {
  await dispatchers.leave();
  const { page } = await leaders.enter();
  await tabTo(page, '[data-tool=hotspots]');
  await tabTo(page, '[data-choice=density]');
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector('.legend-classes');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-choice'))).toBe('significance');
  await tabTo(page, '[data-layer=hotspots]');
  await page.keyboard.press('Space');
  await page.waitForSelector('.legend-classes', { state: 'detached' });
  await page.locator('[data-tool=hotspots]').focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForSelector('[data-tool=units][aria-selected=true]');
  await tabTo(page, '[data-state=moving]');
  await page.keyboard.press('Enter');
  await tabTo(page, '.search input');
  await page.keyboard.type('志愿');
  await page.waitForFunction(() => [...document.querySelectorAll('[data-unit] .unit-name')].every((row) => row.textContent!.includes('志愿')));
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  const last = await page.evaluate(() => document.activeElement!.getAttribute('data-unit'));
  expect(last).toBe(await page.locator('[data-unit]').last().getAttribute('data-unit'));
  expect(await page.locator('[data-group]').evaluateAll((groups) => groups.map((group) => group.getAttribute('data-group')))).toEqual(['kind.volunteerTeam']);
});
