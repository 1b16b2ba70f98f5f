// The lock of a page that nobody touches.

import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';

export const MINUTE = 60_000;

/** The dialog that covers the page. */
export function lock(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Locked', exact: true });
}

/** The field in it. */
export function keyField(page: Page): Locator {
  return lock(page).getByRole('textbox', { name: 'Access key' });
}

/** Lets every page of a context be left alone for as long as anybody likes. */
export async function neverLock(context: BrowserContext): Promise<void> {
  await context.route('**/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), idleMinutes: 0 } });
  });
}

/** Stops the page's clock: no timer runs any more, until it is told to. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
}

/** What a computer does that sleeps and wakes: no timer runs, the clock has gone on, and the window gets the focus. */
export async function sleepAndWake(page: Page, minutes: number): Promise<void> {
  await page.clock.setSystemTime(await page.evaluate((time) => Date.now() + time, minutes * MINUTE));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

/** Lets the time pass after which the page is locked. */
export async function leaveAlone(page: Page, minutes = 30): Promise<void> {
  await page.clock.fastForward((minutes * 60 + 10) * 1_000);
  await expect(lock(page)).toBeVisible();
}

/** Opens the lock again. */
export async function unlock(page: Page, key: string): Promise<void> {
  await keyField(page).fill(key);
  await lock(page).getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(lock(page)).toBeHidden();
}

/** What of the page can be read, by eyes or by assistive technology, title included. */
export async function readable(page: Page): Promise<string> {
  const [tree, text, title] = await Promise.all([page.locator('body').ariaSnapshot(), page.locator('body').innerText(), page.title()]);
  return `${tree}\n${text}\n${title}`;
}
