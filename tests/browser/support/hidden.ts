// Tabs that are hidden as a person's are, behind another tab of their window: no frames, and timers that tick once a second. Those that
// Playwright opens are never hidden.

import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { freePort } from './port.ts';
import { watch } from './page-errors.ts';

/** What Playwright tells a browser so that no tab ever sleeps. */
const SLEEPLESS = ['--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'];

/** The tabs of one window. */
export class Tabs {
  readonly context: BrowserContext;
  private readonly baseURL: string;

  constructor(context: BrowserContext, baseURL: string) {
    this.context = context;
    this.baseURL = baseURL;
  }

  /** Opens a tab in front of the others. Its paths begin where the dashboard does: this context was not made with such a base. */
  async open(): Promise<Page> {
    const page = await this.context.newPage();
    const goto = page.goto.bind(page);
    page.goto = (path, options) => goto(new URL(path, this.baseURL).href, options);
    return page;
  }

  /** Puts an empty tab in front of this one. */
  async hide(page: Page): Promise<void> {
    await this.context.newPage();
    await expectHidden(page);
  }
}

/** It is, also after all that happened. */
export async function expectHidden(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
}

export { expect };

export const test = base.extend<{ tabs: Tabs }>({
  tabs: async ({ playwright: { chromium }, launchOptions, site, leaks, problems, expectedConsole }, use) => {
    const port = await freePort();
    const browser = await chromium.launch({
      ...launchOptions,
      // Playwright's own headless shell has windows of one tab only.
      channel: launchOptions.executablePath ? undefined : 'chromium',
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
      ignoreDefaultArgs: SLEEPLESS,
    });
    // Only in a browser that it did not start itself does Playwright leave the focus of tabs alone.
    let guest: Browser | undefined;
    await expect(async () => {
      guest = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    }).toPass();
    const [context] = guest?.contexts() ?? [];
    if (!context) throw new Error('The browser has no window.');
    leaks.watch(context);
    await watch(context, (problem) => {
      if (!expectedConsole.test(problem)) problems.push(problem);
    });
    await use(new Tabs(context, site.url));
    await leaks.lookAt(context);
    await guest?.close();
    await browser.close();
  },
});
