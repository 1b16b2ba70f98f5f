// The feed where there is no gateway's: the queue of the key itself.

import { readFile } from 'node:fs/promises';
import { expect, type BrowserContext, type Locator, type Page, type Request } from '@playwright/test';
import { signIn } from './actions.ts';
import type { RawEvent } from './events.ts';
import { chooses } from './leaks.ts';
import { DEMO_KEY, type Simulator } from './simulator.ts';

/** How long the dashboard waits between two readings. */
export const PAUSE = 15_000;

/** Takes the feed out of every environment, for all pages of a context: then there is only the API. */
export async function withoutFeed(context: BrowserContext): Promise<void> {
  await context.route('**/config.json', async (route) => {
    const config = (await (await route.fetch()).json()) as { environments: { feed?: string }[] };
    for (const environment of config.environments) delete environment.feed;
    await route.fulfill({ json: config });
  });
}

/** The calls that a page makes to its queue: `GET` and `DELETE`, in order. */
export function queueCalls(page: Page): Request[] {
  const calls: Request[] = [];
  page.on('request', (request) => {
    if (/\/3\/events(\/|\?|$)/.test(new URL(request.url()).pathname)) calls.push(request);
  });
  return calls;
}

/** A button that says what may be done with the queue. */
export function choice(page: Page, name: 'Read only' | 'Read and delete' | 'Stop reading'): Locator {
  return page.getByRole('main').getByRole('button', { name, exact: true });
}

/** What is kept in the browser, in words. */
export function kept(page: Page): Locator {
  return page.getByRole('main').locator('summary').filter({ hasText: /kept in this browser/ });
}

/** Everything that is kept, as it is offered here: in the page or before the sign-out. */
export async function exportKept(page: Page, where: Locator, withSecrets = false): Promise<string> {
  if (withSecrets) {
    chooses(page, 'to export pass numbers');
    await where.getByRole('checkbox', { name: 'With pass numbers and tokens' }).check();
  }
  const [download] = await Promise.all([page.waitForEvent('download'), where.getByRole('button', { name: 'Export them' }).click()]);
  return readFile(await download.path(), 'utf8');
}

/** The ids of the events that are kept, those that were kept twice once. */
export async function keptIds(page: Page): Promise<Set<string>> {
  const main = page.getByRole('main');
  if (!(await main.getByRole('button', { name: 'Export them' }).isVisible())) await kept(page).click();
  const lines = (await exportKept(page, main)).split('\n').filter((line) => line !== '');
  return new Set(lines.map((line) => (JSON.parse(line) as RawEvent).EventId));
}

/** Waits until so many different events are kept. */
export async function expectKept(page: Page, count: number): Promise<void> {
  await expect(kept(page)).toHaveText(new RegExp(`^${count} events? kept in this browser`));
}

/** How many events wait in the queue. Whoever looks subscribes the key. */
export async function pending(simulator: Simulator): Promise<number> {
  return ((await simulator.read(DEMO_KEY, 'events/512')) as { Count: number }).Count;
}

/** Subscribes the key, and lets the fleet live for a while. Returns how many events came of it. */
export async function happens(simulator: Simulator, seconds: number): Promise<number> {
  await simulator.read(DEMO_KEY, 'events/1');
  const { issued } = await simulator.state();
  await simulator.advance(seconds);
  return (await simulator.state()).issued - issued;
}

/** Signs in at the live feed's page. */
export async function openFeed(page: Page): Promise<void> {
  await signIn(page, 'events', { stay: true });
  await expect(page.getByRole('heading', { level: 1, name: 'Live feed' })).toBeVisible();
}

/** Begins to sign out, expects to be told that so many events are nowhere else, and stays. */
export async function onlyHere(page: Page, events: number): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  const question = page.getByRole('dialog', { name: 'Sign out?' });
  await expect(question).toContainText(`${events} events may exist only in this browser`);
  await expect(question.getByRole('button', { name: 'Export them' })).toBeVisible();
  await question.getByRole('button', { name: 'Stay signed in' }).click();
}
