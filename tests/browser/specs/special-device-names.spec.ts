import { close, commandButton, devicePath, expectOutcome, fillLockdown, lockdownSubmit, region, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEMO_KEY } from '../support/simulator.ts';
import { callsTo } from '../support/traffic.ts';

const LEGAL = ['Ward 3, east.', '...', '-', 'devices', 'x'.repeat(128), `${'Long, name. '.repeat(10)}12345678`];

for (const name of LEGAL) {
  test(`a device named "${name}" has its pages and takes commands`, async ({ page, gateway }) => {
    const found = (await gateway.simulator.read(DEMO_KEY, 'devices/Security%20Cabinet%201')) as { DeviceDefinition: string };
    const device = { Name: name, SerialNumber: 'SN-1', DeviceDefinition: found.DeviceDefinition, Region: 'US' };
    expect(await gateway.simulator.call(DEMO_KEY, 'POST', 'devices', device)).toBe(201);

    await signIn(page, devicePath(name, '/commands'), { stay: true });
    for (const tab of ['/commands', '/events', '']) {
      await page.goto(devicePath(name, tab));
      await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    }
    const status = page.waitForResponse((answer) => answer.url().endsWith(`/3/${devicePath(name)}/status`));
    await commandButton(page, 'Get status').click();
    expect((await status).status()).toBe(200);

    const dialog = await fillLockdown(page, name, '1');
    await lockdownSubmit(dialog, '1').click();
    await expectOutcome(dialog, 'Queued, not in force');
    await close(dialog);
    await expect(region(page, 'Condition')).toContainText('Lockdown queued, not in force');
  });
}

const ILLEGAL = [
  { path: 'devices/a%2Fb', about: /'\/'/ },
  { path: 'devices/50%25', about: /'%'/ },
  { path: 'devices/50%', about: /'%'/ },
  { path: 'devices/%2e%252e/commands', about: /'%'/ },
  { path: `devices/${'x'.repeat(129)}`, about: /129 characters/ },
];

for (const { path, about } of ILLEGAL) {
  test(`the page of ${path} says what is wrong with the name, and asks nobody`, async ({ page }) => {
    const calls = callsTo(page, /\/3\/devices\/./);
    await signIn(page, path);
    await expect(page.getByRole('main')).toContainText(about);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What it can do' })).toBeHidden();
    expect(calls.map((call) => call.url())).toEqual([]);
  });
}

// A browser takes these out of every URL before anybody sees it; encoded dots, too.
const NO_NAMES = {
  Devices: ['devices/', 'devices/.', 'devices/%2e'],
  Overview: ['devices/..', 'devices/%2e%2e'],
};

for (const [heading, path] of Object.entries(NO_NAMES).flatMap(([heading, paths]) => paths.map((path) => [heading, path] as const))) {
  test(`${path} leads to ${heading}`, async ({ page }) => {
    const foreign = callsTo(page, /\/3\/devices\/(\.|%2e|\/|status|$)/i);
    await signIn(page, path);
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Count' })).toHaveText(/\d+ devices/);
    expect(foreign.map((call) => call.url())).toEqual([]);
  });
}

test('a device that does not exist has a page that says so', async ({ page }) => {
  await signIn(page, devicePath('Nowhere, nothing.'));
  await expect(page.getByRole('main')).toContainText(/no device|does not exist|not found/i);
});
