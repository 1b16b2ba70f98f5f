// The pages about many devices at once, and what the simulated fleet is set up like.

import { expect, type Locator, type Page } from '@playwright/test';
import { COLLEAGUE_KEY, type Simulator } from './simulator.ts';

/** Most security cabinets have this policy. */
export const AUDITED = 'Security cabinets, audited';
/** This one differs from it in three parameters. */
export const STRICT = 'Security cabinets, strict';
/** A cabinet that is connected and reports its values as pairs. */
export const ICU = 'Mercy General, ICU, Security Cabinet';
/** A cabinet that is connected and reports its values as numbered names and values. */
export const ONCOLOGY = 'Mercy General, Oncology, Security Cabinet';
/** A cabinet that is connected and reports names alone. */
export const NAMES_ONLY = 'Security Cabinet 1';
/** A cabinet that is not connected, and reports pairs. */
export const OFFLINE = 'Security Cabinet 2, offline';
/** A cabinet with a value of its own: DoorOpenTimeLimit is 600. */
export const OWN_VALUE = 'Harbor Clinic, Ward 4 West, Security Cabinet 3';
/** A device of another definition. */
export const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';

/** A page below `policies`, with a query of which values may stand there more than once. */
export function policiesPath(page: string, query: [string, string][] = []): string {
  const pairs = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `policies/${page}${pairs.length ? `?${pairs.join('&')}` : ''}`;
}

/** The grid of a page. */
export function board(page: Page, name: 'Drift' | 'Devices to choose'): Locator {
  return page.getByRole('grid', { name, exact: true });
}

/** The row of a device, which must be in sight or be found by the search. */
export function rowOf(grid: Locator, device: string): Locator {
  return grid.getByRole('row').filter({ has: grid.page().getByRole('checkbox', { name: `Choose ${device}`, exact: true }) });
}

/** Chooses devices by their boxes, each found by the search. */
export async function chooseDevices(page: Page, grid: Locator, devices: readonly string[]): Promise<void> {
  const search = page.getByRole('main').getByRole('searchbox', { name: 'Search devices' });
  for (const device of devices) {
    await search.fill(device);
    await rowOf(grid, device).getByRole('checkbox').check();
  }
  await search.fill('');
  await expect(page).toHaveURL((url) => !url.searchParams.has('q'));
}

/** What somebody else sets on a device without a policy. */
export async function colleagueSets(simulator: Simulator, device: string, values: Record<string, string>): Promise<void> {
  const status = await simulator.call(COLLEAGUE_KEY, 'POST', `devices/${encodeURIComponent(device)}/configuration`, values);
  expect(status, 'the answer to the colleague').toBeLessThan(300);
}

/** Writes rules down. */
export async function writeRules(page: Page, rules: readonly string[]): Promise<void> {
  for (const rule of rules) {
    await page.getByRole('textbox', { name: 'New rule' }).fill(rule);
    await page.getByRole('button', { name: 'Add rule' }).click();
    await expect(page.getByRole('list', { name: 'Rules' }).getByText(rule, { exact: true })).toBeVisible();
  }
}
