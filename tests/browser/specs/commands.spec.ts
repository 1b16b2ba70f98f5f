import { choose, close, commandButton, devicePath, expectOutcome, lockDown, openCommand, region, signIn, timelines, visit } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const OFFLINE = 'Security Cabinet 2, offline';

const TEN = [
  'Get status', 'Sync passes', 'Get tags', 'Restart', 'Lock down',
  'Unlock door', 'Get policy parameters', 'Set policy parameters', 'Last sync', 'Set configuration values',
];

test('all ten commands appear for every kind of device, with yes or with the reason why not', async ({ page, gateway }) => {
  const devices = (await gateway.simulator.read(DEMO_KEY, 'devices')) as { Name: string; DeviceDefinition: string }[];
  const oneOfEach = new Map(devices.map((device) => [device.DeviceDefinition, device.Name]));
  expect(oneOfEach.size).toBeGreaterThanOrEqual(7);
  await signIn(page, '', { stay: true });
  let refused = 0;
  for (const name of oneOfEach.values()) {
    await page.goto(devicePath(name));
    await expect(region(page, 'What it can do').getByRole('button')).toHaveCount(TEN.length);
    for (const command of TEN) {
      const button = commandButton(page, command);
      await expect(button).toBeVisible();
      if ((await button.getAttribute('aria-disabled')) !== 'true') continue;
      refused += 1;
      await expect(button, `${name}: why not?`).toHaveAccessibleDescription(/\w+ \w+/);
      const reason = region(page, 'What it can do').locator(`[id="${await button.getAttribute('aria-describedby')}"]`);
      await expect(reason).toBeVisible();
    }
  }
  expect(refused).toBeGreaterThan(0);
});

test('a security cabinet has no reader, so no tags to get', async ({ page, gateway }) => {
  await signIn(page, devicePath(CABINET));
  const button = commandButton(page, 'Get tags');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(/no RFID reader/);
  // Not "disabled" to the browser: it can have the focus, so it can be clicked.
  await button.click({ force: true });
  await expect(page.getByRole('dialog')).toBeHidden();
  expect((await gateway.simulator.asked()).executions).toEqual([]);
});

test('a door cannot be unlocked while its cabinet is offline', async ({ page }) => {
  await signIn(page, devicePath(OFFLINE));
  await expect(region(page, 'Condition')).toContainText('Not connected');
  await expect(commandButton(page, 'Unlock door')).toHaveAttribute('aria-disabled', 'true');
  await expect(commandButton(page, 'Unlock door')).toHaveAccessibleDescription(/not connected/i);
  await expect(commandButton(page, 'Lock down')).not.toHaveAttribute('aria-disabled', 'true');
});

test('a restart is queued first, and completed minutes later', async ({ page, gateway }) => {
  await signIn(page, devicePath(CABINET));
  const dialog = await openCommand(page, 'Restart', `Restart ${CABINET}`);
  await dialog.getByRole('button', { name: 'Restart', exact: true }).click();
  await expectOutcome(dialog, 'Queued');
  await close(dialog);
  await gateway.simulator.advance(900);
  const recent = region(page, 'Recent commands');
  await expect(recent).toContainText('Restart');
  await expect(recent).toContainText('Completed');
});

test('one click is one call, however often one clicks', async ({ page, gateway }) => {
  await signIn(page, devicePath(CABINET));
  const dialog = await openCommand(page, 'Sync passes', `Sync passes of ${CABINET}`);
  await dialog.getByRole('button', { name: 'Sync passes', exact: true }).dblclick();
  // The second click hits nothing: what came of the first stays in sight.
  await expectOutcome(dialog, 'Completed');
  await close(dialog);
  await expect(region(page, 'Recent commands')).toContainText('Completed');
  expect(await gateway.simulator.executions(CABINET, /./)).toHaveLength(1);
});

test('policy parameters are read from the device and shown', async ({ page }) => {
  await signIn(page, devicePath(CABINET));
  const dialog = await openCommand(page, 'Get policy parameters', `Get policy parameters of ${CABINET}`);
  await dialog.getByRole('button', { name: 'Get policy parameters', exact: true }).click();
  await expectOutcome(dialog, 'Completed');
  await expect(dialog).toContainText(/commandpollinterval/i);
});

test('commands of a colleague appear by themselves, and filters in the URL find them', async ({ page, gateway }) => {
  await signIn(page, devicePath(OFFLINE), { stay: true });
  await lockDown(page, OFFLINE, '2', 'Queued, not in force');
  await visit(page, 'Commands');
  await expect(timelines(page).filter({ hasText: 'demo' })).toHaveCount(1);

  expect(await gateway.simulator.call(COLLEAGUE_KEY, 'POST', `${devicePath(CABINET)}/lockdown`, { Hours: 1 })).toBe(200);
  const colleagues = timelines(page).filter({ hasText: 'colleague' }).filter({ hasText: CABINET });
  await expect(colleagues).toHaveCount(1);
  await expect(colleagues).toContainText('Completed');
  await expect(colleagues.getByRole('link', { name: CABINET })).toBeVisible();

  for (const [label, value, param] of [['User', 'demo', 'user'], ['Device', OFFLINE, 'device'], ['State', 'Queued', 'state']] as const) {
    await choose(page, label, value);
    await expect(page).toHaveURL((url) => url.searchParams.has(param));
    await expect(timelines(page)).toHaveCount(1);
    await expect(timelines(page)).toContainText(OFFLINE);
    await page.reload();
    await expect(timelines(page)).toHaveCount(1);
    await page.goto('commands');
    await expect(timelines(page).filter({ hasText: 'colleague' }).first()).toBeVisible();
  }
});

test.describe('refusals', () => {
  test.use({ expectedConsole: /status of 40[049]/ });

  test('the failures that sentinels stand for are told in words', async ({ page }) => {
    for (const [name, words] of [['Sentinel 404', /Failed: .*no such device/], ['Sentinel 409', /Failed: .*at work/], ['Sentinel 400 ModelState', /Failed: .*refuses every command/]] as const) {
      await signIn(page, devicePath(name));
      await lockDown(page, name, '4', words);
      await expect(region(page, 'Condition')).toContainText('No lockdown known');
    }
  });
});
