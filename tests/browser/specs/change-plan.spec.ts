// A setting of three cabinets is changed by a plan: shown before, carried out, proved; and what becomes of it when it is
// interrupted.

import type { Page } from '@playwright/test';
import { tabTo } from '../support/accessibility.ts';
import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { parameter } from '../support/parameters.ts';
import { carriedOut, choice, editPolicy, makePlan, planDevice, planState, policyOf, run, stepCalls, steps, withoutPolicy } from '../support/plans.ts';
import { AUDITED, ICU, OFFLINE, ONCOLOGY, board, chooseDevices, policiesPath, rowOf } from '../support/policies.ts';
import { COLLEAGUE_KEY, DEMO_KEY, type Simulator } from '../support/simulator.ts';
import { hold, holdForever } from '../support/traffic.ts';

const NEW = `${AUDITED}, 2`;
const THREE = [ICU, ONCOLOGY, OFFLINE];
const SET = /SetConfigValues/;
const GET = /GetConfigValues|GetPolicyParameters/;
const SENTINEL = 'Sentinel 500';

/** What the drift board says about the devices of the new policy. */
async function expectDrift(page: Page, words: Record<string, string>): Promise<void> {
  await page.goto(policiesPath('~drift', [['policy', NEW]]));
  for (const [device, word] of Object.entries(words)) await expect(rowOf(board(page, 'Drift'), device)).toContainText(word);
}

test('three cabinets get another DoorOpenTimeLimit: preview, run, one queued, proved by the drift board', async ({ page, gateway }) => {
  const { simulator } = gateway;
  const calls = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await page.getByRole('grid', { name: 'Policies' }).getByRole('link', { name: AUDITED, exact: true }).click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('A policy cannot be edited');

  await parameter(page, 'DoorOpenTimeLimit').fill('120');
  await page.getByRole('button', { name: 'Choose none' }).click();
  await chooseDevices(page, choice(page), THREE);
  await expect(page.getByRole('region', { name: 'Changed values' }).getByRole('row').nth(1)).toHaveText(/DoorOpenTimeLimit\s*300 s\s*120 s/);
  await expect(page.getByRole('status', { name: 'Forecast' })).toHaveText(/3 devices chosen.*3 change/);
  await page.getByRole('searchbox', { name: 'Search devices' }).fill(OFFLINE);
  await expect(rowOf(choice(page), OFFLINE)).toContainText('DoorOpenTimeLimit 300 s → 120 s');
  await page.getByRole('button', { name: 'Make the plan' }).click();

  await expect(page.getByRole('heading', { level: 1, name: `Plan for ${NEW}` })).toBeVisible();
  for (const device of THREE) {
    await expect(planDevice(page, device)).toContainText('Waiting');
    await expect(planDevice(page, device)).toContainText('DoorOpenTimeLimit: 300 → 120');
  }
  expect(steps(calls), 'nothing is sent before somebody says so').toEqual([]);
  expect((await simulator.asked()).executions).toEqual([]);

  await run(page);
  await expect(planDevice(page, ICU)).toContainText('Done and read back');
  await expect(planDevice(page, ONCOLOGY)).toContainText('Done and read back');
  await expect(planDevice(page, OFFLINE)).toContainText('Values queued');
  await expect(planState(page)).toContainText('Some devices have not confirmed it yet');
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeVisible();
  await expect(withoutPolicy(page)).toBeHidden();
  await expectDrift(page, { [ICU]: 'Clean', [ONCOLOGY]: 'Clean', [OFFLINE]: 'Sync queued' });

  await simulator.poll(OFFLINE);
  await expect(rowOf(board(page, 'Drift'), OFFLINE), 'after its poll').toContainText('Clean');
  await page.goto(policiesPath('~plans'));
  await expect(page.getByRole('list', { name: 'Change plans' }).getByRole('article').filter({ hasText: NEW })).toContainText('Finished');

  for (const device of THREE) {
    const own = steps(calls).filter((step) => step.includes(`${device}/`));
    expect(own, 'each step once, in order').toEqual([
      `DELETE ${device}/policy`, `POST ${device}/policy`, `POST ${device}/policy/sync`, `GET ${device}/policy/sync`,
    ]);
    expect(await simulator.executions(device, SET)).toHaveLength(1);
    expect(await simulator.executions(device, GET)).toHaveLength(1);
    expect(await policyOf(simulator, DEMO_KEY, device)).toBe(NEW);
  }
  expect(await carriedOut(simulator), 'one policy, and four steps for each of three devices').toEqual(Array<number>(13).fill(1));
});

test.describe('interrupted', () => {
  // The browser logs the answers that these tests are about.
  test.use({ expectedConsole: /status of 500/ });

  test('a 500 in the middle leaves a device in a named state, and nobody sends the step twice', async ({ page, gateway }) => {
    const { simulator } = gateway;
    const given = await simulator.call(COLLEAGUE_KEY, 'POST', devicePath(SENTINEL, '/policy'), { Name: AUDITED, Parameters: {} });
    expect(given).toBeLessThan(300);
    const calls = stepCalls(page);
    await signIn(page, 'policies', { stay: true });
    await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, [ICU, SENTINEL, ONCOLOGY]);
    await run(page);

    const sentinel = planDevice(page, SENTINEL);
    await expect(sentinel).toContainText('Outcome unknown');
    await expect(sentinel).toContainText('Send the values');
    await expect(planDevice(page, ICU)).toContainText('Done and read back');
    await expect(planDevice(page, ONCOLOGY)).toContainText('Done and read back');
    await expect(withoutPolicy(page), 'it has the new policy in Jetstream').toBeHidden();
    expect(await policyOf(simulator, DEMO_KEY, SENTINEL)).toBe(NEW);
    await expect(page.getByText('Not finished')).toBeVisible();

    await run(page, 'Resume');
    await expect(planState(page)).toContainText('Stopped');
    const syncs = () => steps(calls).filter((step) => step === `POST ${SENTINEL}/policy/sync`);
    expect(syncs(), 'going on is not sending again').toHaveLength(1);
    await sentinel.getByRole('button', { name: `Send again, ${SENTINEL}` }).click();
    await expect.poll(() => syncs().length, 'a person may').toBe(2);
    await expect(sentinel).toContainText('Outcome unknown');

    await sentinel.getByRole('button', { name: `Leave it out, ${SENTINEL}` }).click();
    await expect(sentinel).toContainText('Left out');
    expect(new Set(steps(calls)).size, 'but for what a person asked for, no step was sent twice').toBe(steps(calls).length - 1);
  });

  test('a 500 between the two policies: the device without one is the first thing the page says, with the repair', async ({ page, gateway }) => {
    const { simulator } = gateway;
    const calls = stepCalls(page);
    await signIn(page, 'policies', { stay: true });
    await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
    await page.route(`**/3/${devicePath(ONCOLOGY, '/policy')}`, async (route) => {
      if (route.request().method() === 'POST') await route.fulfill({ status: 500, body: '' });
      else await route.fallback();
    });
    await run(page);

    const alert = withoutPolicy(page);
    await expect(alert).toContainText(ONCOLOGY);
    const first = page.getByRole('main').locator('> *').first();
    await expect(first, 'the first thing on the page').toHaveAttribute('role', 'alert');
    await expect(planDevice(page, ONCOLOGY)).toContainText(/Without a policy|Failed/);
    expect(await policyOf(simulator, DEMO_KEY, ONCOLOGY)).toBeNull();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Policies' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible();
    await expect(first, 'also of the list').toHaveAttribute('role', 'alert');
    await alert.getByRole('link', { name: `Plan for ${NEW}` }).click();

    await page.unroute(`**/3/${devicePath(ONCOLOGY, '/policy')}`);
    await alert.getByRole('button', { name: `Repair ${ONCOLOGY}` }).click();
    await page.getByRole('dialog', { name: `Repair ${ONCOLOGY}` }).getByRole('button', { name: `Add ${NEW}` }).click();
    await expect(alert).toBeHidden();
    await expect(planDevice(page, ONCOLOGY)).toContainText('Has the new policy');
    expect(await policyOf(simulator, DEMO_KEY, ONCOLOGY)).toBe(NEW);
    await run(page, 'Resume');
    await expect(planDevice(page, ONCOLOGY)).toContainText('Done and read back');
    await expect(planDevice(page, ICU)).toContainText('Done and read back');
    await expect(planDevice(page, OFFLINE)).toContainText('Values queued');
    for (const device of THREE) {
      expect(steps(calls).filter((step) => step === `DELETE ${device}/policy`), 'taken off once').toHaveLength(1);
    }
    expect((await carriedOut(simulator)).every((executed) => executed === 1), 'each click was carried out once').toBe(true);
  });
});

for (const arrives of [true, false]) {
  const when = arrives ? 'after its call took effect' : 'before its call left';
  test.describe(when, () => {
    // That it has no policy is the answer to what was left open.
    test.use({ expectedConsole: arrives ? /(?!)/ : /status of 404/ });

    test(`a tab closed ${when} and opened again: named, resumed, and no step sent twice`, async ({ page, gateway }) => {
      const { simulator } = gateway;
      const before = stepCalls(page);
      await signIn(page, 'policies', { stay: true });
      await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
      const plan = page.url();
      const isHeld = await holdForever(page, 'POST', `/3/${devicePath(ICU, '/policy')}`, arrives);
      await run(page);
      await expect.poll(isHeld).toBe(true);
      // The others are done meanwhile: what is under way is the one call.
      await expect(planDevice(page, ONCOLOGY)).toContainText('Done and read back');
      await expect(planDevice(page, OFFLINE)).toContainText('Values queued');
      await page.close();

      const again = await page.context().newPage();
      const after = stepCalls(again);
      await signIn(again, plan);
      await expect(again.getByRole('heading', { level: 1, name: `Plan for ${NEW}` })).toBeVisible();
      await expect(withoutPolicy(again), 'nobody knows yet, so it is said').toContainText(ICU);
      await expect(planDevice(again, ICU)).toContainText('Interrupted');
      expect(steps(after), 'nothing goes on by itself').toEqual([]);

      await run(again, 'Resume');
      await expect(planDevice(again, ICU)).toContainText('Done and read back');
      await expect(planDevice(again, OFFLINE)).toContainText('Values queued');
      await expect(withoutPolicy(again)).toBeHidden();
      for (const device of THREE) expect(await policyOf(simulator, DEMO_KEY, device)).toBe(NEW);
      const adds = (calls: typeof after) => steps(calls).filter((step) => step === `POST ${ICU}/policy`);
      expect(adds(before)).toHaveLength(arrives ? 1 : 0);
      expect(adds(after), arrives ? 'what was done is not sent again' : 'what never left is sent').toHaveLength(arrives ? 0 : 1);
      expect(await carriedOut(simulator), 'every step was carried out once').toEqual(Array<number>(13).fill(1));
      for (const device of THREE) {
        expect(await simulator.executions(device, SET)).toHaveLength(1);
        expect(await simulator.executions(device, GET)).toHaveLength(1);
      }
    });
  });
}

test('signing out in the middle of it is asked about', async ({ page }) => {
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  const release = await hold(page, `**/3/${devicePath(ICU, '/policy')}`, 'DELETE');
  await run(page);
  await expect(planDevice(page, OFFLINE)).toContainText('Values queued');
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true });
  const question = page.getByRole('dialog', { name: 'Sign out?' });
  await signOut.click();
  await expect(question).toContainText('A change plan is being carried out');
  await question.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(question).toBeHidden();
  release();
  await expect(planDevice(page, ICU)).toContainText('Done and read back');
  await signOut.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' }), 'nothing is broken off any more').toBeVisible();
});

test('the whole of it by keyboard alone', async ({ page, gateway }) => {
  const press = (key: string) => page.keyboard.press(key);
  const to = async (role: 'link' | 'button' | 'searchbox' | 'checkbox', name: string) => {
    await tabTo(page, page.getByRole('main').getByRole(role, { name, exact: true }));
  };
  await page.goto('policies');
  await tabTo(page, page.getByRole('button', { name: 'Use the demo key' }));
  await press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Sign in' }));
  await press('Enter');

  await to('searchbox', 'Search policies');
  await page.keyboard.type('audited');
  const policies = page.getByRole('grid', { name: 'Policies' });
  await expect(policies.getByRole('row')).toHaveCount(2);
  await tabTo(page, policies.locator('[role=row][tabindex="0"]'));
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: AUDITED, exact: true })).toBeVisible();
  await to('link', 'Edit');
  await press('Enter');

  await to('searchbox', 'Search parameters');
  await page.keyboard.type('DoorOpenTimeLimit');
  await tabTo(page, parameter(page, 'DoorOpenTimeLimit'));
  await press('ControlOrMeta+a');
  await page.keyboard.type('120');
  await to('button', 'Choose none');
  await press('Enter');
  for (const device of THREE) {
    await to('searchbox', 'Search devices');
    await press('ControlOrMeta+a');
    await page.keyboard.type(device);
    await expect(choice(page).getByRole('row')).toHaveCount(2);
    await to('checkbox', `Choose ${device}`);
    await press('Space');
  }
  await expect(page.getByRole('status', { name: 'Forecast' })).toHaveText(/3 devices chosen.*3 change/);
  await to('button', 'Make the plan');
  await press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Plan for ${NEW}` })).toBeVisible();
  await to('button', 'Run');
  await press('Enter');
  for (const device of [ICU, ONCOLOGY]) await expect(planDevice(page, device)).toContainText('Done and read back');
  await expect(planDevice(page, OFFLINE)).toContainText('Values queued');

  // The drift board says of each device what the plan has come to.
  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Policies' }));
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible();
  await to('link', 'Drift');
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Drift' })).toBeVisible();
  const drift = page.getByRole('grid', { name: 'Drift' });
  const find = async (device: string) => {
    await to('searchbox', 'Search devices');
    await press('ControlOrMeta+a');
    await page.keyboard.type(device);
    await expect(drift.getByRole('row')).toHaveCount(2);
    await expect(rowOf(drift, device)).toContainText(NEW);
    return rowOf(drift, device);
  };
  for (const device of [ICU, ONCOLOGY]) await expect(await find(device)).toContainText('Clean');
  await expect(await find(OFFLINE)).toContainText('Sync queued');
  await gateway.simulator.poll(OFFLINE);
  await expect(rowOf(drift, OFFLINE), 'after its poll').toContainText('Clean');

  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Policies' }));
  await press('Enter');
  await to('link', 'Change plans');
  await press('Enter');
  await to('link', `Plan for ${NEW}`);
  await press('Enter');
  await expect(planState(page)).toContainText('Everything is done');
});

/** Adds a policy that is the audited one but for these values. */
async function addPolicy(simulator: Simulator, name: string, values: Record<string, string>): Promise<void> {
  const { Parameters } = (await simulator.read(DEMO_KEY, `policies/${encodeURIComponent(AUDITED)}`)) as { Parameters: object };
  const body = { Name: name, DeviceDefinition: 'TS092, Security Cabinet, US, 28 cu ft, v4', Parameters: { ...Parameters, ...values } };
  expect(await simulator.call(DEMO_KEY, 'POST', 'policies', body)).toBeLessThan(300);
}

/** Gives a device another policy, with values of its own. */
async function give(simulator: Simulator, device: string, policy: string, own: Record<string, string>): Promise<void> {
  expect(await simulator.call(COLLEAGUE_KEY, 'DELETE', devicePath(device, '/policy'))).toBeLessThan(300);
  expect(await simulator.call(COLLEAGUE_KEY, 'POST', devicePath(device, '/policy'), { Name: policy, Parameters: own })).toBeLessThan(300);
}

const NETWORK = { ip: '10.0.0.7', subnet: '255.255.255.0', gateway: '10.0.0.1' };

test.describe('a cabinet that says only later how old its firmware is', () => {
  test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

  test('is noted beside what it does not have, without a reload', async ({ page, gateway }) => {
    // The simulated devices of every seventh number have firmware 4.8.21, and UserBypass came with 4.8.42.
    const devices = (await gateway.simulator.read(DEMO_KEY, 'devices')) as { Id: number; Name: string; Policy?: string | null }[];
    const old = devices.find(({ Id, Policy }) => Id % 7 === 0 && Policy === AUDITED)?.Name ?? '';
    await signIn(page, 'policies', { stay: true });
    await editPolicy(page, AUDITED);
    await parameter(page, 'UserBypass').check();
    const findings = page.getByRole('status', { name: 'Findings' });
    await expect(findings).toHaveText('1 warning');
    await gateway.simulator.trip(old, 'Shutdown');
    await gateway.simulator.trip(old, 'Startup');
    await expect(findings).toHaveText('1 warning, 1 note');
    await page.locator('summary', { hasText: '1 warning, 1 note' }).click();
    await expect(page.getByRole('list', { name: 'Findings' })).toContainText('Firmware 4.8.21 does not have this parameter, which came with 4.8.42');
  });
});

test.describe('what makes no plan', () => {
  test('an address for more than one device, until there is one', async ({ page, gateway }) => {
    await addPolicy(gateway.simulator, 'Ward 3', NETWORK);
    await signIn(page, 'policies/Ward%203?assign=yes', { stay: true });
    await chooseDevices(page, choice(page), [ICU, ONCOLOGY]);
    await expect(page.getByRole('status', { name: 'Forecast' })).toContainText('2 would have wrong values');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'There is no plan to make yet' });
    await expect(alert.getByRole('listitem').first()).toHaveText(
      `${ICU}; ${ONCOLOGY}: 10.0.0.7 would be the address of 2 devices. Give 0.0.0.0 in the policy, and each device its own address as an override.`,
    );
    await expect(alert.getByRole('listitem').last()).toContainText('leave these devices out');
    await page.getByRole('searchbox', { name: 'Search devices' }).fill(ONCOLOGY);
    await rowOf(choice(page), ONCOLOGY).getByRole('button', { name: ONCOLOGY }).click();
    await expect(page.getByRole('dialog')).toContainText('10.0.0.7 would be the address of 2 devices');
    await page.keyboard.press('Escape');
    await rowOf(choice(page), ONCOLOGY).getByRole('checkbox').uncheck();
    await expect(alert, 'it follows as things are put right').toBeHidden();
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Plan for Ward 3' })).toBeVisible();
    expect((await gateway.simulator.asked()).executions).toEqual([]);
  });

  test('a policy that contradicts the address that a device has for itself', async ({ page, gateway }) => {
    await addPolicy(gateway.simulator, 'Ward 3', { ...NETWORK, ip: '0.0.0.0' });
    await give(gateway.simulator, ICU, 'Ward 3', { ip: '10.0.0.8' });
    await give(gateway.simulator, ONCOLOGY, 'Ward 3', {});
    await signIn(page, 'policies', { stay: true });
    await editPolicy(page, 'Ward 3');
    await parameter(page, 'Gateway').fill('0.0.0.0');
    const make = page.getByRole('button', { name: 'Make the plan' });
    await make.click();
    const alert = page.getByRole('alert').filter({ hasText: 'There is no plan to make yet' });
    await expect(alert.getByRole('listitem')).toHaveText([
      `${ICU}: The static IP 10.0.0.8 needs a gateway.`,
      "Change what is wrong in the policy or in the devices' own values, or leave these devices out.",
    ]);
    await page.getByRole('searchbox', { name: 'Search devices' }).fill(ICU);
    await expect(rowOf(choice(page), ICU)).toContainText('Wrong values');
    await expect(rowOf(choice(page), ICU)).toContainText('The static IP 10.0.0.8 needs a gateway.');

    // By DHCP it needs none.
    await page.getByRole('checkbox', { name: 'Devices keep their own values' }).uncheck();
    await expect(alert).toBeHidden();
    await page.getByRole('checkbox', { name: 'Devices keep their own values' }).check();
    await parameter(page, 'Gateway').fill('10.0.0.2');
    await expect(alert).toBeHidden();
    await make.click();
    await expect(page.getByRole('heading', { level: 1, name: /^Plan for Ward 3/ })).toBeVisible();
  });

  test('a policy that no device has is copied instead of edited', async ({ page, gateway }) => {
    const { Parameters } = (await gateway.simulator.read(DEMO_KEY, `policies/${encodeURIComponent(AUDITED)}`)) as { Parameters: object };
    const body = { Name: 'Ward 3', DeviceDefinition: 'TS092, Security Cabinet, US, 28 cu ft, v4', Parameters };
    expect(await gateway.simulator.call(DEMO_KEY, 'POST', 'policies', body)).toBeLessThan(300);
    await signIn(page, 'policies/Ward%203/~edit');
    await expect(page.getByRole('main')).toContainText('No device has it');
    await page.getByRole('link', { name: 'Copy as a new policy' }).click();
    await expect(page.getByText('The values are those of Policy Ward 3.')).toBeVisible();
  });

  test('says what is wrong: unchanged values, no device, a name that exists', async ({ page, gateway }) => {
    await signIn(page, 'policies', { stay: true });
    await editPolicy(page, AUDITED);
    const make = page.getByRole('button', { name: 'Make the plan' });
    await page.getByRole('button', { name: 'Choose none' }).click();
    await page.getByRole('textbox', { name: 'Name of the new policy' }).fill(AUDITED);
    await make.click();
    const alert = page.getByRole('alert').filter({ hasText: 'There is no plan to make yet' });
    await expect(alert).toContainText('Nothing is changed');
    await expect(alert).toContainText('Choose at least one device');
    await expect(alert).toContainText(`A policy named ${AUDITED} exists`);

    await parameter(page, 'DoorOpenTimeLimit').fill('0');
    await expect(alert).toContainText('Values are wrong or missing');
    await alert.getByRole('button', { name: 'Show the first' }).click();
    await expect(parameter(page, 'DoorOpenTimeLimit')).toBeFocused();
    await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveAttribute('aria-invalid', 'true');
    await parameter(page, 'DoorOpenTimeLimit').fill('120');
    await page.getByRole('textbox', { name: 'Name of the new policy' }).fill('Ward 3');
    await chooseDevices(page, choice(page), [ICU]);
    await expect(alert, 'it follows as things are put right').toBeHidden();
    await make.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Plan for Ward 3' })).toBeVisible();
    expect((await gateway.simulator.asked()).executions).toEqual([]);
  });
});
