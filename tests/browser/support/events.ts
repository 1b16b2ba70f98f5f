// The live feed's page.

import { expect, type Locator, type Page } from '@playwright/test';
import { close } from './actions.ts';

/** An event as Jetstream wrote it. */
export type RawEvent = Record<string, unknown> & { EventId: string; Type: string };

/** The list. */
export function eventList(page: Page): Locator {
  return page.getByRole('grid', { name: 'Events' }).or(page.getByRole('list', { name: 'Events' }));
}

/** The search, in the filter language. */
export function eventSearch(page: Page): Locator {
  return page.getByRole('main').getByRole('combobox', { name: 'Search', exact: true });
}

/** The rows in sight; each opens its event. */
export function eventRows(page: Page): Locator {
  return eventList(page).getByRole('button');
}

/** What the last row in sight says. Elements show one row after another, so the last element need not be the last row. */
export async function lastRow(page: Page): Promise<string> {
  return eventList(page).getByRole('row').evaluateAll((rows) => {
    const number = (row: Element) => Number(row.getAttribute('aria-rowindex'));
    return [...rows].sort((one, other) => number(one) - number(other)).at(-1)?.textContent ?? '';
  });
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
  await eventSearch(page).fill(text);
  await expect(eventRows(page)).toHaveCount(count);
  const found: RawEvent[] = [];
  for (const row of await eventRows(page).all()) {
    const raw = await readRaw(page, row);
    expect(raw.toLowerCase()).toContain(text.toLowerCase());
    found.push(JSON.parse(raw) as RawEvent);
  }
  return found;
}

/** The row that somebody has jumped to. */
export function markedRow(page: Page): Locator {
  return eventList(page).locator('[role="row"][aria-current="true"]');
}

/** The time of an event's row, for programs. */
export async function timeOf(row: Locator): Promise<string> {
  return (await row.locator('time').getAttribute('datetime')) ?? '';
}

/** Waits until the list stands at the event of this time; what is told of the past arrives in parts, and the list follows it. */
export async function expectMarked(page: Page, time: string): Promise<void> {
  await expect.poll(() => timeOf(markedRow(page)), 'the time of the row that the list stands at').toBe(time);
  await expect(markedRow(page)).toBeInViewport();
}
