import type { Page } from '@playwright/test';
import { lockDown, openDevice, region, signIn } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { counted } from '../support/incidents-access-sensors.ts';
import { AUDITED, ICU, ONCOLOGY, board, colleagueSets, policiesPath, rowOf } from '../support/policies.ts';
import type { Simulator } from '../support/simulator.ts';

/*
 * The pictures of the README, taken from the running dashboard. They are no tests: `npm run picture` takes them anew. The clocks of the
 * simulation and of the browser are set, so that pictures of the same source are nearly the same.
 */
test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

const CABINET = 'Security Cabinet 1';

/** Lets simulated time pass, and sets the clock of the browser to its end. */
async function pass(page: Page, simulator: Simulator, seconds: number): Promise<void> {
  await simulator.advance(seconds);
  await page.clock.install({ time: (await simulator.state()).now });
}

/** Takes the picture of what the window shows. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `../../docs/pictures/${name}.png`, animations: 'disabled' });
}

test('the overview of a fleet with open alarms', async ({ page, gateway: { simulator } }) => {
  await simulator.advance(12 * 3_600);
  await simulator.trip(CABINET, 'DoorBreach');
  await simulator.trip(ICU, 'ACPowerFailure');
  await simulator.trip(ONCOLOGY, 'DoorOpen');
  await pass(page, simulator, 600);
  await signIn(page, 'overview');
  await expect(feedState(page)).toHaveText('Live');
  await expect.poll(() => counted(page, 'doors breached')).toBe(1);
  await expect(page.getByRole('main')).toContainText(CABINET);
  await take(page, 'overview');
});

test('a cabinet that is locked down', async ({ page, gateway: { simulator } }) => {
  await pass(page, simulator, 3_600);
  await signIn(page);
  await openDevice(page, CABINET);
  await lockDown(page, CABINET, '4', 'Completed');
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  await take(page, 'device');
});

test('the drift of cabinets from their policy', async ({ page, gateway: { simulator } }) => {
  await simulator.advance(3_600);
  await colleagueSets(simulator, ICU, { dooropentimelimit: '45' });
  await pass(page, simulator, 60);
  await signIn(page, policiesPath('~drift', [['policy', AUDITED]]));
  const grid = board(page, 'Drift');
  await expect(rowOf(grid, ICU)).toBeVisible();
  for (const row of (await grid.getByRole('row').all()).slice(1, 7)) {
    await row.getByRole('button', { name: 'Read again' }).click();
    await expect(row).toContainText('just now');
  }
  await expect(rowOf(grid, ICU)).toContainText('Differs');
  await page.locator(':focus').blur();
  await take(page, 'drift');
});
