// A plan over eight devices: never more than a few calls at once, paused, stopped, and carried to its end all the same.

import type { Page, Request } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { signIn, visit } from '../support/actions.ts';
import { eventList } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { carriedOut, makePlan, planDevice, planState, policyOf, run, stepCalls, steps, withoutPolicy } from '../support/plans.ts';
import { AUDITED, ICU, ONCOLOGY } from '../support/policies.ts';
import { DEMO_KEY, type Simulator } from '../support/simulator.ts';
import { hold } from '../support/traffic.ts';

const NEW = `${AUDITED}, 2`;
/** All are connected. */
const EIGHT = [
  ICU,
  ONCOLOGY,
  'Security Cabinet 1',
  'St. Anne, Ward 3 East, Security Cabinet',
  'Nordstadt Klinik, Oncology, Security Cabinet 6',
  'Nordstadt Klinik, Ward 3 East, Security Cabinet 12',
  'Mercy General, Cath Lab, Security Cabinet 19',
  'Lakeside Veterans Hospital, Emergency Dept., Security Cabinet 22',
];
/** So many steps are under way at once, and no more. */
const AT_ONCE = 4;
const POLICY_OF_DEVICE = /\/3\/devices\/[^/]+\/policy(\/sync)?$/;
/** What befalls a device without consequence for the plan. */
const HAPPENED = 'NewFirmwareDownloadError';
const RESUME = { name: 'Resume', exact: true };

test.use({ gatewayOptions: ['--latency', '100'] });

/** The devices that a plan has taken the policy off, and those that it has given one. */
function taken(calls: readonly Request[]): string[] {
  return devices(calls, 'DELETE');
}

function given(calls: readonly Request[]): string[] {
  return devices(calls, 'POST');
}

function devices(calls: readonly Request[], method: string): string[] {
  const own = new RegExp(`^${method} (.*)/policy$`);
  return steps(calls).flatMap((step) => own.exec(step)?.[1] ?? []).toSorted();
}

/** Makes the plan for all eight, runs it, and waits until the first devices are about to lose their policy. */
async function runUntilHeld(page: Page): Promise<{ calls: Request[]; release: () => void }> {
  const calls = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, EIGHT);
  const release = await hold(page, POLICY_OF_DEVICE, 'DELETE');
  await run(page);
  await expect.poll(() => taken(calls).length).toBe(AT_ONCE);
  await expect(planState(page)).toContainText(`Running: ${AT_ONCE} calls under way`);
  return { calls, release };
}

/** After all of it each step was sent once, and each device has the new policy. */
async function expectDone(page: Page, calls: readonly Request[], simulator: Simulator): Promise<void> {
  await expect(planState(page)).toContainText('Everything is done');
  for (const device of EIGHT) {
    await expect(planDevice(page, device)).toContainText('Done and read back');
    expect(await policyOf(simulator, DEMO_KEY, device)).toBe(NEW);
  }
  expect(new Set(steps(calls)).size, 'no step was sent twice').toBe(calls.length);
  expect(await carriedOut(simulator), 'one policy, and four steps for each of eight devices').toEqual(Array<number>(33).fill(1));
}

/** Lets the page hear something new, and come back from looking at it. */
async function lookElsewhere(page: Page, happens: () => Promise<void>): Promise<void> {
  const plan = page.url();
  await visit(page, 'Live feed');
  await happens();
  await expect(eventList(page).getByText(HAPPENED).first()).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(plan);
  await expect(page.getByRole('heading', { level: 1, name: `Plan for ${NEW}` })).toBeVisible();
}

test('paused, only devices without a policy are still given one; resumed, it ends, and no step was sent twice', async ({ page, gateway }) => {
  const { calls, release } = await runUntilHeld(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(planState(page)).toContainText(`Pausing: ${AT_ONCE} calls under way`);
  const begun = taken(calls);
  const waiting = EIGHT.filter((device) => !begun.includes(device));
  release();
  await expect(planState(page)).toContainText('Paused: nothing is being sent');
  const expectPaused = async () => {
    for (const device of begun) await expect(planDevice(page, device)).toContainText('Has the new policy');
    for (const device of waiting) await expect(planDevice(page, device)).toContainText('Waiting');
    expect(taken(calls), 'no further device loses its policy').toEqual(begun);
    expect(given(calls), 'nobody stays without one over the pause').toEqual(begun);
    expect(steps(calls), 'nothing else').toHaveLength(1 + 2 * AT_ONCE);
  };
  await expectPaused();
  await expect(withoutPolicy(page)).toBeHidden();

  await lookElsewhere(page, () => gateway.simulator.trip(waiting[0] ?? '', HAPPENED));
  await expect(planState(page)).toContainText('Paused: nothing is being sent');
  await expectPaused();
  for (const device of waiting) expect(await policyOf(gateway.simulator, DEMO_KEY, device)).toBe(AUDITED);
  await run(page, 'Resume');
  await expectDone(page, calls, gateway.simulator);
});

test('stopped, nothing more is sent at all: each device is in a named state, those without a policy first', async ({ page, gateway }) => {
  const { calls, release } = await runUntilHeld(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(planState(page)).toContainText(`Stopping: ${AT_ONCE} calls under way, and nothing more is sent.`);
  const begun = taken(calls);
  const waiting = EIGHT.filter((device) => !begun.includes(device));
  release();
  await expect(planState(page)).toContainText('Stopped: some steps are left, and nothing is being sent.');
  const expectStopped = async () => {
    await expect(withoutPolicy(page)).toContainText(`${AT_ONCE} devices may be without a policy`);
    for (const device of begun) {
      await expect(planDevice(page, device)).toContainText('Without a policy');
      await expect(withoutPolicy(page).getByRole('button', { name: `Repair ${device}`, exact: true })).toBeVisible();
    }
    for (const device of waiting) {
      await expect(planDevice(page, device)).toContainText('Waiting');
      await expect(withoutPolicy(page).getByRole('link', { name: device, exact: true })).toBeHidden();
    }
    expect(taken(calls)).toEqual(begun);
    expect(steps(calls), 'the policy, and what was under way').toHaveLength(1 + AT_ONCE);
  };
  await expectStopped();
  await expect(page.getByText(`${1 + AT_ONCE} of 33 steps done`)).toBeVisible();
  await expect(page.getByRole('main').locator('> *').first(), 'the first thing on the page').toHaveAttribute('role', 'alert');
  await expect(page.getByRole('button', { name: 'Forget this plan' })).toHaveAccessibleDescription('It has left a device without a policy: repair that first.');

  await lookElsewhere(page, () => gateway.simulator.trip(waiting[0] ?? '', HAPPENED));
  await expectStopped();
  await run(page, 'Resume');
  await expectDone(page, calls, gateway.simulator);
  await expect(withoutPolicy(page)).toBeHidden();
});

test('never more than four calls about policies are under way at once, and more than one is', async ({ page, gateway }) => {
  const calls = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, EIGHT);
  const load = { all: 0, underWay: 0, most: 0 };
  // A call counts from when it has left the page until just before its answer is given back: so never one too many.
  await page.route(POLICY_OF_DEVICE, async (route) => {
    load.all += 1;
    load.underWay += 1;
    load.most = Math.max(load.most, load.underWay);
    const response = await route.fetch();
    load.underWay -= 1;
    await route.fulfill({ response });
  });
  await run(page);
  await expectDone(page, calls, gateway.simulator);
  expect(load.all, 'with each look before a policy is taken off').toBeGreaterThanOrEqual(5 * EIGHT.length);
  expect(load.underWay).toBe(0);
  expect(load.most).toBe(AT_ONCE);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on a paused plan, on the alarm of a stopped one, and on the repair', async ({ page }) => {
      const { release } = await runUntilHeld(page);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await expect(planState(page)).toContainText('Pausing');
      await expectAccessible(page, `Plan for ${NEW}`, scheme);
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      release();
      await expect(planState(page)).toContainText('Stopped');
      await expect(withoutPolicy(page)).toBeVisible();
      await expect(page.getByRole('button', RESUME)).toBeVisible();
      await expectAccessible(page, `Plan for ${NEW}`, scheme);
      const repair = withoutPolicy(page).getByRole('button', { name: /^Repair / }).first();
      const device = (await repair.getAttribute('aria-label'))?.replace('Repair ', '') ?? '';
      await repair.click();
      const dialog = page.getByRole('dialog', { name: `Repair ${device}`, exact: true });
      for (const call of await dialog.getByText('Show the call').all()) await call.click();
      await expectAccessible(page, `Repair ${device}`, scheme);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(repair, 'the focus is back where it was').toBeFocused();
      await visit(page, 'Policies');
      await expect(withoutPolicy(page)).toBeVisible();
      await expectAccessible(page, 'Policies', scheme);
    });
  });
}

test.describe('failed', () => {
  // The browser logs the answers that this test is about.
  test.use({ expectedConsole: /status of 500/ });

  for (const scheme of ['light', 'dark'] as const) {
    test.describe(scheme, () => {
      test.use({ colorScheme: scheme });

      test('axe finds nothing on a plan of which a step failed', async ({ page }) => {
        await signIn(page, 'policies', { stay: true });
        await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, [ICU, ONCOLOGY]);
        await page.route(POLICY_OF_DEVICE, async (route) => {
          if (route.request().method() === 'DELETE') await route.fulfill({ status: 500, body: '' });
          else await route.fallback();
        });
        await run(page);
        for (const device of [ICU, ONCOLOGY]) await expect(planDevice(page, device)).toContainText('Failed');
        await expect(planState(page)).toContainText('Stopped');
        await expectAccessible(page, `Plan for ${NEW}`, scheme);
      });
    });
  }
});
