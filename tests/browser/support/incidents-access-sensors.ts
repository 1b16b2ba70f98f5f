// The pages about what the events mean, in the words of the pages.

import { expect, type Locator, type Page } from '@playwright/test';

/** The rows of a list that hold all of these words. */
export function rowsWith(page: Page, list: 'Incidents' | 'Access' | 'Sensors', ...words: (string | RegExp)[]): Locator {
  const rows = page.getByRole('grid', { name: list }).getByRole('row');
  return words.reduce((found, word) => found.filter({ hasText: word }), rows);
}

/** A number of the overview, which is a link. */
export function tile(page: Page, words: string): Locator {
  return page.getByRole('main').getByRole('link', { name: new RegExp(`^\\d+ ${words}$`) });
}

/** What a number of the overview counts. */
export async function counted(page: Page, words: string): Promise<number> {
  return Number(/^\d+/.exec((await tile(page, words).innerText()).trim())?.[0]);
}

/** Opens an incident from the list. */
export async function openIncident(page: Page, row: Locator, kind: string): Promise<Locator> {
  await row.getByRole('button').first().click();
  const dialog = page.getByRole('dialog', { name: kind, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** How many rows a list has beside its header. */
export async function rowCount(page: Page, list: 'Incidents' | 'Access' | 'Sensors'): Promise<number> {
  return Number(await page.getByRole('grid', { name: list }).getAttribute('aria-rowcount')) - 1;
}
