import { tabTo } from '../support/accessibility.ts';
import { commandButton, confirmation, expectOutcome, openCommand, region, signIn, visit } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';

test('a cabinet is locked down by keyboard alone', async ({ page, gateway }) => {
  await page.goto('devices');
  await tabTo(page, page.getByRole('button', { name: 'Use the demo key' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Sign in' }));
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('searchbox', { name: 'Search devices' }));
  await page.keyboard.type(CABINET);
  const grid = page.getByRole('grid', { name: 'Devices' });
  const row = grid.getByRole('row').filter({ has: page.getByRole('link', { name: CABINET, exact: true }) });
  await expect(row).toBeVisible();
  await tabTo(page, grid.locator('[role=row][tabindex="0"]'));
  const steps = Number(await row.getAttribute('aria-rowindex')) - 2;
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();

  await tabTo(page, commandButton(page, 'Lock down'));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Lock down ${CABINET}`, exact: true });
  await expect(dialog.getByRole('textbox', { name: 'Hours' }), 'the first field has the focus').toBeFocused();
  await page.keyboard.type('4');
  await tabTo(page, confirmation(dialog));
  await page.keyboard.type(CABINET);
  await page.keyboard.press('Enter');
  await expectOutcome(dialog, 'Completed');
  await tabTo(page, dialog.getByRole('button', { name: 'Close', exact: true }));
  await page.keyboard.press('Enter');
  await expect(commandButton(page, 'Lock down'), 'the focus is back where it was').toBeFocused();
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  expect(await gateway.simulator.executions(CABINET, /lockdown/i)).toHaveLength(1);
});

test('Escape leaves a dialog without a call, and the focus returns', async ({ page, gateway }) => {
  await signIn(page, `devices/${encodeURIComponent(CABINET)}`);
  await tabTo(page, commandButton(page, 'Restart'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(commandButton(page, 'Restart')).toBeFocused();
  expect((await gateway.simulator.asked()).executions).toEqual([]);
});

test('a dialog that is opened anew at once stays open, though browsers tell late that it was closed', async ({ page }) => {
  await signIn(page, `devices/${encodeURIComponent(CABINET)}`);
  const dialog = await openCommand(page, 'Restart', `Restart ${CABINET}`);
  await dialog.dispatchEvent('close');
  await page.keyboard.press('Tab');
  await expect(dialog.locator(':focus')).toBeVisible();
});

test('the first stop leads past the navigation', async ({ page }) => {
  await signIn(page, 'devices');
  await expect(page.getByRole('grid', { name: 'Devices' })).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(/\/devices$/);
});

test('pages have titles, and a change of page is announced', async ({ page }) => {
  await page.goto('');
  await expect(page).toHaveTitle('Sign in · Jetstream');
  await signIn(page);
  for (const link of ['Commands', 'Live feed', 'Devices'] as const) {
    await visit(page, link);
    await expect(page).toHaveTitle(`${link} · Jetstream`);
    await expect(page.getByRole('status', { name: 'Page' })).toHaveText(link);
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link })).toHaveAttribute('aria-current', 'page');
  }
  await page.goto(`devices/${encodeURIComponent(CABINET)}`);
  await expect(page).toHaveTitle('Sign in · Jetstream');
});
