import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEMO_KEY } from '../support/simulator.ts';

const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';
const DAY = 86_400;

interface Batch {
  BatchId: string | null;
  Events: { Type: string; Device?: string; Observe?: string[]; Adds?: string[]; Removes?: string[]; PassRfid?: string }[];
}

test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

test('what lies in a fridge is its last scan and what moved since', async ({ page, gateway }) => {
  // The first call subscribes the key: from here on the test folds for itself what the page is to show.
  await gateway.simulator.read(DEMO_KEY, 'events');
  await gateway.simulator.advance(DAY);
  await gateway.simulator.trip(FRIDGE, 'ValidPass');
  await gateway.simulator.advance(120);

  const inside = new Set<string>();
  let scans = 0;
  let moves = 0;
  for (;;) {
    const { BatchId, Events } = (await gateway.simulator.read(DEMO_KEY, 'events?limit=512')) as Batch;
    if (Events.length === 0) break;
    for (const event of Events.filter((event) => event.Device === FRIDGE)) {
      if (event.Type === 'ObjectEvent') {
        inside.clear();
        scans += 1;
      }
      if (event.Type === 'AggregateEvent') moves += 1;
      for (const tag of event.Removes ?? []) inside.delete(tag);
      for (const tag of [...(event.Observe ?? []), ...(event.Adds ?? [])]) inside.add(tag);
    }
    expect(await gateway.simulator.call(DEMO_KEY, 'DELETE', 'events', { BatchId })).toBeLessThan(300);
  }
  expect(scans).toBeGreaterThan(0);
  expect(inside.size).toBeGreaterThan(0);
  expect(moves).toBeGreaterThan(1);

  await signIn(page, devicePath(FRIDGE, '/inventory'));
  const now = page.getByRole('region', { name: 'Inside now' });
  const shown = now.getByRole('list', { name: 'Tags inside' }).locator('code');
  await expect.poll(async () => (await shown.allInnerTexts()).toSorted()).toEqual([...inside].toSorted());
  await expect(now).toContainText(`${inside.size} tags`);

  const moved = page.getByRole('region', { name: 'What moved' });
  const latest = moved.getByRole('article').first();
  await expect(latest).toContainText(/••••[0-9A-F]{4}/);
  await latest.getByRole('button', { name: /^Show pass/ }).click();
  await expect(latest).toContainText(/[0-9A-F]{14}/);
});

test('without a scan nothing is claimed to lie inside', async ({ page, gateway }) => {
  await gateway.simulator.trip(FRIDGE, 'ValidPass');
  await gateway.simulator.advance(120);
  await signIn(page, devicePath(FRIDGE, '/inventory'));
  await expect(page.getByRole('region', { name: 'What moved' }).getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Inside now' })).toContainText('Not known yet');
});

test('a cabinet without a reader has no inventory', async ({ page }) => {
  await signIn(page, devicePath('Security Cabinet 1'));
  const tabs = page.getByRole('navigation', { name: 'Device' });
  await expect(tabs.getByRole('link', { name: 'Access' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Inventory' })).toHaveCount(0);
});
