// The live feed's page.

import { expect, type Locator, type Page } from '@playwright/test';
import { close } from './actions.ts';

/** An event as Jetstream wrote it. */
export type RawEvent = Record<string, unknown> & { EventId: string; Type: string };

/** The list. */
export function eventList(page: Page): Locator {
  return page.getByRole('grid', { name: 'Events' }).or(page.getByRole('list', { name: 'Events' }));
}

/** The rows in sight; each opens its event. */
export function eventRows(page: Page): Locator {
  return eventList(page).getByRole('button');
}

/** The state of the feed, which the header shows on every page. */
export function feedState(page: Page): Locator {
  return page.getByRole('banner').getByRole('status', { name: 'Live feed' });
}

/** Opens an event, reads its raw JSON, and closes it again. */
export async function readRaw(page: Page, row: Locator): Promise<string> {
  await row.click();
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await expect(dialog).toBeVisible();
  const raw = dialog.locator('pre').filter({ hasText: 'EventId' });
  if (!(await raw.isVisible())) await dialog.getByText('Raw JSON').click();
  const text = (await raw.textContent()) ?? '';
  await close(dialog);
  return text;
}

/** The events in sight that a search leaves over; at least one must come. */
export async function searchEvents(page: Page, text: string, count: number): Promise<RawEvent[]> {
  await page.getByRole('main').getByRole('searchbox', { name: 'Text' }).fill(text);
  await expect(eventRows(page)).toHaveCount(count);
  const found: RawEvent[] = [];
  for (const row of await eventRows(page).all()) found.push(JSON.parse(await readRaw(page, row)) as RawEvent);
  return found;
}
