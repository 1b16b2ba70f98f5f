// The list of devices.

import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Every column that there is. */
export const ALL_COLUMNS = [
  'Name', 'Type', 'Definition', 'Serial', 'Region', 'Policy', 'Aliases', 'Connection', 'Last heard', 'Firmware', 'Temperature',
  'Lockdown', 'Incidents',
];

export function deviceGrid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Devices' });
}

/** The row of a device. */
export function deviceRow(page: Page, name: string): Locator {
  return deviceGrid(page).getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** The columns, from left to right. */
export async function columns(page: Page): Promise<string[]> {
  const titles = await deviceGrid(page).getByRole('columnheader').allInnerTexts();
  return titles.map((title) => title.trim());
}

/** The names in sight, from top to bottom, whatever the order of the elements. */
export async function namesInSight(page: Page): Promise<string[]> {
  const rows = await deviceGrid(page).getByRole('row').evaluateAll((rows) =>
    rows
      .map((row) => ({ index: Number(row.getAttribute('aria-rowindex')), name: row.querySelector('a')?.textContent ?? '' }))
      .filter(({ index }) => index > 1)
      .sort((one, other) => one.index - other.index),
  );
  return rows.map(({ name }) => name.trim());
}

/** Opens the dialog in which columns are chosen. */
export async function openColumns(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns', exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Shows exactly these columns beside the name. */
export async function chooseColumns(page: Page, titles: readonly string[]): Promise<void> {
  const dialog = await openColumns(page);
  for (const box of await dialog.getByRole('checkbox').all()) {
    const label = await box.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent?.trim() ?? '');
    await box.setChecked(titles.includes(label));
  }
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Exports the list, and returns the text of the file. */
export async function exportDevices(page: Page, by: () => Promise<void> = () => exportButton(page).click()): Promise<string> {
  const file = page.waitForEvent('download');
  await by();
  const saved = await file;
  expect(saved.suggestedFilename()).toBe('jetstream-devices.csv');
  return readFile(await saved.path(), 'utf8');
}

export function exportButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Export CSV', exact: true });
}
