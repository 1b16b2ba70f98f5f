// A tab that is open and not looked at, as most are: it hears, counts and works on without frames, and with timers once a second.

import { signIn } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { accountOfHidden } from '../support/frames.ts';
import { expect, expectHidden, test } from '../support/hidden.ts';
import { holdFirstStep, makePlan, planDevice, run } from '../support/plans.ts';
import { AUDITED, ICU, ONCOLOGY } from '../support/policies.ts';
import { choice, expectKept, happens, openFeed, withoutFeed } from '../support/queue.ts';

const CABINET = 'Security Cabinet 1';

test('it misses nothing', async ({ tabs, gateway }) => {
  const page = await tabs.open();
  await signIn(page, 'events');
  await expect(feedState(page)).toContainText('Live');
  await tabs.hide(page);
  await gateway.simulator.rate(500);
  await expect.poll(async () => (await gateway.simulator.state()).issued).toBeGreaterThan(3_000);
  await gateway.simulator.rate(0);
  const { issued, received, hashIsEqual } = await accountOfHidden(page, gateway, 10);
  expect({ received, hashIsEqual }).toEqual({ received: issued, hashIsEqual: true });
});

test.describe('a fleet that stands still', () => {
  test.use({ gatewayOptions: ['--speed', '0'] });

  test('its title counts an alarm that is new', async ({ tabs, gateway }) => {
    const page = await tabs.open();
    await signIn(page, 'overview');
    await gateway.simulator.trip(CABINET, 'DoorBreach');
    const open = page.getByRole('list', { name: 'Open incidents' }).getByRole('listitem');
    await expect(open.filter({ hasText: CABINET }).filter({ hasText: 'forced' })).toBeVisible();
    const count = async () => Number(/^\((\d+)\)/.exec(await page.title())?.[1]);
    const before = await count();
    expect(before).toBeGreaterThan(0);
    await tabs.hide(page);
    await gateway.simulator.trip(CABINET, 'LowBattery');
    await expect.poll(count).toBe(before + 1);
    await expectHidden(page);
  });

  test('it carries a plan out to its end', async ({ tabs }) => {
    const page = await tabs.open();
    await signIn(page, '', { stay: true });
    await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, [ICU, ONCOLOGY]);
    const release = await holdFirstStep(page);
    await run(page);
    await tabs.hide(page);
    release();
    for (const device of [ICU, ONCOLOGY]) await expect(planDevice(page, device)).toContainText('Done and read back');
    await expectHidden(page);
  });

  test('it empties the queue as soon as the tab that did is closed', async ({ tabs, gateway }) => {
    await withoutFeed(tabs.context);
    const first = await tabs.open();
    await openFeed(first);
    await choice(first, 'Read and delete').click();
    await expect(first.getByRole('main')).toContainText('This tab empties the queue');
    const second = await tabs.open();
    await openFeed(second);
    await expect(second.getByRole('main')).toContainText('Another tab of this browser empties the queue');
    await tabs.hide(second);
    await first.close();
    await expect(second.getByRole('main')).toContainText('This tab empties the queue');
    const issued = await happens(gateway.simulator, 900);
    // It looks four times a minute.
    await expect(async () => expectKept(second, issued)).toPass({ timeout: 40_000 });
    await expectHidden(second);
  });
});
