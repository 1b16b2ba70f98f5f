// Two tabs of one browser never carry out one plan at once: by the browser's locks, and where there are none by asking one another.

import type { Page, Request } from '@playwright/test';
import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { carriedOut, holdFirstStep, makePlan, planDevice, planState, policyOf, run, stepCalls, steps, withoutPolicy } from '../support/plans.ts';
import { AUDITED, ICU, OFFLINE, ONCOLOGY } from '../support/policies.ts';
import { DEMO_KEY } from '../support/simulator.ts';
import { holdForever } from '../support/traffic.ts';

const NEW = `${AUDITED}, 2`;
const THREE = [ICU, ONCOLOGY, OFFLINE];
const TELL = 'The tabs ask one another instead';

/** A tab in which the plan is open and nothing is done about it. */
async function openPlan(page: Page, plan: string): Promise<Request[]> {
  const calls = stepCalls(page);
  await signIn(page, plan);
  await expect(page.getByRole('heading', { level: 1, name: `Plan for ${NEW}` })).toBeVisible();
  return calls;
}

for (const locks of [true, false]) {
  test.describe(locks ? 'with locks' : 'without locks', () => {
    // In the second tab the device is asked about whose call never left.
    test.use({ expectedConsole: /status of 404/ });

    test('a plan runs in one tab; the other says so and sends nothing, and goes on once the first is closed', async ({ page, context, gateway }) => {
      const { simulator } = gateway;
      // As on a page that is not served over https.
      if (!locks) await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
      const ofFirst = stepCalls(page);
      await signIn(page, 'policies', { stay: true });
      await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
      const plan = page.url();
      const tellsOfAsking = page.getByText(TELL);
      await (locks ? expect(tellsOfAsking).toBeHidden() : expect(tellsOfAsking).toBeVisible());

      // It was there before, and still offers what has begun elsewhere meanwhile.
      const second = await context.newPage();
      const ofSecond = await openPlan(second, plan);
      await expect(planState(second)).toContainText('Nothing has been sent yet');
      const isHeld = await holdForever(page, 'POST', `/3/${devicePath(ICU, '/policy')}`, false);
      await run(page);
      await expect.poll(isHeld).toBe(true);
      await expect(planDevice(page, ONCOLOGY)).toContainText('Done and read back');
      await expect(planDevice(page, OFFLINE)).toContainText('Values queued');

      await run(second);
      await expect(second.getByRole('status').filter({ hasText: 'Another tab carries this plan out. Nothing was sent from here.' })).toBeVisible();
      await expect(planState(second)).toContainText('Running in another tab of this browser');
      // And one that is opened while it runs.
      const third = await context.newPage();
      const ofThird = await openPlan(third, plan);
      for (const tab of [second, third]) {
        await expect(planState(tab)).toContainText('Running in another tab of this browser');
        await expect(planDevice(tab, ONCOLOGY), 'it follows').toContainText('Done and read back');
        await expect(planDevice(tab, ICU)).toContainText('Getting the new policy');
        const resume = tab.getByRole('button', { name: 'Resume', exact: true });
        await expect(resume).toHaveAttribute('aria-disabled', 'true');
        await expect(resume).toHaveAccessibleDescription('It runs in another tab. Close that one, or stop the plan there.');
        await expect(tab.getByRole('button', { name: 'Forget this plan' })).toHaveAttribute('aria-disabled', 'true');
        // A click on what is refused does nothing, whatever it looks like.
        await resume.click({ force: true });
      }
      expect(steps([...ofSecond, ...ofThird]), 'nothing is sent from elsewhere').toEqual([]);

      await third.close();
      await page.close();
      const resume = second.getByRole('button', { name: 'Resume', exact: true });
      await expect(resume).not.toHaveAttribute('aria-disabled', 'true');
      await expect(planState(second)).toContainText('Stopped');
      await expect(withoutPolicy(second), 'the first has left one without').toContainText(ICU);
      await expect(planDevice(second, ICU)).toContainText('Interrupted');
      expect(steps(ofSecond), 'nothing goes on by itself').toEqual([]);
      await resume.click();
      await expect(planDevice(second, ICU)).toContainText('Done and read back');
      await expect(planState(second)).toContainText('Some devices have not confirmed it yet');
      await expect(withoutPolicy(second)).toBeHidden();

      expect(steps(ofSecond), 'only what the first has not done').toEqual([
        `POST ${ICU}/policy`, `POST ${ICU}/policy/sync`, `GET ${ICU}/policy/sync`,
      ]);
      const all = steps([...ofFirst, ...ofSecond]);
      expect(new Set(all).size, 'no step was sent twice').toBe(all.length);
      expect(await carriedOut(simulator), 'one policy, and four steps for each of three devices').toEqual(Array<number>(13).fill(1));
      for (const device of THREE) {
        expect(await policyOf(simulator, DEMO_KEY, device)).toBe(NEW);
        expect(await simulator.executions(device, /SetConfigValues/)).toHaveLength(1);
      }
    });
  });
}

test('without locks, who asks while another tab still asks is told so, and sends nothing', async ({ page, context, gateway }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  const ofFirst = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  const second = await context.newPage();
  const ofSecond = await openPlan(second, page.url());
  const letGo = [await holdFirstStep(page), await holdFirstStep(second)];
  await run(page);
  await run(second);
  await expect(second.getByRole('status').filter({ hasText: 'Another tab carries this plan out. Nothing was sent from here.' })).toBeVisible();
  await expect(planState(page)).toContainText('Running: 1 call under way');
  for (const go of letGo) go();
  await expect(planState(page)).toContainText('Some devices have not confirmed it yet');
  await expect(planState(second)).toContainText('Some devices have not confirmed it yet');
  expect(steps(ofSecond)).toEqual([]);
  expect(new Set(steps(ofFirst)).size, 'no step was sent twice').toBe(ofFirst.length);
  expect(await carriedOut(gateway.simulator)).toEqual(Array<number>(13).fill(1));
});

/** From now on the page waits for what it reads of its plans, already read, until it is let go. */
async function holdReading(page: Page): Promise<{ isHeld: () => Promise<boolean>; release: () => Promise<void> }> {
  await page.evaluate(() => {
    const read = IDBObjectStore.prototype.getAll;
    const released = new Promise((resolve) => addEventListener('released', resolve));
    IDBObjectStore.prototype.getAll = function (...range) {
      const request = read.apply(this, range);
      if (this.transaction.db.name !== 'jetstream-plans') return request;
      const held = (listener: (event: Event) => void) => async (event: Event) => {
        document.documentElement.dataset.reading = 'held';
        await released;
        listener(event);
      };
      const set = (listener: (event: Event) => void) => request.addEventListener('success', held(listener));
      return Object.defineProperty(request, 'onsuccess', { set });
    };
  });
  return {
    isHeld: async () => (await page.locator('html').getAttribute('data-reading')) === 'held',
    release: async () => page.evaluate(() => void dispatchEvent(new Event('released'))),
  };
}

test('without locks, of two tabs that begin in the same instant the second stops at its first step', async ({ page, context, gateway }) => {
  // Both ask before either could answer: here neither ever hears the other.
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    const own = Math.random();
    window.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name === 'jetstream-locks' ? `${name} ${own}` : name);
      }
    };
  });
  const ofFirst = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  const second = await context.newPage();
  const ofSecond = await openPlan(second, page.url());

  const { isHeld, release } = await holdReading(second);
  await run(second);
  await expect.poll(isHeld, 'it has read that nothing was done').toBe(true);
  const letGo = await holdFirstStep(page);
  await run(page);
  await expect(planState(page)).toContainText('Running: 1 call under way');
  await release();
  await expect(second.getByRole('status').filter({ hasText: 'Another tab carries this plan out. This one has stopped.' })).toBeVisible();
  await expect(planState(second)).toContainText('Stopped');
  expect(steps(ofSecond)).toEqual([]);

  letGo();
  await expect(planState(page)).toContainText('Some devices have not confirmed it yet');
  await run(second, 'Resume');
  await expect(planState(second), 'the story is one').toContainText('Some devices have not confirmed it yet');
  await expect(planDevice(second, ICU)).toContainText('Done and read back');
  expect(steps(ofSecond)).toEqual([]);
  expect(new Set(steps(ofFirst)).size, 'no step was sent twice').toBe(ofFirst.length);
  expect(await carriedOut(gateway.simulator)).toEqual(Array<number>(13).fill(1));
});
