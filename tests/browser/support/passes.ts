// The tab 'Passes' of a device, in the words of the page.

import { expect, type Locator, type Page } from '@playwright/test';
import { confirmation, devicePath, expectOutcome, signIn } from './actions.ts';
import { DEMO_KEY, type Simulator } from './simulator.ts';

/** The passes that Jetstream stores for a device. */
export async function stored(simulator: Simulator, device: string): Promise<string[]> {
  return (await simulator.read(DEMO_KEY, `${devicePath(device)}/credentials/basic`)) as string[];
}

/** Signs in at the tab. */
export async function openPasses(page: Page, device: string, query = ''): Promise<void> {
  await signIn(page, devicePath(device, `/passes${query}`));
  await expect(page.getByRole('heading', { level: 2, name: 'Passes', exact: true })).toBeVisible();
}

/** How the list stands to the device. */
export function standing(page: Page): Locator {
  return page.getByRole('region', { name: 'On the device', exact: true });
}

/** The panel of the stored list. */
export function list(page: Page): Locator {
  return page.getByRole('region', { name: 'Passes', exact: true });
}

/** The panel that adds. */
export function adding(page: Page): Locator {
  return page.getByRole('region', { name: 'Add passes', exact: true });
}

/** The row of a pass, known by its last four digits. */
export function passRow(page: Page, pass: string): Locator {
  return list(page).getByRole('row').filter({ has: page.getByRole('img', { name: `hidden, ends in ${pass.slice(-4)}` }) });
}

/** Types passes and looks at the preview. */
export async function preview(page: Page, text: string): Promise<Locator> {
  await adding(page).getByRole('textbox', { name: 'Passes to add' }).fill(text);
  await adding(page).getByRole('button', { name: 'Preview', exact: true }).click();
  const said = adding(page).getByRole('status', { name: 'Preview' });
  await expect(said).toBeVisible();
  return said;
}

/** Adds passes that are new, and waits until the stored list shows them. */
export async function addPasses(page: Page, passes: readonly string[]): Promise<void> {
  await preview(page, passes.join('\n'));
  await adding(page).getByRole('button', { name: `Add ${passes.length === 1 ? '1 pass' : `${passes.length} passes`}`, exact: true }).click();
  await expect(adding(page).getByRole('status', { name: 'Outcome' })).toContainText('Stored in Jetstream');
}

/** Sends the list to the device, and waits for what came of it. */
export async function sync(page: Page, device: string, outcome: string): Promise<void> {
  await standing(page).getByRole('button', { name: 'Sync to device', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Sync passes of ${device}`, exact: true });
  if (outcome === 'Queued') await expect(dialog, 'what will happen is said before it does').toContainText(/24 hours/);
  await dialog.getByRole('button', { name: 'Sync passes', exact: true }).click();
  await expectOutcome(dialog, outcome);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Types the device's name where a dialog asks for it. */
export async function confirm(dialog: Locator, device: string): Promise<void> {
  await confirmation(dialog).fill(device);
}
