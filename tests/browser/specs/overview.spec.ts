import type { Page } from '@playwright/test';
import { signIn, visit } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { counted, rowCount, rowsWith, tile } from '../support/incidents-access-sensors.ts';
import { unlock } from '../support/lock.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';

test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

/** What a tile counts when all that has happened is there: its number follows once a second. */
async function settled(page: Page, words: string): Promise<number> {
  await expect(feedState(page)).toHaveText('Live');
  const seen: number[] = [];
  const twice = async () => seen.push(await counted(page, words)) > 1 && seen.at(-1) === seen.at(-2);
  await expect.poll(twice, { intervals: [1_500] }).toBe(true);
  return seen.at(-1) ?? NaN;
}

test('signing in leads to the overview', async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page).toHaveURL(/\/overview$/);
});

for (const { entry, words } of [
  { entry: 'DoorBreach', words: 'doors breached' },
  { entry: 'ACPowerFailure', words: 'on battery: mains power lost' },
  { entry: 'DoorOpen', words: 'doors open for too long' },
]) {
  test(`${entry} is counted, and the number leads to the incidents behind it`, async ({ page, gateway }) => {
    await signIn(page, 'overview');
    const before = await settled(page, words);
    await gateway.simulator.trip(CABINET, entry);
    await expect.poll(() => counted(page, words)).toBe(before + 1);
    await expect(page).toHaveTitle(/^\(\d+\) Overview · Jetstream$/);
    await tile(page, words).click();
    await expect(page).toHaveURL((url) => url.pathname.endsWith('/incidents') && url.searchParams.get('kind') === entry);
    await expect(rowsWith(page, 'Incidents', CABINET, entry)).toHaveCount(1);
    expect(await rowCount(page, 'Incidents')).toBe(before + 1);
  });
}

test('a device that falls silent is counted', async ({ page, gateway }) => {
  await gateway.simulator.advance(3_600);
  await signIn(page, 'overview');
  await expect(tile(page, 'silent devices')).toBeVisible();
  await gateway.simulator.disconnect(CABINET);
  await gateway.simulator.advance(3 * 3_600);
  await expect.poll(() => counted(page, 'silent devices')).toBeGreaterThan(0);
  await tile(page, 'silent devices').click();
  await expect(rowsWith(page, 'Incidents', CABINET, 'Silence')).toHaveCount(1);
  const count = await rowCount(page, 'Incidents');
  await visit(page, 'Overview');
  await expect.poll(() => counted(page, 'silent devices')).toBe(count);
});

test('while nothing is heard of any device, none is called silent', async ({ page, wire }) => {
  await page.clock.install();
  await signIn(page, wire.url);
  await expect(feedState(page)).toHaveText('Live');
  await expect.poll(() => counted(page, 'silent devices')).toBe(0);
  wire.holdFeed();
  await page.clock.fastForward(6 * 3_600_000);
  await unlock(page, DEMO_KEY);
  await expect(feedState(page)).toHaveText(/^Reconnecting/);
  await page.clock.runFor(2_000);
  expect(await counted(page, 'silent devices')).toBe(0);
});

test('a lockdown is counted, and leads to the devices that are locked down', async ({ page, gateway }) => {
  await signIn(page, 'overview');
  const before = await settled(page, 'devices locked down');
  await gateway.simulator.call(COLLEAGUE_KEY, 'POST', `devices/${encodeURIComponent(CABINET)}/lockdown`, { Hours: 4 });
  await expect.poll(() => counted(page, 'devices locked down')).toBe(before + 1);
  await tile(page, 'devices locked down').click();
  const grid = page.getByRole('grid', { name: 'Devices' });
  await expect(grid.getByRole('link', { name: CABINET, exact: true })).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', String(before + 2));
});

test('a fridge that loses its mains power becomes too warm', async ({ page, gateway }) => {
  await gateway.simulator.advance(1_800);
  await signIn(page, 'overview');
  await gateway.simulator.trip(FRIDGE, 'ACPowerFailure');
  await gateway.simulator.advance(1_800);
  await expect.poll(() => counted(page, 'thermometers too warm')).toBeGreaterThan(0);
  const count = await counted(page, 'thermometers too warm');
  await tile(page, 'thermometers too warm').click();
  await expect(rowsWith(page, 'Sensors', FRIDGE, 'Too high').first()).toBeVisible();
  expect(await rowCount(page, 'Sensors')).toBe(count);
});

test('the open incidents that began last are named, and lead to each', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, 'overview');
  const item = page.getByRole('list', { name: 'Open incidents' }).getByRole('listitem').filter({ hasText: CABINET });
  await item.getByRole('link', { name: /forced/ }).click();
  await expect(page.getByRole('dialog', { name: 'DoorBreach', exact: true })).toContainText(CABINET);
});
