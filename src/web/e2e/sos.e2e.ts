import { afterAll, afterEach, expect, it } from 'vitest';
import type { GeofenceView } from '../src/contracts';
import { closeBrowser, failedRequests, inviteLink, mapIsIdle, mapIsLive, openPage, openRoom, phone, picture, type WatchedPage } from './browser';

const opened: WatchedPage[] = [];
afterEach(async () => {
  for (const watched of opened.splice(0)) await watched.close();
});
afterAll(closeBrowser);

it('brings help: held without network, shown at the desk, accepted, closed by both sides; then tells who enters a fenced place', async () => {
  const desk = await openPage();
  const volunteer = await openPage({ ...phone, permissions: ['geolocation'], geolocation: { longitude: 113.62, latitude: 34.7, accuracy: 9 }, expected: failedRequests });
  opened.push(desk, volunteer);
  await openRoom(desk.page, 'DISPATCHER');
  const own = volunteer.page;
  await own.goto(inviteLink());
  await mapIsLive(own);
  const callSign = (await own.locator('.my-top h1').textContent())!;
  await own.locator('.consent input').check();
  await own.getByRole('button', { name: '开始执勤' }).click();
  await own.waitForSelector('[data-duty=on] .own-marker:not(.lost)');

  // A touch that is not held calls nobody.
  await own.locator('.sos-hold').click();
  expect(await own.locator('.sos-box').count()).toBe(0);
  await own.context().setOffline(true);
  await own.waitForSelector('.lamp-lost');
  const held = (await own.locator('.sos-hold').boundingBox())!;
  await own.mouse.move(held.x + held.width / 2, held.y + held.height / 2);
  await own.mouse.down();
  await own.waitForSelector('[data-sos=sending]');
  await own.mouse.up();
  expect(await desk.page.locator('.alert-strip').count()).toBe(0);
  await own.context().setOffline(false);
  await own.waitForSelector('[data-sos=sent]');
  expect(await own.locator('.sos-box').textContent()).toContain('等待值班员接警');
  await mapIsIdle(own);
  await picture(own, 'sos-volunteer');

  await desk.page.waitForSelector('.alert-row.alert-open');
  expect(await desk.page.evaluate(() => window.songshan!.rung())).toBeGreaterThan(0);
  await desk.page.getByRole('button', { name: '接警', exact: true }).first().click();
  await own.waitForSelector('[data-sos=accepted]');
  await desk.page.getByText('对方已看到').first().waitFor();
  await mapIsIdle(desk.page);
  await picture(desk.page, 'sos-dispatcher');
  await picture(own, 'sos-accepted');

  await own.getByRole('button', { name: '我已安全' }).click();
  await own.getByRole('button', { name: '确认已安全' }).click();
  await desk.page.getByText('对方已报平安').first().waitFor();
  await desk.page.getByRole('textbox', { name: '处置情况' }).fill('两名队员到场，虚惊一场');
  await desk.page.getByRole('button', { name: '结束处置' }).click();
  await desk.page.waitForSelector('.alert-strip', { state: 'detached' });
  await own.waitForSelector('.sos-box', { state: 'detached' });
  await desk.page.locator('.alert-steps li').nth(4).waitFor();
  expect(await desk.page.locator('.alert-steps li').count()).toBe(5);

  const fenced = [113.62165, 34.70222] as const;
  const { x, y } = await desk.page.evaluate(([lon, lat]) => window.songshan!.point(lon, lat), fenced);
  const map = (await desk.page.locator('.map').first().boundingBox())!;
  await desk.page.mouse.click(map.x + x, map.y + y);
  await desk.page.getByRole('checkbox', { name: '进入时告警' }).check();
  await desk.page.getByRole('checkbox', { name: '物业保安' }).uncheck();
  await desk.page.waitForFunction(async () => {
    const fences = (await (await fetch('/api/geofences')).json()) as GeofenceView[];
    return fences.length === 1 && fences[0]!.setting.unitKinds.length === 4;
  });
  // The second agrees with the first, which may look like a jump.
  for (const eastDeg of [0, 1e-5]) {
    await own.context().setGeolocation({ longitude: fenced[0] + eastDeg, latitude: fenced[1], accuracy: 5 });
    await own.waitForFunction((lon) => window.songshanPhone!.sentLonDeg() === lon, fenced[0] + eastDeg);
  }

  const crossing = desk.page.locator('.alert-quiet', { hasText: '进入 嵩山南路西四巷一带' }).filter({ hasText: callSign });
  await crossing.waitFor();
  await picture(desk.page, 'fence');
  await crossing.getByRole('button', { name: '知道了' }).click();
  await crossing.waitFor({ state: 'detached' });
  await desk.page.getByRole('checkbox', { name: '进入时告警' }).uncheck();
  await desk.page.waitForFunction(async () => ((await (await fetch('/api/geofences')).json()) as GeofenceView[]).length === 0);

  await own.getByRole('button', { name: '结束执勤' }).click();
  await own.getByRole('button', { name: '确认结束' }).click();
  await own.waitForSelector('[data-duty=off]');
  expect(desk.wrong).toEqual([]);
});
