// The clock of a page whose feed is held up: nothing but the page itself tells what time it is.

import { expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './actions.ts';
import { eventList, feedState } from './events.ts';
import { stopClock } from './lock.ts';
import type { FeedProxy } from './feed-proxy.ts';

export const DAY = 86_400_000;

/** A time of day, and nothing else. */
export const TIME_ONLY = /^\d\d:\d\d:\d\d$/;

/** A feed that is held up is looked for again and again, and the browser logs each attempt. */
export const HELD_UP = /WebSocket connection to .* failed/;

/**
 * Opens a page at this time, by the clocks of the browser and of the feed; then both stop. A feed whose fleet stands still says every second
 * that no time has passed, so what it says is held up.
 */
export async function openAndStop(page: Page, wire: FeedProxy, time: string, path: string): Promise<void> {
  await page.clock.install({ time });
  await signIn(page, `${wire.url}${path}`);
  await expect(feedState(page)).toHaveText('Live');
  await stopClock(page);
  wire.holdFeed();
}

/** Sets the browser's clock forward, or back, as somebody does who corrects it: no timer runs for that. */
export async function setClock(page: Page, by: number): Promise<void> {
  await page.clock.setSystemTime(await page.evaluate((by) => Date.now() + by, by));
}

/** The times in the rows of the live feed. */
export function eventTimes(page: Page): Locator {
  return eventList(page).locator('time');
}
