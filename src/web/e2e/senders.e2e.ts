import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { DistrictView, DutyView, TrackView, UnitView } from '../src/contracts';
import { baseUrl, closeBrowser, openPage, openRoom, phone, state, type PageWishes, type WatchedPage } from './browser';

// Positions that come from elsewhere than our own page: a phone's app, a recorded track.

const headers = { 'x-requested-with': 'songshan' };

let watched: WatchedPage | null = null;
let endDuty: (() => Promise<unknown>) | null = null;
afterEach(leave);
afterAll(closeBrowser);

async function leave(): Promise<void> {
  await endDuty?.();
  await watched?.close();
  endDuty = null;
  watched = null;
}

async function open(wishes: PageWishes): Promise<Page> {
  watched = await openPage(wishes);
  await openRoom(watched.page, 'DISPATCHER');
  await watched.page.click('[data-tool=units]');
  return watched.page;
}

/** Puts a unit on duty that no demo patrol sends for, until the test ends. */
async function startDuty(page: Page): Promise<{ unit: UnitView; duty: DutyView }> {
  const units = (await (await page.request.get(`${baseUrl}/api/units`)).json()) as UnitView[];
  const unit = units.find((one) => one.dutyId === null)!;
  const path = `${baseUrl}/api/units/${unit.unitId}/duty`;
  const answer = await page.request.post(path, { headers });
  expect(answer.status()).toBe(200);
  endDuty = () => page.request.delete(path, { headers });
  return { unit, duty: (await answer.json()) as DutyView };
}

/** A place in the district's corner, where no route of another test leads. */
async function corner(page: Page): Promise<{ lon: number; lat: number }> {
  const { boundsWgs84 } = (await (await page.request.get(`${baseUrl}/api/district`)).json()) as DistrictView;
  return { lon: boundsWgs84[0]! + 1e-4, lat: boundsWgs84[1]! + 1e-4 };
}

/** How many fixes are stored of a duty; one alone makes no track. */
async function storedFixes(page: Page, duty: DutyView): Promise<number> {
  const track = (await (await page.request.get(`${baseUrl}/api/duties/${duty.dutyId}/track`)).json()) as TrackView;
  return track.linesWgs84.reduce((sum, line) => sum + line.length, 0);
}

/** What a camera in front of the screen would read. */
async function scan(page: Page): Promise<string> {
  const png = (await page.locator('dialog[open] .qr').screenshot()).toString('base64');
  const { pixels, width, height } = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]));
    const brush = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    brush.drawImage(image, 0, 0);
    return { pixels: [...brush.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height };
  }, png);
  const code = jsQR(Uint8ClampedArray.from(pixels), width, height);
  expect(code, 'no code can be read').not.toBeNull();
  return code!.data;
}

it('enrols a phone: what the code on the screen says sets up either app, and its positions are stored', async () => {
  // A camera sees every pixel of the screen.
  const page = await open({ deviceScaleFactor: 1 });
  const { unit, duty } = await startDuty(page);
  await page.getByRole('button', { name: '连接手机' }).click();
  await page.selectOption('dialog [name=unitId]', unit.unitId);
  await page.getByRole('button', { name: '生成二维码' }).click();
  await page.waitForSelector('dialog[open] .qr');
  expect(await page.locator('dialog[open] [role=status]').textContent()).toContain(duty.night);
  await state(page, 'enrol-traccar');

  const traccar = new URL(await scan(page));
  expect(await page.locator('dialog[open] .link-line input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual([
    traccar.origin + traccar.pathname,
    traccar.searchParams.get('id'),
  ]);
  const { lon, lat } = await corner(page);
  const now = Math.floor(Date.now() / 1000) + 1;
  for (const time of [now, now + 1]) {
    const point = new URLSearchParams({ id: traccar.searchParams.get('id')!, timestamp: String(time), lat: String(lat), lon: String(lon), accuracy: '5' });
    const sent = await fetch(`${traccar.origin}${traccar.pathname}?${point}`, { method: 'POST' });
    expect(sent.status).toBe(200);
  }

  expect(await storedFixes(page, duty)).toBe(2);

  await page.click('[data-choice=ownTracks]');
  await state(page, 'enrol-owntracks');
  const link = new URL(await scan(page));
  expect(link.protocol + link.pathname).toBe('owntracks:/config');
  const config = JSON.parse(Buffer.from(link.searchParams.get('inline')!, 'base64').toString('utf8')) as { _type: string; mode: number; url: string };
  expect(config).toMatchObject({ _type: 'configuration', mode: 3 });
  expect(await page.locator('dialog[open] .link-line input').inputValue()).toBe(config.url);
  const body = JSON.stringify({ _type: 'location', tst: now + 2, lat, lon, acc: 5 });
  const taken = await fetch(config.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(await taken.text()).toBe('[]');
  expect(await storedFixes(page, duty)).toBe(3);
  expect(watched!.wrong).toEqual([]);
});

it('shows the code large enough to scan on a phone by day, too', async () => {
  const page = await open({ ...phone, deviceScaleFactor: 2, theme: 'light', language: 'en' });
  await page.getByRole('button', { name: 'Enrol a phone' }).click();
  await page.getByRole('button', { name: 'Make the code' }).click();
  await page.click('[data-choice=ownTracks]');
  expect(await scan(page)).toMatch(/^owntracks:\/\/\/config\?inline=\w+$/);
  const box = (await page.locator('dialog[open]').boundingBox())!;
  expect([box.x >= 0, box.x + box.width <= 390]).toEqual([true, true]);
  await state(page, 'enrol-phone');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
});

it('uploads recorded tracks and says what became of each file, in both languages', async () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const page = await open({ language });
    const { unit, duty } = await startDuty(page);
    const { lon, lat } = await corner(page);
    const walk = Array.from({ length: 30 }, (_, index) => {
      const time = new Date(Date.parse(duty.startedAt) + index + 1).toISOString();
      return `<trkpt lat="${lat}" lon="${(lon + index * 1e-7).toFixed(7)}"><time>${time}</time></trkpt>`;
    });
    const gpx = (points: string) => `<gpx version="1.1" creator="e2e" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points}</trkseg></trk></gpx>`;
    const early = `<trkpt lat="${lat}" lon="${lon}"><time>2020-01-01T00:00:00Z</time></trkpt><trkpt lat="${lat}" lon="${lon}"/>`;
    await page.getByRole('button', { name: language === 'en' ? 'Upload a track' : '补传轨迹' }).click();
    await page.selectOption('dialog [name=unitId]', unit.unitId);
    await page.setInputFiles('dialog [name=files]', [
      { name: 'evening.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx(walk.join('\n') + early)) },
      { name: 'cut.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx(walk.join('\n')).slice(0, -40)) },
    ]);
    await page.click('dialog button.primary');
    await page.waitForSelector('.upload-files');
    const told = await page.locator('.upload-files li').allTextContents();
    const [good, bad] = language === 'en'
      ? [['Track points32', 'Stored30', 'Off duty, not kept1', 'Without time, not kept1'], 'The file is cut off; nothing was stored.']
      : [['轨迹点32', '已保存30', '不在执勤时段，未保留1', '没有时间，未保留1'], '文件不完整（被截断），未保存。'];
    for (const line of good) expect(told[0]).toContain(line);
    expect(told[1]).toContain(bad);
    await state(page, `upload-${language}`);
    expect(await storedFixes(page, duty)).toBe(30);
    await page.click('dialog button.primary');
    await page.locator('.upload-files').getByText(language === 'en' ? 'There already' : '此前已有').waitFor();
    expect(await storedFixes(page, duty)).toBe(30);
    expect(watched!.wrong).toEqual([]);
    await leave();
  }
});
