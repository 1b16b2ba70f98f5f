// The browser's Back, at moments at which a page is taken away under somebody's hands. Every spec fails on a panic.

import type { Page } from '@playwright/test';
import { devicePath, openDevice, signIn, visit } from '../support/actions.ts';
import { eventRows, eventSearch } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { COLLEAGUE_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';

const SEARCHES = [
  { link: 'Devices', field: (page: Page) => page.getByRole('searchbox', { name: 'Search devices' }) },
  { link: 'Live feed', field: eventSearch },
] as const;

for (const { link, field } of SEARCHES) {
  test(`leaves ${link} while the focus is in its search`, async ({ page }) => {
    await signIn(page, 'commands');
    await visit(page, link);
    await field(page).pressSequentially('ab');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Commands' })).toBeVisible();
  });
}

test('leaves a device while one of its events is open', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page);
  await openDevice(page, CABINET);
  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Events' }).click();
  await eventRows(page).first().click();
  await expect(page.getByRole('dialog', { name: 'Event' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Condition' })).toBeVisible();
});

test('what is typed into a dialog stays while the list of devices is read again', async ({ page, gateway }) => {
  await signIn(page, devicePath(CABINET));
  await page.getByRole('button', { name: 'Lock down', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Lock down ${CABINET}` });
  await dialog.getByRole('textbox', { name: 'Hours' }).fill('7');
  const read = page.waitForResponse((answer) => answer.url().endsWith('/3/devices') && answer.request().method() === 'GET');
  const [one] = (await gateway.simulator.read(COLLEAGUE_KEY, 'devices')) as { DeviceDefinition: string; Region: string }[];
  const device = { ...one, Id: undefined, Policy: undefined, Name: 'Registered meanwhile', SerialNumber: 'meanwhile-1', Aliases: [] };
  expect(await gateway.simulator.call(COLLEAGUE_KEY, 'POST', 'devices', device)).toBe(201);
  await (await read).finished();
  await expect(dialog.getByRole('textbox', { name: 'Hours' })).toHaveValue('7');
});
