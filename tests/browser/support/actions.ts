// What a person does, in the words of the pages.

import { expect, type Locator, type Page } from '@playwright/test';
import { chooses } from './leaks.ts';

/** Signs in by the form, with the demo key, at any page of the dashboard. */
export async function signIn(page: Page, path = '', options: { stay?: boolean } = {}): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.getByRole('button', { name: 'Use the demo key' }).click();
  if (options.stay) {
    chooses(page, 'to stay signed in for this tab');
    await page.getByRole('checkbox', { name: 'Stay signed in for this tab' }).check();
  }
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** The path of a device's page. */
export function devicePath(name: string, tab = ''): string {
  return `devices/${encodeURIComponent(name)}${tab}`;
}

/** The links of the main navigation; a file of events has no live feed. */
export type PageLink =
  'Overview' | 'Devices' | 'Incidents' | 'Access' | 'Sensors' | 'Policies' | 'Commands' | 'Live feed' | 'Events';

/** Follows a link of the main navigation. */
export async function visit(page: Page, link: PageLink): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: link, exact: true })).toBeVisible();
}

/** Finds a device by its name in the list, and opens it. */
export async function openDevice(page: Page, name: string): Promise<void> {
  await visit(page, 'Devices');
  await page.getByRole('searchbox', { name: 'Search devices' }).fill(name);
  await page.getByRole('grid', { name: 'Devices' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** A section of a device's page. */
export function region(page: Page, name: 'About' | 'Condition' | 'What it can do' | 'Recent commands'): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** A command's button. */
export function commandButton(page: Page, command: string): Locator {
  return region(page, 'What it can do').getByRole('button', { name: command, exact: true });
}

/** Opens a command's dialog. */
export async function openCommand(page: Page, command: string, title: string): Promise<Locator> {
  await commandButton(page, command).click();
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The field that wants the device's name typed. */
export function confirmation(dialog: Locator): Locator {
  return dialog.getByRole('textbox', { name: "Type the device's name to confirm" });
}

/** What became of the dialog's command, once its words are there. */
export async function expectOutcome(dialog: Locator, words: string | RegExp): Promise<void> {
  await expect(dialog.getByRole('status').filter({ hasText: words })).toBeVisible();
}

/** Closes a dialog that has nothing left to ask. */
export async function close(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Fills the lockdown form of the open device, and leaves it unsent. */
export async function fillLockdown(page: Page, device: string, hours: string): Promise<Locator> {
  const dialog = await openCommand(page, 'Lock down', `Lock down ${device}`);
  await dialog.getByRole('textbox', { name: 'Hours' }).fill(hours);
  await confirmation(dialog).fill(device);
  return dialog;
}

/** The button that sends the lockdown form. */
export function lockdownSubmit(dialog: Locator, hours: string): Locator {
  return dialog.getByRole('button', { name: hours === '0' ? 'End the lockdown now' : 'Lock down', exact: true });
}

/** Locks the open device down, or with 0 hours ends its lockdown, and waits for what came of it. */
export async function lockDown(page: Page, device: string, hours: string, outcome: string | RegExp): Promise<void> {
  const dialog = await fillLockdown(page, device, hours);
  await lockdownSubmit(dialog, hours).click();
  await expectOutcome(dialog, outcome);
  await close(dialog);
}

/** Chooses in a list, or types into a field, whichever bears the label. */
export async function choose(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('main').getByLabel(label, { exact: true });
  const isSelect = (await field.evaluate((element) => element.tagName)) === 'SELECT';
  await (isSelect ? field.selectOption({ label: value }) : field.fill(value));
}

/** The timelines of the commands page. */
export function timelines(page: Page): Locator {
  return page.getByRole('list', { name: 'Commands' }).getByRole('article');
}

/** The CommandId that a timeline shows. */
export async function commandId(timeline: Locator): Promise<string> {
  const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
  await expect(timeline).toHaveText(GUID);
  return GUID.exec(await timeline.innerText())?.[0] ?? '';
}
