import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Environment: SONGSHAN_URL (http://127.0.0.1:port), SONGSHAN_DISPATCHER and SONGSHAN_LEADER (name:password),
 * SONGSHAN_INVITE (path of an invite whose team no device patrols for, /i/…);
 * SONGSHAN_IMAGES: folder for the screenshots of the docs, none are taken without it; CHROMIUM: its path. */
function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set; see e2e/browser.ts.`);
  return value;
}

export const baseUrl = setting('SONGSHAN_URL').replace(/\/$/, '');

export function account(role: 'DISPATCHER' | 'LEADER'): { name: string; password: string } {
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

let browser: Browser | null = null;

/** Chromium without a screen, drawing WebGL in software. */
async function launch(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
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
  wall?: boolean;
}

export async function openPage({ theme = 'dark', wall = false, ...options }: PageWishes = {}): Promise<WatchedPage> {
  const context = await (await launch()).newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  await context.addInitScript(
    ([chosenTheme, wallChoice]) => {
      if (sessionStorage.getItem('e2e') !== null) return;
      sessionStorage.setItem('e2e', 'yes');
      localStorage.setItem('songshan.theme', chosenTheme!);
      localStorage.setItem('songshan.wall', wallChoice!);
    },
    [theme, wall ? 'yes' : 'no'],
  );
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    // Nobody is signed in at first: the browser itself reports that one 401.
    const asksWho = message.location().url.endsWith('/api/session') && message.text().includes('401');
    if (message.type() === 'error' && !asksWho) wrong.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') wrong.push(`request to ${request.url()}`);
  });
  return { page, wrong, close: () => context.close() };
}

export async function signIn(page: Page, role: 'DISPATCHER' | 'LEADER'): Promise<void> {
  const { name, password } = account(role);
  await page.goto(`${baseUrl}/`);
  await page.fill('[name=name]', name);
  await page.fill('[name=password]', password);
  await page.click('button.primary');
  await mapIsLive(page);
}

/** The map has drawn everything it asked for and the live picture has come. */
export async function mapIsLive(page: Page): Promise<void> {
  // Software drawing of a 4K wall takes its time.
  await page.waitForSelector('html[data-map=idle][data-live=live]', { state: 'attached', timeout: 90_000 });
}

export async function mapIsIdle(page: Page): Promise<void> {
  await page.waitForSelector('html[data-map=idle]', { state: 'attached' });
}

/** Takes a picture for the docs, when a folder for them is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SONGSHAN_IMAGES'];
  if (folder !== undefined && folder !== '') await page.screenshot({ path: `${folder}/${name}.png` });
}
