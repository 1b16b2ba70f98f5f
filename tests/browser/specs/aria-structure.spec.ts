// What assistive technology is told of the main pages: names, roles and order.

import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

test('the sign-in page', async ({ page }) => {
  await page.goto('');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Sign in" [level=1]
      - text: Environment
      - combobox "Environment"
      - text: Access key
      - textbox "Access key"
      - button "Use the demo key"
      - checkbox "Stay signed in for this tab"
      - button "Sign in"
  `);
});

test('the frame around every page', async ({ page }) => {
  await signIn(page, 'devices');
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - status "Live feed"
      - button /^Theme/
      - button "Sign out"
    - navigation "Main":
      - link "Overview"
      - link "Devices"
      - link "Incidents"
      - link "Access"
      - link "Sensors"
      - link "Policies"
      - link "Commands"
      - link "Live feed"
    - main
  `);
});

test('the page of a device', async ({ page }) => {
  await signIn(page, devicePath('Security Cabinet 1'));
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Security Cabinet 1" [level=1]
    - navigation "Device":
      - link "Overview"
      - link "Commands"
      - link "Access"
      - link "Events"
  `);
  for (const name of ['About', 'Condition', 'What it can do', 'Recent commands']) {
    await expect(page.getByRole('region', { name, exact: true }).getByRole('heading', { name, exact: true })).toBeVisible();
  }
});
