import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { TestContext } from 'vitest';

/** Environment: SONGSHAN_URL (http://127.0.0.1:port), SONGSHAN_DISPATCHER and SONGSHAN_LEADER (name:password),
 * SONGSHAN_INVITE (path of an invite whose team no device patrols for, /i/…), SONGSHAN_SETUP (the one-time link of a second
 * server that has no account yet);
 * SONGSHAN_IMAGES: folder for the screenshots of the docs, SONGSHAN_STATES: folder for pictures of every other state that was
 * looked at, none are taken without them; CHROMIUM: its path. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set; see e2e/browser.ts.`);
  return value;
}

export const baseUrl = setting('SONGSHAN_URL').replace(/\/$/, '');

export type Role = 'DISPATCHER' | 'LEADER';

export function account(role: Role): { name: string; password: string } {
  const [name, ...rest] = setting(`SONGSHAN_${role}`).split(':');
  return { name: name!, password: rest.join(':') };
}

/** The invite link of a team that is off duty. */
export const inviteLink = (): string => `${baseUrl}${setting('SONGSHAN_INVITE')}`;

/** A page that remembers what must not happen. */
export interface WatchedPage {
  page: Page;
  /** Console errors, script errors and requests to other hosts; must be empty at the end. */
  wrong: string[];
  close(): Promise<void>;
}

/** How long the drawing of a 4K wall in software may take on a busy machine. */
export const wallMs = 240_000;

let browser: Browser | null = null;

/** Chromium without a window, whose own bars and menus would cost a third of the time, drawing WebGL in software. */
async function launch(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--lang=zh-CN'],
    env: { ...process.env, LANGUAGE: 'zh_CN', LANG: 'zh_CN.UTF-8' } as Record<string, string>,
  });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}

export interface PageWishes extends BrowserContextOptions {
  theme?: 'dark' | 'light';
  language?: 'zh-CN' | 'en';
  wall?: boolean;
  /** Console errors that the test itself brings about. */
  expected?: RegExp;
}

/** Every pixel is drawn in software: unless its picture is taken, a page is drawn at a quarter of them. Nothing else changes, because
 * layout and pointer count in CSS pixels. */
const isLookedAt = Boolean(process.env['SONGSHAN_IMAGES'] || process.env['SONGSHAN_STATES']);

/** A phone; as sharp as one only when its picture is taken. */
export const phone: PageWishes = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: isLookedAt ? 2 : 0.5,
};

/** What Chromium writes when a request is refused or fails. */
export const failedRequests = /^Failed to load resource|WebSocket connection/;

export async function openPage({ theme = 'dark', language = 'zh-CN', wall = false, expected, ...options }: PageWishes = {}): Promise<WatchedPage> {
  const context = await (await launch()).newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    deviceScaleFactor: isLookedAt ? 1 : 0.5,
    // Gliding costs a frame of software drawing after the other; the test that watches it asks for it.
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addInitScript(
    (kept) => {
      if (sessionStorage.getItem('e2e') !== null) return;
      sessionStorage.setItem('e2e', 'yes');
      for (const [name, value] of Object.entries(kept)) localStorage.setItem(`songshan.${name}`, value);
    },
    { theme, language, wall: wall ? 'yes' : 'no' },
  );
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`script error: ${error.stack}`));
  page.on('console', (message) => {
    // Nobody is signed in at first: the browser itself reports that one 401.
    const asksWho = message.location().url.endsWith('/api/session') && message.text().includes('401');
    if (message.type() === 'error' && !asksWho && expected?.test(message.text()) !== true) wrong.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') wrong.push(`request to ${request.url()}`);
  });
  return { page, wrong, close: () => context.close() };
}

/** Gives the page a session without the sign-in form, which has tests of its own. */
export async function takeSession(page: Page, role: Role): Promise<void> {
  const answer = await page.request.post(`${baseUrl}/api/session`, { headers: { 'x-requested-with': 'songshan' }, data: account(role) });
  if (!answer.ok()) throw new Error(`sign-in of ${role}: ${answer.status()} ${await answer.text()}`);
}

/** Opens the control room with the map drawn and the live picture there. */
export async function openRoom(page: Page, role: Role): Promise<void> {
  await takeSession(page, role);
  await page.goto(`${baseUrl}/`);
  await mapIsLive(page);
}

/** One control room for several tests of a file: a page costs seconds of drawing in software. */
export class SharedRoom {
  readonly #role: Role;
  readonly #wishes: PageWishes;
  #watched: WatchedPage | null = null;

  constructor(role: Role, wishes: PageWishes = {}) {
    this.#role = role;
    this.#wishes = wishes;
  }

  /** The room, with nothing open that an earlier test opened; its tool and views are as that one left them. What must be prepared
   * before a page loads asks for a new one. */
  async enter(prepare?: (page: Page) => Promise<void>): Promise<WatchedPage> {
    if (prepare !== undefined) await this.leave();
    if (this.#watched !== null) {
      const { page, wrong } = this.#watched;
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      // The first closes what floats over a card, the second the card.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      wrong.length = 0;
      return this.#watched;
    }

    this.#watched = await openPage(this.#wishes);
    await prepare?.(this.#watched.page);
    await openRoom(this.#watched.page, this.#role);
    return this.#watched;
  }

  async leave(): Promise<void> {
    await this.#watched?.close();
    this.#watched = null;
  }

  /** After a test that failed the next one gets a new page. */
  readonly leaveIfFailed = async ({ task }: TestContext): Promise<void> => {
    if (task.result?.state === 'fail') await this.leave();
  };
}

/** The map has drawn everything it asked for and the live picture has come. */
export async function mapIsLive(page: Page): Promise<void> {
  // Software drawing of a 4K wall takes its time.
  await page.waitForSelector('html[data-map=idle][data-live=live]', { state: 'attached', timeout: wallMs });
}

export async function mapIsIdle(page: Page): Promise<void> {
  await page.waitForSelector('html[data-map=idle]', { state: 'attached' });
}

/** Does what moves the map, and waits until it stands and is drawn again. */
export async function afterMove(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await page.evaluate(() => window.songshan!.moves());
  await act();
  await page.waitForFunction((moves) => window.songshan!.moves() > moves, before);
  await mapIsIdle(page);
}

/** Takes a picture for the docs, when a folder for them is named. */
export async function picture(page: Page, name: string): Promise<void> {
  await shoot(page, process.env['SONGSHAN_IMAGES'], name);
}

/** Takes a picture of a state that somebody should look at but the docs do not show. */
export async function state(page: Page, name: string): Promise<void> {
  await shoot(page, process.env['SONGSHAN_STATES'], name);
}

/** Wider pictures are made smaller: a page of the docs does not show more. */
const widestPx = 1600;

async function shoot(page: Page, folder: string | undefined, name: string): Promise<void> {
  if (folder === undefined || folder === '') return;
  const path = `${folder}/${name}.png`;
  const { width, height } = page.viewportSize()!;
  if (width <= widestPx) {
    await page.screenshot({ path });
    return;
  }

  const large = (await page.screenshot({ timeout: 120_000 })).toString('base64');
  const paper = await (await launch()).newPage({ viewport: { width: widestPx, height: Math.round((height * widestPx) / width) } });
  await paper.setContent(`<body style="margin:0"><img src="data:image/png;base64,${large}" style="display:block;width:100%">`);
  await paper.screenshot({ path });
  await paper.close();
}
