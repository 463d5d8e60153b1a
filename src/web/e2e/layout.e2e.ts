import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { baseUrl, closeBrowser, mapIsIdle, openPage, openRoom, phone, picture, SharedRoom, state, type WatchedPage } from './browser';

// Nothing is cut off, runs out of its box or over its neighbour, in either language, on every size of screen.

const room = new SharedRoom('LEADER', { theme: 'light' });
let watched: WatchedPage | null = null;
afterEach(room.leaveIfFailed);
afterEach(async () => {
  await watched?.close();
  watched = null;
});
afterAll(closeBrowser);

/** Text that leaves its box or the window, or that is cut where nobody meant it to be. */
async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = 'button, select, .top, .bottom, .dock, .panel, .legend, .card, .my-top, .my-sheet, .doorway-box, dialog';
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      const holder = node.parentElement!;
      if (text === '' || holder.closest('option, script, .crosshair, .skip-link, canvas') !== null || !holder.checkVisibility({ checkVisibilityCSS: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      const box = holder.closest(boxes)?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
      const shortened = getComputedStyle(holder).textOverflow === 'ellipsis';
      if (!shortened && (left < box.left - 1 || right > box.right + 1)) found.push(`out of its box: ${text}`);
      if (!shortened && (left < -1 || right > innerWidth + 1)) found.push(`out of the window: ${text}`);
    }

    for (const bar of document.querySelectorAll('.top, .top-right, .bottom, .time-bar, .state-counts, .segmented, .dock-tabs, .my-top, .my-figures')) {
      const parts = [...bar.children].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
      parts.forEach((part, index) => {
        const next = parts[index + 1];
        if (next !== undefined && next.left < part.right - 2 && next.top < part.bottom - 2) found.push(`over its neighbour: ${bar.className} ${index}`);
      });
    }

    return found;
  });
}

/** Buttons and fields too small for a finger. */
async function smallTargets(page: Page, within: string): Promise<string[]> {
  return page.locator(`${within} :is(button, select, summary, input:not([type=checkbox], [type=radio]))`).evaluateAll((targets) =>
    targets
      .filter((target) => target.checkVisibility())
      .map((target) => ({ name: `${target.className} ${target.textContent ?? ''}`, ...target.getBoundingClientRect().toJSON() }) as DOMRect & { name: string })
      .filter(({ width, height }) => Math.min(width, height) < 43.5)
      .map(({ name, width, height }) => `${name} ${Math.round(width)}x${Math.round(height)}`),
  );
}

/** Opens a tool and waits until its panel is filled; for a picture also until the map is drawn. */
async function show(page: Page, tool: string): Promise<void> {
  await page.click(`[data-tool=${tool}]`);
  await page.waitForFunction(() => document.querySelector('.panel :is([data-unit], .top-places li, .community-bars li, .route-list li)') !== null);
  if (process.env['SONGSHAN_IMAGES'] || process.env['SONGSHAN_STATES']) await mapIsIdle(page);
}

const languages = [
  { code: 'zh-CN', other: 'EN' },
  { code: 'en', other: '中文' },
] as const;

it.each([
  ['1280x720', 'light', { width: 1280, height: 720 }],
  ['1024x700', 'dark', { width: 1024, height: 700 }],
] as const)('fits at %s, %s, every tool in both languages', async (size, theme, pixels) => {
  const { page } = await room.enter();
  await page.setViewportSize(pixels);
  if ((await page.locator('html').getAttribute('data-theme')) !== theme) await page.getByRole('button', { name: '切换昼夜配色' }).click();
  for (const { code, other } of languages) {
    for (const tool of ['units', 'hotspots', 'coverage', 'routes']) {
      await show(page, tool);
      await state(page, `${size}-${tool}-${code}`);
      expect([code, tool, ...(await misfits(page))]).toEqual([code, tool]);
    }

    await page.click('[data-tool=units]');
    await page.getByRole('button', { name: code === 'en' ? 'Upload a track' : '补传轨迹' }).click();
    expect([code, 'upload', ...(await misfits(page))]).toEqual([code, 'upload']);
    await page.keyboard.press('Escape');
    await page.locator('[data-unit]').first().click();
    await page.waitForSelector('.card .facts');
    expect([code, 'card', ...(await misfits(page))]).toEqual([code, 'card']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: other }).click();
  }
});

it('fits a phone: tabs at the thumb, sheets above them, targets large enough for it, in both languages', async () => {
  await room.leave();
  watched = await openPage(phone);
  const { page } = watched;
  await openRoom(page, 'LEADER');
  for (const { code, other } of languages) {
    for (const tool of ['units', 'hotspots', 'coverage', 'routes']) {
      await show(page, tool);
      if (code === 'zh-CN' && tool === 'hotspots') await picture(page, 'phone-leader');
      await state(page, `phone-${tool}-${code}`);
      expect([code, tool, ...(await misfits(page))]).toEqual([code, tool]);
      expect([code, tool, ...(await smallTargets(page, '.dock')), ...(await smallTargets(page, '.bottom'))]).toEqual([code, tool]);
    }

    await page.click('[data-tool=units]');
    await page.getByRole('button', { name: code === 'en' ? 'Upload a track' : '补传轨迹' }).click();
    expect([code, 'upload', ...(await misfits(page)), ...(await smallTargets(page, 'dialog'))]).toEqual([code, 'upload']);
    await page.keyboard.press('Escape');
    // Over open tools the whole legend can be reached.
    await page.locator('.map-buttons button').first().click();
    await page.locator('.legend .switches-plain li').last().locator('label').click({ trial: true, timeout: 5_000 });
    await page.locator('.map-buttons button').first().click();
    await page.getByRole('button', { name: code === 'en' ? 'Put away' : '收起' }).click();
    expect(await page.locator('.panel').count()).toBe(0);
    await page.locator('.map-buttons button').first().click();
    await page.waitForSelector('.legend');
    await state(page, `phone-legend-${code}`);
    expect([code, 'legend', ...(await misfits(page))]).toEqual([code, 'legend']);
    await page.locator('.map-buttons button').first().click();
    await page.getByRole('button', { name: other }).click();
  }

  await page.click('[data-tool=units]');
  await page.locator('[data-unit]').first().click();
  await page.waitForSelector('.card .facts');
  expect(await page.locator('.panel').isVisible()).toBe(false);
  expect(await smallTargets(page, '.card')).toEqual([]);
  await state(page, 'phone-card');
  await page.locator('.card-close').click();
  expect(await page.locator('.panel').isVisible()).toBe(true);
  await page.locator('[data-unit]').first().click();
  await page.click('[data-tool=coverage]');
  await page.waitForSelector('.card', { state: 'detached' });
});

it('fits before anybody is signed in, in both languages, on a phone as well', async () => {
  for (const size of [{}, phone]) {
    watched = await openPage(size);
    const { page } = watched;
    for (const path of ['/', '/setup?token=none', '/my']) {
      await page.goto(`${baseUrl}${path}`);
      await page.waitForSelector('.doorway form, .invite-over');
      for (const { other } of languages) {
        expect([path, ...(await misfits(page))]).toEqual([path]);
        await page.getByRole('button', { name: other }).click();
      }
    }

    await watched.close();
    watched = null;
  }
});
