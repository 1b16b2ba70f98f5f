// The list of policies, one policy, a new one, another name, and the end of one.

import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { parameter } from '../support/parameters.ts';
import { choice, planDevice, run, stepCalls, steps } from '../support/plans.ts';
import { AUDITED, ICU, ONCOLOGY, OWN_VALUE, STRICT, chooseDevices, policiesPath, rowOf } from '../support/policies.ts';
import { COLLEAGUE_KEY, DEMO_KEY, type Simulator } from '../support/simulator.ts';
import { hold } from '../support/traffic.ts';

const CABINETS = 'TS092, Security Cabinet, US, 28 cu ft, v4';

const policies = (page: Page) => page.getByRole('grid', { name: 'Policies' });
const outcome = (page: Page) => page.getByRole('status', { name: 'Outcome' });

function onePolicy(name: string, query = ''): string {
  return `policies/${encodeURIComponent(name)}${query}`;
}

async function names(simulator: Simulator): Promise<string[]> {
  return ((await simulator.read(DEMO_KEY, 'policies')) as { Name: string }[]).map(({ Name }) => Name);
}

async function valuesOf(simulator: Simulator, name: string): Promise<Record<string, string>> {
  return ((await simulator.read(DEMO_KEY, onePolicy(name))) as { Parameters: Record<string, string> }).Parameters;
}

test('every policy is listed with its definition, parameters, devices and drift', async ({ page, gateway }) => {
  await signIn(page, 'policies');
  await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible();
  const count = (await names(gateway.simulator)).length;
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(`${count} policies`);
  await expect(policies(page).getByRole('columnheader')).toHaveText(['Name', 'Definition', 'Parameters', 'Devices', 'Drift']);
  const row = policies(page).getByRole('row').filter({ has: page.getByRole('link', { name: AUDITED, exact: true }) });
  await expect(row.getByRole('gridcell')).toHaveText([AUDITED, CABINETS, '29', /^\d+$/, 'Not known']);

  await page.getByRole('button', { name: 'Devices' }).click();
  await expect(policies(page).getByRole('row').nth(1), 'the most devices first').toContainText(AUDITED);
  await expect(page).toHaveURL(/sort=-devices/);
  await page.getByRole('searchbox', { name: 'Search policies' }).fill(ICU);
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(`1 of ${count} policies`);
  await page.getByRole('searchbox', { name: 'Search policies' }).fill('nothing is called this');
  await expect(page.getByText('No policy fits')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();

  await policies(page).getByRole('row').filter({ hasText: AUDITED }).getByRole('link', { name: 'Not known' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Drift' })).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get('policy') === AUDITED);
});

test('everything else about policies is one link away', async ({ page }) => {
  await signIn(page, 'policies');
  for (const name of ['Compare', 'What if', 'Drift', 'Rules', 'Change plans', 'New policy']) {
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible();
  }
});

test('a policy says its values in words, who has it and with which values of their own', async ({ page }) => {
  await signIn(page, onePolicy(AUDITED));
  const values = page.getByRole('region', { name: 'Parameters', exact: true });
  await expect(values.getByRole('region', { name: 'Door and access' })).toContainText(/DoorOpenTimeLimit\s*300 s/);
  await expect(values.getByRole('region', { name: 'Network' })).toContainText(/IP\s*0\.0\.0\.0\s*assigned by DHCP/);
  await expect(values.getByRole('region', { name: 'Logging' })).toContainText(/LogEntryLevel\s*information\s*factory default error/);
  await page.getByRole('checkbox', { name: 'Not at the factory default' }).check();
  await expect(values.getByRole('region', { name: 'Door and access' })).toBeHidden();
  await expect(values.getByRole('region', { name: 'Logging' })).toBeVisible();

  const holders = page.getByRole('grid', { name: 'Devices with this policy' });
  await expect(holders.getByRole('row').filter({ hasText: OWN_VALUE })).toContainText('DoorOpenTimeLimit 600 s');
  await holders.getByRole('link', { name: ICU, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: ICU })).toBeVisible();
  await expect(page).toHaveURL(/\/configuration$/);
});

test('a name that nobody has says so', async ({ page }) => {
  await signIn(page, onePolicy('Nobody'));
  await expect(page.getByText('No policy of this name')).toBeVisible();
});

test('a policy is created from the factory defaults, by one call, and offered to devices', async ({ page, gateway }) => {
  const { simulator } = gateway;
  const calls = stepCalls(page);
  await signIn(page, 'policies/~new', { stay: true });
  await expect(page.getByText('Choose the device definition that the policy is for.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Definition' }).selectOption({ label: CABINETS });
  await expect(page.getByText('Every value is the factory default.')).toBeVisible();
  await parameter(page, 'DoorOpenTimeLimit').fill('50000');
  await page.getByRole('button', { name: 'Create policy' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The policy cannot be created as it is' });
  await expect(alert).toContainText('Values are wrong or missing');
  await expect(alert).toContainText('The policy name is empty');
  expect(steps(calls)).toEqual([]);

  await parameter(page, 'DoorOpenTimeLimit').fill('90');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(AUDITED);
  await expect(alert).toContainText(`A policy named ${AUDITED} exists`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ward 3');
  await page.getByRole('button', { name: 'Create policy' }).dblclick();
  await expect(outcome(page)).toHaveText('The policy exists.');
  expect(steps(calls), 'one call, also for a double click').toEqual(['POST policies']);
  const values = await valuesOf(simulator, 'Ward 3');
  expect(values).toMatchObject({ dooropentimelimit: '90', logentrylevel: 'error' });
  expect(Object.keys(values), 'every parameter of the definition').toHaveLength(29);

  await page.getByRole('link', { name: 'Give it to devices' }).click();
  await chooseDevices(page, choice(page), [ICU]);
  await page.getByRole('searchbox', { name: 'Search devices' }).fill(ICU);
  await expect(rowOf(choice(page), ICU)).toContainText('DoorOpenTimeLimit 300 s → 90 s');
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await run(page);
  await expect(planDevice(page, ICU)).toContainText('Done and read back');
});

test('a policy is created from another one, and from a device with its own values', async ({ page, gateway }) => {
  await signIn(page, onePolicy(STRICT), { stay: true });
  await page.getByRole('link', { name: 'Copy as a new policy' }).click();
  await expect(page.getByRole('combobox', { name: 'Definition' })).toHaveValue(CABINETS);
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('120');
  await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Device, as it should be' });
  await page.getByRole('combobox', { name: 'Device', exact: true }).fill(OWN_VALUE);
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('600');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('As in Ward 4');
  await page.getByRole('button', { name: 'Create policy' }).click();
  await expect(outcome(page)).toHaveText('The policy exists.');
  expect(await valuesOf(gateway.simulator, 'As in Ward 4')).toMatchObject({ dooropentimelimit: '600', logentrylevel: 'information' });
});

test.describe('the answer to a creation is lost', () => {
  // The browser logs the lost call, and that Jetstream knows no such policy yet.
  test.use({ expectedConsole: /net::ERR_FAILED|status of 404/ });

  for (const arrives of [true, false]) {
    test(`${arrives ? 'after' : 'before'} it took effect: Jetstream is asked, and nothing is sent twice`, async ({ page, gateway }) => {
      const calls = stepCalls(page);
      await signIn(page, policiesPath('~new', [['from', `policy:${STRICT}`]]));
      await page.route('**/3/policies', async (route) => {
        if (route.request().method() !== 'POST') return route.fallback();
        if (arrives) await route.fetch();
        await route.abort();
      });
      await parameter(page, 'DoorOpenTimeLimit').fill('77');
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ward 3');
      await page.getByRole('button', { name: 'Create policy' }).click();
      await expect(outcome(page)).toContainText(arrives ? 'Jetstream shows that it was done' : 'Jetstream shows nothing of it');
      expect(steps(calls)).toEqual(['POST policies']);
      expect((await names(gateway.simulator)).includes('Ward 3')).toBe(arrives);
      if (arrives) return expect(await valuesOf(gateway.simulator, 'Ward 3')).toMatchObject({ dooropentimelimit: '77' });
      await expect(parameter(page, 'DoorOpenTimeLimit'), 'nothing typed is lost').toHaveValue('77');
      await page.unroute('**/3/policies');
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(outcome(page)).toContainText('Jetstream shows nothing of it');
      await page.getByRole('button', { name: 'Create policy' }).click();
      await expect(outcome(page)).toHaveText('The policy exists.');
      expect(await valuesOf(gateway.simulator, 'Ward 3')).toMatchObject({ dooropentimelimit: '77' });
    });
  }
});

test('a policy is renamed, and found under its new name', async ({ page, gateway }) => {
  await signIn(page, onePolicy(STRICT));
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog', { name: `Rename ${STRICT}` });
  await dialog.getByRole('textbox', { name: 'New name' }).fill(AUDITED);
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog.getByRole('alert')).toContainText(`A policy named ${AUDITED} exists`);
  await dialog.getByRole('textbox', { name: 'New name' }).fill('Ward 3, strict');
  await dialog.getByText('Show the call').click();
  await expect(dialog.locator('pre')).toContainText("-X PUT");
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ward 3, strict' })).toBeVisible();
  expect(await names(gateway.simulator)).toContain('Ward 3, strict');
  expect(await names(gateway.simulator)).not.toContain(STRICT);
});

test('a policy that devices have is not deleted, and the devices are named', async ({ page, gateway }) => {
  const calls = stepCalls(page);
  await signIn(page, onePolicy(STRICT));
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${STRICT}` });
  await expect(dialog).toContainText(/It is in use by \d+ devices?/);
  const devices = ((await gateway.simulator.read(DEMO_KEY, 'policies/all/details')) as { Name: string; Devices: { Name: string }[] }[])
    .find(({ Name }) => Name === STRICT)?.Devices.map(({ Name }) => Name) ?? [];
  await expect(dialog.getByRole('list', { name: 'Devices that use it' }).getByRole('link')).toHaveText(devices);
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeHidden();
  expect(steps(calls)).toEqual([]);
});

test('a policy that no device has is deleted when its name is typed', async ({ page, gateway }) => {
  const { simulator } = gateway;
  const strict = await valuesOf(simulator, STRICT);
  const body = { Name: 'Ward 3', DeviceDefinition: CABINETS, Parameters: strict };
  expect(await simulator.call(DEMO_KEY, 'POST', 'policies', body)).toBeLessThan(300);
  await signIn(page, onePolicy('Ward 3'));
  await expect(page.getByText('No device has it').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Ward 3' });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('alert')).toContainText("This is not the policy's name");
  await dialog.getByRole('textbox', { name: "Type the policy's name to confirm" }).fill('Ward 3');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('status', { name: 'Outcome' })).toHaveText('It is deleted.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible();
  await expect(policies(page).getByRole('link', { name: 'Ward 3', exact: true })).toBeHidden();
  expect(await names(simulator)).not.toContain('Ward 3');
});

test('what was typed outlives a look at another page and a reload', async ({ page }) => {
  await signIn(page, onePolicy(STRICT, '/~edit'), { stay: true });
  await parameter(page, 'DoorOpenTimeLimit').fill('77');
  await page.getByRole('textbox', { name: 'Name of the new policy' }).fill('Ward 3');
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByRole('dialog', { name: 'Leave this page?' }).getByRole('button', { name: 'Keep the draft and leave' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  await page.goBack();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('77');
  await expect(page.getByRole('textbox', { name: 'Name of the new policy' })).toHaveValue('Ward 3');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('77');
});

/** Puts the policy of a device in the place of the one that it has. */
async function colleagueGives(simulator: Simulator, device: string, policy: string): Promise<void> {
  expect(await simulator.call(COLLEAGUE_KEY, 'DELETE', devicePath(device, '/policy'))).toBeLessThan(300);
  expect(await simulator.call(COLLEAGUE_KEY, 'POST', devicePath(device, '/policy'), { Name: policy, Parameters: {} })).toBeLessThan(300);
}

test('what is typed for a new policy stays while the one it starts from gets another device, and is there after a reload', async ({ page, gateway }) => {
  await signIn(page, 'policies', { stay: true });
  await expect(policies(page).getByRole('link', { name: STRICT, exact: true })).toBeVisible();
  const release = await hold(page, '**/3/policies/all/details');
  await page.getByRole('button', { name: 'Reload' }).click();
  await policies(page).getByRole('link', { name: STRICT, exact: true }).click();
  await page.getByRole('link', { name: 'Copy as a new policy' }).click();
  const ground = page.getByText(`The values are those of Policy ${STRICT}.`);
  await expect(ground).toBeVisible();
  const before = await ground.innerText();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ward 3');
  await parameter(page, 'DoorOpenTimeLimit').fill('77');
  await colleagueGives(gateway.simulator, ICU, STRICT);
  release();
  await expect(ground, 'what is said of it follows').not.toHaveText(before);
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('77');
  await expect(parameter(page, 'DoorOpenTimeLimit'), 'the page is still the same').toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Ward 3');

  await colleagueGives(gateway.simulator, ONCOLOGY, STRICT);
  await expect(page).toHaveURL((url) => url.searchParams.get('name') === 'Ward 3');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(ground).toBeVisible();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('77');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Ward 3');
});

test('what is typed for a new policy stays when the one it starts from is renamed', async ({ page, gateway }) => {
  await signIn(page, 'policies', { stay: true });
  await expect(policies(page).getByRole('link', { name: STRICT, exact: true })).toBeVisible();
  const release = await hold(page, '**/3/policies/all/details');
  await page.getByRole('button', { name: 'Reload' }).click();
  await policies(page).getByRole('link', { name: STRICT, exact: true }).click();
  await page.getByRole('link', { name: 'Copy as a new policy' }).click();
  await parameter(page, 'DoorOpenTimeLimit').fill('77');
  expect(await gateway.simulator.call(COLLEAGUE_KEY, 'PUT', onePolicy(STRICT), { Name: 'Ward 9' })).toBeLessThan(300);
  release();
  await expect(page.getByText('There is no policy of this name. The values are those from before.')).toBeVisible();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('77');
  await expect(parameter(page, 'DoorOpenTimeLimit')).toBeFocused();
});

test.describe('where nothing may be changed', () => {
  test('the buttons that would say why not', async ({ page }) => {
    await page.route('**/config.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json() as object), readOnly: true } });
    });
    await signIn(page, onePolicy(STRICT), { stay: true });
    for (const name of ['Rename', 'Delete']) {
      await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
    }
    await page.goto(onePolicy(STRICT, '/~edit'));
    await expect(page.getByRole('button', { name: 'Make the plan' })).toHaveAttribute('aria-disabled', 'true');
    await page.goto('policies/~new?from=' + encodeURIComponent(`policy:${STRICT}`));
    await expect(page.getByRole('button', { name: 'Create policy' })).toHaveAttribute('aria-disabled', 'true');
  });
});

const PAGES = [
  { path: 'policies', heading: 'Policies' },
  { path: 'policies?q=nothing', heading: 'Policies' },
  { path: onePolicy(AUDITED), heading: AUDITED },
  { path: onePolicy(AUDITED, `?assign=yes&device=${encodeURIComponent(ICU)}`), heading: AUDITED },
  { path: onePolicy(AUDITED, '/~edit'), heading: `Edit ${AUDITED}` },
  { path: 'policies/~new', heading: 'New policy' },
  { path: policiesPath('~new', [['definition', CABINETS]]), heading: 'New policy' },
  { path: policiesPath('~plans'), heading: 'Change plans' },
];

test.describe('the pages about policies', () => {
  test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

  for (const scheme of ['light', 'dark'] as const) {
    test.describe(scheme, () => {
      test.use({ colorScheme: scheme });

      test('axe finds nothing on them', async ({ page }) => {
        await signIn(page, 'policies', { stay: true });
        for (const { path, heading } of PAGES) {
          await test.step(path, async () => {
            await page.goto(path);
            await expectAccessible(page, heading, scheme);
          });
        }
      });

      test('axe finds nothing on their dialogs, problems and outcomes', async ({ page }) => {
        await signIn(page, onePolicy(STRICT), { stay: true });
        for (const [button, title] of [['Rename', `Rename ${STRICT}`], ['Delete', `Delete ${STRICT}`]] as const) {
          await page.getByRole('button', { name: button }).click();
          await expectAccessible(page, title, scheme);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toBeHidden();
        }
        await page.goto(onePolicy(STRICT, '/~edit'));
        await parameter(page, 'DoorOpenTimeLimit').fill('0');
        await page.getByRole('textbox', { name: 'Name of the new policy' }).fill(STRICT);
        await page.getByRole('button', { name: 'Make the plan' }).click();
        await expect(page.getByRole('alert').first()).toBeVisible();
        await expectAccessible(page, `Edit ${STRICT}`, scheme);
        await page.goto(policiesPath('~new', [['from', `policy:${STRICT}`], ['name', 'Ward 3']]));
        await page.getByRole('button', { name: 'Create policy' }).click();
        await expect(outcome(page)).toHaveText('The policy exists.');
        await expectAccessible(page, 'New policy', scheme);
      });

      test('axe finds nothing on a plan, before and after it is run', async ({ page }) => {
        await signIn(page, onePolicy(STRICT, `?assign=yes&device=${encodeURIComponent(ICU)}&device=${encodeURIComponent(ONCOLOGY)}`));
        await page.getByRole('button', { name: 'Make the plan' }).click();
        await expectAccessible(page, `Plan for ${STRICT}`, scheme);
        await run(page);
        await expect(planDevice(page, ICU)).toContainText('Done and read back');
        await expectAccessible(page, `Plan for ${STRICT}`, scheme);
      });
    });
  }

  test.describe('360 pixels wide', () => {
    test.use({ viewport: { width: 360, height: 740 } });

    test('none sticks out', async ({ page }) => {
      await signIn(page, 'policies', { stay: true });
      for (const { path, heading } of PAGES) {
        await test.step(path, async () => {
          await page.goto(path);
          await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
          await expectToFit(page);
        });
      }
      await page.goto(onePolicy(STRICT));
      await page.getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectToFit(page);
    });
  });
});

test('the page of a device leads to its policy', async ({ page }) => {
  await signIn(page, devicePath(ICU, '/configuration'));
  await page.getByRole('main').getByRole('link', { name: AUDITED, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: AUDITED })).toBeVisible();
});
