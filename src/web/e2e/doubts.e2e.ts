import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { AlleyView, CoverageView, DistrictView, DutyView, EnrolledPhone, TrackUploadView, UnitView } from '../src/contracts';
import { afterMove, baseUrl, closeBrowser, mapIsIdle, mapIsLive, openPage, openRoom, phone, picture, state, type WatchedPage } from './browser';

// What is not believed, what is not known any more, and what has changed behind the dispatcher's back.

const headers = { 'x-requested-with': 'songshan' };

let watched: WatchedPage | null = null;
let endDuty: (() => Promise<unknown>) | null = null;
afterEach(async () => {
  await endDuty?.();
  await watched?.close();
  endDuty = null;
  watched = null;
});
afterAll(closeBrowser);

async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`${baseUrl}${path}`);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

/** A unit on duty that no demo patrol sends for, and a phone for it. */
async function startDuty(page: Page): Promise<{ unit: UnitView; send: (query: Record<string, string | number>) => Promise<void> }> {
  const unit = (await read<UnitView[]>(page, '/api/units')).find((one) => one.dutyId === null)!;
  const path = `${baseUrl}/api/units/${unit.unitId}/duty`;
  expect((await page.request.post(path, { headers })).status()).toBe(200);
  endDuty = () => page.request.delete(path, { headers });
  const enrolled = await page.request.post(`${baseUrl}/api/units/${unit.unitId}/phones`, { headers, data: { datum: 'wgs84', night: null } });
  const { token, traccarClientPath } = (await enrolled.json()) as EnrolledPhone;
  return {
    unit,
    send: async (query) => {
      const point = new URLSearchParams({ id: token, ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])) });
      expect((await fetch(`${baseUrl}${traccarClientPath}?${point}`)).status).toBe(200);
    },
  };
}

it('shows what is not believed and why, and how far away a unit that went quiet may be', async () => {
  watched = await openPage();
  const { page } = watched;
  await openRoom(page, 'DISPATCHER');
  await page.click('[data-tool=units]');
  const { unit, send } = await startDuty(page);
  const [west, south] = (await read<DistrictView>(page, '/api/district')).boundsWgs84 as [number, number];
  const start = Math.floor(Date.now() / 1000) + 1;
  const at = (second: number, east: number) => ({ timestamp: start + second, lat: south + 0.004, lon: west + 0.004 + east, accuracy: 8, speed: 2 });
  await send(at(0, 0));
  await send(at(1, 1e-5));
  await send(at(2, 0.02));
  await send({ ...at(3, 0.002), mock: 'true' });
  await send({ timestamp: start, lat: 'north', lon: west });

  await page.click('.marks-open');
  const line = page.locator(`dialog [data-marked-unit="${unit.unitId}"]`);
  await line.waitFor();
  expect(await line.textContent()).toMatch(/1 个点未采信：手机声明为模拟定位/);
  expect(await line.textContent()).toMatch(/1 个点未采信：位置跳变.*GCJ-02/);
  await page.locator('.mark-reports summary', { hasText: unit.callSign }).first().click();
  expect(await page.locator('.mark-reports li', { hasText: unit.callSign }).first().textContent()).toMatch(/数值无法读取 · Traccar Client.*lat=north/);
  await state(page, 'quarantine');

  await afterMove(page, () => line.click());
  expect(await page.locator(`.unit-list [data-unit="${unit.unitId}"] .doubted`).textContent()).toBe('2');
  await page.locator('.unit-marks').getByRole('button', { name: '在图上查看' }).click();
  const jump = page.locator('.mark-list [data-mark=fix-impossible-jump]');
  await afterMove(page, () => jump.click());
  await jump.click();
  expect(await jump.getAttribute('aria-pressed')).toBe('false');
  const point = (await page.evaluate(() => window.songshan!.markPoint(1)))!;
  await mapIsIdle(page);
  await page.mouse.click(point.x, point.y);
  await page.waitForSelector('.mark-list [data-mark=fix-impossible-jump][aria-pressed=true]');
  await mapIsIdle(page);
  await picture(page, 'not-believed');

  // Two reports in a second: the next ones are missed soon, and nothing but the clock makes the circle grow.
  const card = page.locator('.card');
  await card.getByText('现在可能在').waitFor();
  expect(await card.textContent()).toMatch(/下次报位已迟 \d+ 秒/);
  expect(await card.textContent()).not.toMatch(/最近定位0 秒前/);
  const radiusM = () => page.evaluate((unitId) => window.songshan!.uncertaintyM(unitId), unit.unitId);
  await afterMove(page, () => page.click(`.unit-list [data-unit="${unit.unitId}"]`));
  const before = (await radiusM())!;
  await page.waitForFunction(([unitId, than]) => window.songshan!.uncertaintyM(unitId as string)! > (than as number) + 3, [unit.unitId, before] as const);
  await state(page, 'uncertain');
  await page.click('.card-close');
  expect(watched.wrong).toEqual([]);
});

it('marks the alleys that a late track changed until somebody has seen it, also after a reload', async () => {
  watched = await openPage({ ...phone, theme: 'light' });
  const { page } = watched;
  await openRoom(page, 'DISPATCHER');
  await page.click('[data-tool=coverage]');
  await page.waitForSelector('.community-bars li');
  expect(await page.locator('.backfill-note').count()).toBe(0);
  const { night, alleys: covered } = await read<CoverageView>(page, '/api/coverage');
  const untouched = new Set(covered.filter((one) => one.coveredM === 0 && one.lengthM > 60).map((one) => one.placeId));
  const alley = (await read<AlleyView[]>(page, '/api/alleys')).find((one) => untouched.has(one.placeId) && one.linesWgs84.length === 1)!;
  const duty = (await read<DutyView[]>(page, `/api/duties?night=${night}`)).find((one) => one.endedAt !== null)!;
  const middleMs = (Date.parse(duty.startedAt) + Date.parse(duty.endedAt!)) / 2;
  const steps = 20;
  const line = alley.linesWgs84[0]! as unknown as [number, number][];
  const points = line.slice(1).flatMap(([lon, lat], corner) =>
    Array.from({ length: steps }, (_, step) => [line[corner]![0] + ((lon - line[corner]![0]) * step) / steps, line[corner]![1] + ((lat - line[corner]![1]) * step) / steps]),
  );
  const gpx = points.map(([lon, lat], index) => `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(middleMs + 40 * index).toISOString()}</time></trkpt>`).join('');
  const upload = await page.request.post(`${baseUrl}/api/units/${duty.unitId}/tracks?datum=wgs84`, {
    headers,
    multipart: { file: { name: 'late.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(`<gpx version="1.1" creator="e2e" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${gpx}</trkseg></trk></gpx>`) } },
  });
  expect(((await upload.json()) as TrackUploadView).files[0]).toMatchObject({ stored: points.length, marked: [] });

  const row = page.locator(`[data-backfilled="${alley.placeId}"]`);
  await row.waitFor();
  const count = await page.locator('.backfill-note').getAttribute('data-changed');
  expect(await page.locator('[data-tool=coverage] .tally').textContent()).toBe(count);
  await picture(page, 'changed-since');
  await page.reload();
  await mapIsLive(page);
  await page.click('[data-tool=coverage]');
  await row.waitFor();
  expect(await page.locator('.backfill-note').textContent()).toContain(`您上次查看后有补报：${count} 条小巷`);
  await afterMove(page, () => row.click());
  await mapIsIdle(page);
  await state(page, 'backfill-alley');
  await page.click('.card-close');
  await page.getByRole('button', { name: '已核对' }).click();
  await page.waitForSelector('.backfill-note', { state: 'detached' });
  await page.reload();
  await mapIsLive(page);
  await page.click('[data-tool=coverage]');
  await page.waitForSelector('.community-bars li');
  expect(await page.locator('.backfill-note, [data-tool=coverage] .tally').count()).toBe(0);
  expect(watched.wrong).toEqual([]);
});
