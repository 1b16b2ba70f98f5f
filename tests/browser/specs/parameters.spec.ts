import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { devicePath, expectOutcome, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { parameter, type, withParameters } from '../support/parameters.ts';
import { ICU, OWN_VALUE } from '../support/policies.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from '../support/simulator.ts';
import { hold } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';
/** Reports names with values; the other names parameters only. */
const TELLING = 'St. Anne, Ward 3 East, Security Cabinet';
const SECURITY = /^TS092/;

// The clock stands still: nothing changes while somebody types.
test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

async function open(page: Page, device = CABINET): Promise<void> {
  await signIn(page, devicePath(device, '/configuration'));
  await expect(page.getByRole('searchbox', { name: 'Search parameters' })).toBeVisible();
}

/** The numbers of the reference, typed by hand from the page "Security Cabinets": a parameter, what it takes, what it refuses. */
const SAMPLES: [name: string, taken: string[], refused: string[]][] = [
  ['DoorOpenTimeLimit', ['1', '43200'], ['0', '43201', 'soon', '1.5', '']],
  ['ObjectEventHour', ['-1', '0', '23'], ['-2', '24', 'noon', '']],
  ['CommsReboot', ['10', '1440'], ['9', '1441', '-10', '']],
  ['BatteryThreshold', ['0', '23.5', '30'], ['-1', '30.1', 'low', '']],
  ['IP', ['0.0.0.0'], ['10.0.0.256', '10.0.0', 'here', '']],
  ['JetstreamDeviceUrl', ['us-device.jetstreamrfid.com', 'https://eu.example.com/path'], ['ftp://example.com', 'two words', '']],
  ['JetstreamWebsocketAppEndpoint', ['#', '/dwsliveconnection.ashx'], ['']],
];

test('values are taken and refused as the reference says', async ({ page }) => {
  await open(page);
  for (const [name, taken, refused] of SAMPLES) {
    await test.step(name, async () => {
      for (const value of taken) await expect(await type(page, name, value), value).not.toHaveAttribute('aria-invalid');
      for (const value of refused) {
        const field = await type(page, name, value);
        await expect(field, value).toHaveAttribute('aria-invalid', 'true');
        await expect(field).toHaveAccessibleDescription(/^Error: .*allowed is/i);
        await expect(field, 'what was typed is still there').toHaveValue(value);
      }
    });
  }
});

test('a control fits what it is for', async ({ page }) => {
  await open(page);
  const bypass = page.getByRole('switch', { name: 'UserBypass', exact: true });
  await expect(bypass).not.toBeChecked();
  await expect(page.getByRole('combobox', { name: 'LogFileLevel' }).getByRole('option')).toHaveText([
    'off (nothing is kept)', 'error', 'warning', 'information', 'verbose', 'trace', 'debug',
  ]);
  await expect(parameter(page, 'HeartbeatEventInterval')).toHaveAttribute('inputmode', 'numeric');
  await type(page, 'ObjectEventHour', '-1');
  await expect(page.getByText('-1: no daily scan and no self-checks')).toBeVisible();
  await type(page, 'JetstreamWebsocketAppEndpoint', '#');
  await expect(page.getByText('#: no WebSocket: commands wait for the next poll')).toBeVisible();
});

test('a value that fits no control is shown as it is and stays until somebody changes it', async ({ page }) => {
  const strange = { userbypass: { value: 'maybe' }, logentrylevel: { value: 'loud' }, securesocket: { value: 'True' } };
  await withParameters(page, { ...strange, futuresetting: { type: 'Bool', value: '1' }, 'other setting': { type: 'Colour', value: 'red' } }, SECURITY);
  await open(page);
  const bypass = page.getByRole('textbox', { name: 'UserBypass', exact: true });
  await expect(bypass).toHaveValue('maybe');
  await expect(bypass).toHaveAccessibleDescription(/neither 0 nor 1/i);
  await expect(parameter(page, 'LogEntryLevel')).toHaveValue('loud');
  await expect(page.getByRole('switch', { name: 'SecureSocket', exact: true })).toBeChecked();
  await expect(page.getByText('On (True)')).toBeVisible();
  // What the catalogue does not know is edited as its declared type, and says so.
  await expect(page.getByRole('switch', { name: 'futuresetting', exact: true })).toBeChecked();
  await expect(parameter(page, 'other setting')).toHaveValue('red');
  await expect(parameter(page, 'other setting')).toHaveAccessibleDescription(/catalogue does not know/);

  // While it is typed over the field stays; afterwards it is the switch that it should be.
  await bypass.fill('1');
  await expect(bypass).toBeFocused();
  await bypass.blur();
  await expect(page.getByRole('switch', { name: 'UserBypass', exact: true })).toBeChecked();
});

test('warnings say which of three kinds they are, and an error keeps everything from being sent', async ({ page }) => {
  await open(page);
  const warned = async (name: string, words: RegExp) => expect(parameter(page, name)).toHaveAccessibleDescription(words);
  await type(page, 'HeartbeatEventInterval', '0');
  await warned('HeartbeatEventInterval', /Blinds the dashboard: No heartbeats/);
  await page.getByRole('combobox', { name: 'LogEntryLevel' }).selectOption('error');
  await warned('LogEntryLevel', /Blinds the dashboard: The use of passes may not be reported/);
  await page.getByRole('switch', { name: 'UserBypass', exact: true }).check();
  await warned('UserBypass', /Weakens access: Any pass/);
  await page.getByRole('switch', { name: 'SecureSocket', exact: true }).uncheck();
  await warned('SecureSocket', /Can cut the device off: .*have somebody near the device/);
  await warned('AggregateEventScanCount', /no RFID reader/i);
  await expect(page.getByRole('status', { name: 'Findings' })).toHaveText('4 warnings');

  await type(page, 'IP', '10.0.0.7');
  await warned('Subnet', /Error: The static IP 10\.0\.0\.7 needs a subnet mask/);
  await warned('Gateway', /Error: The static IP 10\.0\.0\.7 needs a gateway/);
  await page.getByRole('button', { name: 'Apply to this device…' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(parameter(page, 'Subnet'), 'the first error has the focus').toBeFocused();
});

test('a search, what is modified, and the way to a finding', async ({ page }) => {
  await open(page);
  const count = page.getByRole('status', { name: 'Parameters', exact: true });
  await expect(count).toHaveText('29 parameters');
  await page.getByRole('searchbox', { name: 'Search parameters' }).fill('BATTERY');
  await expect(count).toHaveText('1 of 29 parameters');
  await expect(page.getByRole('heading', { level: 2, name: 'Network' })).toBeHidden();
  await expect(page).toHaveURL(/parameter=BATTERY/);
  await page.getByRole('searchbox', { name: 'Search parameters' }).fill('');
  // The policy of this cabinet differs from the factory in two of them.
  await page.getByRole('checkbox', { name: 'Modified only' }).check();
  await expect(count).toHaveText('2 of 29 parameters');
  await page.getByRole('checkbox', { name: 'Modified only' }).uncheck();
  await page.getByRole('switch', { name: 'UserBypass', exact: true }).check();
  await page.getByRole('searchbox', { name: 'Search parameters' }).fill('battery');
  await page.locator('summary', { hasText: '1 warning' }).click();
  await page.getByRole('button', { name: 'Go to UserBypass' }).click();
  await expect(parameter(page, 'UserBypass')).toBeFocused();
});

test('each value is shown in its layers, and goes back to any of them', async ({ page }) => {
  await open(page, TELLING);
  await page.getByRole('button', { name: 'Ask the device' }).click();
  const dialog = page.getByRole('dialog', { name: `Get policy parameters of ${TELLING}` });
  await dialog.getByRole('button', { name: 'Get policy parameters' }).click();
  await expectOutcome(dialog, 'Completed');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('29 values')).toBeVisible();

  await page.getByRole('button', { name: 'Layers of LogEntryLevel' }).click();
  const row = page.locator('.parameter', { has: parameter(page, 'LogEntryLevel') });
  await expect(row.getByRole('definition').first()).toHaveText('error');
  await expect(row.getByRole('definition').nth(1)).toHaveText('information');
  await expect(row.getByRole('definition').nth(2)).toContainText('not set');
  await expect(row.getByRole('definition').nth(3)).toHaveText(/^information, as of 2 Mar 2026/);
  await expect(row).toContainText('By the policy');

  const level = page.getByRole('combobox', { name: 'LogEntryLevel' });
  await level.selectOption('off');
  await expect(row).toContainText('Set on this device');
  await expect(row).toContainText('Reported otherwise');
  for (const [button, value, ground] of [
    ['Reset to default', 'error', 'Set on this device'],
    ['Reset to last reported', 'information', 'By the policy'],
    ['Reset to default', 'error', 'Set on this device'],
    ['Reset to policy', 'information', 'By the policy'],
  ] as const) {
    await page.getByRole('button', { name: 'Reset LogEntryLevel' }).click();
    await page.getByRole('group', { name: 'Reset LogEntryLevel' }).getByRole('button', { name: button }).click();
    await expect(level).toHaveValue(value);
    await expect(row).toContainText(ground);
  }
});

test('what was typed is there after a reload, and whoever leaves is asked', async ({ page }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  await signIn(page, devicePath(CABINET), { stay: true });
  await page.getByRole('link', { name: 'Configuration' }).click();
  await type(page, 'DoorOpenTimeLimit', '43201');
  await page.getByRole('switch', { name: 'UserBypass', exact: true }).check();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect(page.getByText('What was typed before is here again')).toBeVisible();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('43201');
  await expect(page.getByRole('switch', { name: 'UserBypass', exact: true })).toBeChecked();

  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  const overview = page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' });
  await overview.click();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('43201');
  await page.goBack();
  await expect(question).toContainText('2 values are changed here and not applied');
  await expect(page).toHaveURL(/configuration/);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  const ending = page.getByRole('dialog', { name: 'Sign out?' });
  await expect(ending).toContainText('is forgotten when you sign out');
  await ending.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('43201');

  await overview.click();
  await question.getByRole('button', { name: 'Keep the draft and leave' }).click();
  await expect(page.getByRole('region', { name: 'Condition' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Configuration' }).click();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('43201');

  await page.goBack();
  await question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page.getByRole('region', { name: 'Condition' })).toBeVisible();
  await page.goForward();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('300');
  await expect(page.getByText('What was typed before')).toBeHidden();
  // Whoever has nothing to lose is not asked.
  await overview.click();
  await expect(page.getByRole('region', { name: 'Condition' })).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem('jetstream.drafts'))).toBeNull();
});

test('where nothing can be stored the browser asks, and the draft lives as long as the page', async ({ page }) => {
  await page.addInitScript(() => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.defineProperty(window, 'sessionStorage', { get: blocked });
    Object.defineProperty(window, 'localStorage', { get: blocked });
  });
  await open(page);
  await type(page, 'DoorOpenTimeLimit', '120');
  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' }).click();
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await expect(question).toContainText('until the page is reloaded');
  await question.getByRole('button', { name: 'Keep the draft and leave' }).click();
  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Configuration' }).click();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('120');
  const asked = page.waitForEvent('dialog');
  await Promise.all([asked.then((dialog) => dialog.accept()), page.reload()]);
  expect((await asked).type()).toBe('beforeunload');
});

test('what is typed keeps its place and the focus while another device gets the same policy', async ({ page, gateway }) => {
  const { simulator } = gateway;
  const holders = async () => {
    const all = (await simulator.read(DEMO_KEY, 'policies/all/details')) as { Name: string; Devices: { Name: string }[] }[];
    return all.find(({ Devices }) => Devices.some(({ Name }) => Name === CABINET));
  };
  const policy = (await holders())?.Name ?? '';
  expect(await simulator.call(COLLEAGUE_KEY, 'DELETE', devicePath(ICU, '/policy'))).toBeLessThan(300);
  await signIn(page, 'policies');
  await expect(page.getByRole('grid', { name: 'Policies' }).getByRole('link', { name: policy, exact: true })).toBeVisible();
  const release = await hold(page, '**/3/policies/all/details');
  const answer = page.waitForResponse('**/3/policies/all/details');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search devices' }).fill(CABINET);
  await page.getByRole('grid').getByRole('link', { name: CABINET, exact: true }).click();
  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Configuration' }).click();
  const field = await type(page, 'DoorOpenTimeLimit', '120');
  const element = await field.elementHandle();
  expect(await simulator.call(COLLEAGUE_KEY, 'POST', devicePath(ICU, '/policy'), { Name: policy, Parameters: {} })).toBeLessThan(300);
  release();
  await (await answer).finished();
  expect((await holders())?.Devices.map(({ Name }) => Name)).toContain(ICU);

  // When a later answer has been read and painted, this one has been too.
  await page.evaluate(async () => {
    await (await fetch('config.json', { cache: 'no-store' })).text();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  expect(await element?.evaluate((element) => element.isConnected), 'the field is the one in which it was typed').toBe(true);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('120');
});

test('values are exported, pasted and copied, and what that would change is shown first', async ({ page }) => {
  await open(page);
  await type(page, 'DoorOpenTimeLimit', '120');
  await page.getByRole('button', { name: 'Export…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Export values' }).getByRole('button', { name: 'Save as a file' }).click();
  const file = await (await download).path();
  const exported = JSON.parse(await readFile(file, 'utf8')) as { values: Record<string, string> };
  expect(Object.keys(exported.values)).toHaveLength(29);
  expect(exported.values.dooropentimelimit).toBe('120');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('300');

  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import values' });
  const text = dialog.getByRole('textbox', { name: 'Values' });
  const changes = dialog.getByRole('region', { name: 'What would change' }).getByRole('row');
  const take = dialog.getByRole('button', { name: /^Take over/ });
  await dialog.getByLabel('From a file').setInputFiles(file);
  await expect(changes.nth(1)).toHaveText('DoorOpenTimeLimit300 s120 s');
  await text.fill('# ours\nUserBypass = 1\n\nuserbypass = 0');
  await expect(text).toHaveAccessibleDescription(/At line 4: userbypass was given before, in line 2/);
  await expect(take).toHaveAttribute('aria-disabled', 'true');
  await text.fill('{"UserBypass": [1]}');
  await expect(text).toHaveAccessibleDescription(/UserBypass/);
  await text.fill('UserBypass = 1\nDoorOpenTimeLimit = 300\nstrange = 7');
  await expect(changes).toHaveCount(3);
  await expect(dialog).toContainText('1 parameter not in this definition');
  await take.click();
  await expect(page.getByRole('switch', { name: 'UserBypass', exact: true })).toBeChecked();
  await expect(page.getByRole('status', { name: 'Findings' })).toContainText('1 error');
  await page.getByRole('button', { name: 'Take out strange' }).click();
  await expect(page.getByRole('status', { name: 'Findings' })).toHaveText('1 warning');

  await page.getByRole('button', { name: 'Import…' }).click();
  await dialog.getByLabel('From a policy or a device').fill('Security cabinets, strict');
  await expect(changes.filter({ hasText: 'DoorOpenTimeLimit' })).toHaveText('DoorOpenTimeLimit300 s120 s');
  await expect(changes.filter({ hasText: 'UserBypass' })).toHaveText(/On.*Off/);
  await take.click();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('120');
  await expect(parameter(page, 'UserBypass')).not.toBeChecked();
});

test('values are copied from another device, its own among them', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import values' });
  const owner = dialog.getByLabel('From a policy or a device');
  const changes = dialog.getByRole('region', { name: 'What would change' }).getByRole('row');
  await owner.fill('Harbor Clinic, Ward 4 West');
  await expect(owner).toHaveAccessibleDescription('There is no policy and no device of exactly this name.');
  await expect(dialog.getByRole('button', { name: /^Take over/ })).toHaveAttribute('aria-disabled', 'true');
  await owner.fill(OWN_VALUE);
  await expect(changes.nth(1)).toHaveText('DoorOpenTimeLimit300 s600 s');
  await expect(changes).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Take over 1 value' }).click();
  await expect(dialog).toBeHidden();
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('600');
});

test('own values become a change plan, and nothing is sent before that runs', async ({ page, gateway }) => {
  await open(page);
  await type(page, 'DoorOpenTimeLimit', '120');
  // Back at the policy's value it is no own value any more.
  await type(page, 'CommsTimeout', '61');
  await type(page, 'CommsTimeout', '60');
  await page.getByRole('button', { name: 'Apply to this device…' }).click();
  const dialog = page.getByRole('dialog', { name: `Apply to ${CABINET}` });
  await expect(dialog.getByRole('region', { name: 'What changes' }).getByRole('row')).toHaveCount(2);
  await expect(dialog).toContainText('Take the policy Security cabinets, audited off Security Cabinet 1.');
  await dialog.getByRole('button', { name: 'Make the change plan' }).click();
  await expect(page).toHaveURL(/policies\/~plans\//);
  expect((await gateway.simulator.asked()).executions).toEqual([]);
});

test('a device without a policy says so, and how to get one', async ({ page }) => {
  await page.route('**/3/devices', async (route) => {
    const response = await route.fetch();
    const devices = (await response.json()) as { Name: string; Policy: string | null }[];
    await route.fulfill({ response, json: devices.map((device) => (device.Name === CABINET ? { ...device, Policy: null } : device)) });
  });
  await signIn(page, devicePath(CABINET, '/configuration'));
  await expect(page.getByText('No policy', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a policy' })).toHaveAttribute('href', /device=Security%20Cabinet%201/);
  await expect(page.getByRole('region', { name: 'Values of the parameters' }).getByRole('row')).toHaveCount(30);
});

test('values that can be set directly are those that the definition has', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Set single values' }).click();
  const dialog = page.getByRole('dialog', { name: `Set configuration values of ${CABINET}` });
  await expect(dialog.getByRole('textbox')).toHaveCount(3);
  await expect(dialog).toContainText('A policy added later overwrites them');
  await dialog.getByRole('textbox', { name: 'DoorOpenTimeLimit' }).fill('43201');
  await dialog.getByRole('button', { name: 'Set configuration values' }).click();
  await expect(dialog.getByRole('alert')).toContainText('allowed is a whole number from 1 to 43200 seconds');
  await dialog.getByRole('textbox', { name: 'DoorOpenTimeLimit' }).fill('60');
  await dialog.getByRole('textbox', { name: 'HeartbeatEventInterval' }).fill('0');
  await expect(dialog.getByText('0 means: no heartbeats')).toBeVisible();
  await dialog.getByRole('button', { name: 'Set configuration values' }).click();
  await expectOutcome(dialog, 'Completed');
});

test('the keyboard alone is enough', async ({ page }) => {
  await open(page);
  await tabTo(page, parameter(page, 'DoorOpenTimeLimit'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('43201');
  await tabTo(page, parameter(page, 'UserBypass'));
  await page.keyboard.press('Space');
  await expect(parameter(page, 'UserBypass')).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Reset UserBypass' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Reset to policy' }));
  await page.keyboard.press('Enter');
  await expect(parameter(page, 'UserBypass')).not.toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Apply to this device…' }));
  await page.keyboard.press('Enter');
  await expect(parameter(page, 'DoorOpenTimeLimit')).toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the editor and its dialogs', async ({ page }) => {
      await open(page);
      await type(page, 'DoorOpenTimeLimit', '43201');
      await page.getByRole('switch', { name: 'UserBypass', exact: true }).check();
      await page.locator('summary', { hasText: '1 error, 1 warning' }).click();
      await page.getByRole('button', { name: 'Layers of IP' }).click();
      await page.getByRole('button', { name: 'Reset DoorOpenTimeLimit' }).click();
      await expectAccessible(page, CABINET, scheme);
      await page.getByRole('button', { name: 'Import…' }).click();
      await page.getByRole('textbox', { name: 'Values' }).fill('IP = 10.0.0.7\nstrange = 7');
      await expectAccessible(page, 'Import values', scheme);
      await page.getByRole('textbox', { name: 'Values' }).fill('IP');
      await expectAccessible(page, 'Import values', scheme);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Export…' }).click();
      await expectAccessible(page, 'Export values', scheme);
      await page.getByRole('button', { name: 'Close' }).click();
      await type(page, 'DoorOpenTimeLimit', '120');
      await page.getByRole('button', { name: 'Apply to this device…' }).click();
      await expectAccessible(page, `Apply to ${CABINET}`, scheme);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' }).click();
      await expectAccessible(page, 'Leave this page?', scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out', async ({ page }) => {
    await open(page);
    await type(page, 'IP', '10.0.0.7');
    await page.getByRole('button', { name: 'Layers of JetstreamDeviceUrl' }).click();
    await page.getByRole('button', { name: 'Reset DNS' }).click();
    await page.locator('summary', { hasText: 'errors' }).click();
    await expectToFit(page);
    for (const [button, title] of [['Import…', 'Import values'], ['Export…', 'Export values']] as const) {
      await page.getByRole('button', { name: button }).click();
      const box = await page.getByRole('dialog', { name: title }).boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box)).toBe(true);
      await expectToFit(page);
      await page.keyboard.press('Escape');
    }
  });
});
