import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit, expectWholeRows } from '../support/accessibility.ts';
import { commandButton, devicePath, fillLockdown, lockdownSubmit, openCommand, signIn } from '../support/actions.ts';
import { eventRows } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';
const OFFLINE = 'Security Cabinet 2, offline';
const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';

const PAGES = [
  { path: 'overview', heading: 'Overview' },
  { path: 'incidents', heading: 'Incidents' },
  { path: 'incidents?device=nothing%20is%20called%20this', heading: 'Incidents' },
  { path: 'access', heading: 'Access' },
  { path: 'sensors', heading: 'Sensors' },
  { path: 'devices', heading: 'Devices' },
  { path: 'devices?q=nothing%20is%20called%20this', heading: 'Devices' },
  { path: devicePath(CABINET), heading: CABINET },
  { path: devicePath(OFFLINE), heading: OFFLINE },
  { path: devicePath(CABINET, '/commands'), heading: CABINET },
  { path: devicePath(CABINET, '/events'), heading: CABINET },
  { path: devicePath(CABINET, '/access'), heading: CABINET },
  { path: devicePath(FRIDGE, '/sensors'), heading: FRIDGE },
  { path: devicePath(FRIDGE, '/inventory'), heading: FRIDGE },
  { path: 'commands', heading: 'Commands' },
  { path: 'events', heading: 'Live feed' },
  { path: 'nowhere', heading: 'There is no such page' },
];

const DIALOGS = [
  { command: 'Lock down', title: `Lock down ${CABINET}` },
  { command: 'Unlock door', title: `Unlock door of ${CABINET}` },
  { command: 'Restart', title: `Restart ${CABINET}` },
  { command: 'Sync passes', title: `Sync passes of ${CABINET}` },
  { command: 'Get policy parameters', title: `Get policy parameters of ${CABINET}` },
  { command: 'Set policy parameters', title: `Set policy parameters of ${CABINET}` },
  { command: 'Set configuration values', title: `Set configuration values of ${CABINET}` },
];

/** A page has what it shows when its heading is there and nothing is on its way any more. */
async function settled(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Loading/ })).toHaveCount(0);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

// The clock stands still after an hour of the fleet's life, so that nothing changes while axe looks.
test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });
test.beforeEach(({ gateway }) => gateway.simulator.advance(3_600));

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the sign-in page', async ({ page }) => {
      await page.goto('');
      await expectAccessible(page, 'Sign in', scheme);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page, 'Sign in', scheme);
    });

    for (const { path, heading } of PAGES) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await signIn(page, path);
        await settled(page, heading);
        await expectAccessible(page, heading, scheme);
      });
    }

    test('axe finds nothing on any dialog', async ({ page }) => {
      await signIn(page, devicePath(CABINET));
      for (const { command, title } of DIALOGS) {
        await test.step(title, async () => {
          const dialog = await openCommand(page, command, title);
          await expectAccessible(page, title, scheme);
          await dialog.getByRole('button', { name: 'Cancel' }).click();
          await expect(dialog).toBeHidden();
          await expect(commandButton(page, command), 'the focus is back where it was').toBeFocused();
        });
      }
    });

    test('axe finds nothing on a form with errors, on an outcome, on an event', async ({ page }) => {
      await signIn(page, devicePath(CABINET));
      const dialog = await fillLockdown(page, CABINET, '169');
      await dialog.getByText('Show the call').click();
      await lockdownSubmit(dialog, '169').click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await expectAccessible(page, `Lock down ${CABINET}`, scheme);
      await dialog.getByRole('textbox', { name: 'Hours' }).fill('4');
      await lockdownSubmit(dialog, '4').click();
      await expect(dialog.getByRole('status').filter({ hasText: 'Completed' })).toBeVisible();
      await expectAccessible(page, `Lock down ${CABINET}`, scheme);
      await dialog.getByRole('button', { name: 'Close', exact: true }).click();

      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live feed' }).click();
      await eventRows(page).first().click();
      await expect(page.getByRole('dialog', { name: 'Event', exact: true })).toBeVisible();
      await expectAccessible(page, 'Event', scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('no page and no dialog sticks out', async ({ page }) => {
    await page.goto('');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expectToFit(page);
    await signIn(page, '', { stay: true });
    for (const { path, heading } of PAGES) {
      await test.step(path, async () => {
        await page.goto(path);
        await settled(page, heading);
        await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
        await expectToFit(page);
        await expectWholeRows(page);
        const here = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current=page]');
        if (path !== 'nowhere') await expect(here).toBeInViewport({ ratio: 1 });
      });
    }
    await page.goto(devicePath(CABINET));
    for (const { command, title } of DIALOGS) {
      await test.step(title, async () => {
        const dialog = await openCommand(page, command, title);
        const box = await dialog.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box)).toBe(true);
        await expectToFit(page);
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      });
    }
  });
});
