// A link to one event.

import { expectAccessible } from '../support/accessibility.ts';
import { signIn } from '../support/actions.ts';
import { eventRows, eventSearch, expectMarked, markedRow, type RawEvent } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { Gateway } from '../support/gateway.ts';
import { DEMO_KEY, type Simulator } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const OPTIONS = ['--speed', '0', '--start', '2026-03-02T08:00:00Z'];

test.use({ gatewayOptions: OPTIONS, permissions: ['clipboard-read', 'clipboard-write'] });

test('an event has a link to itself, which opens it for others', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, 'events?q=breach');
  await eventRows(page).first().click();
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.href.startsWith(gateway.url), 'as it is typed into an address bar').toBe(true);
  expect([...link.searchParams.keys()], 'the event, and no filter').toEqual(['event']);

  await page.goto('about:blank');
  await signIn(page, link.href);
  await expect(dialog).toContainText('DoorBreach');
  await expect(dialog).toContainText(link.searchParams.get('event') ?? '');
});

/** The id of the breach, as Jetstream tells it to a key that reads its queue. */
async function breach(simulator: Simulator): Promise<string> {
  await simulator.read(DEMO_KEY, 'events/1');
  await simulator.trip(CABINET, 'DoorBreach');
  const { Events } = (await simulator.read(DEMO_KEY, 'events/512')) as { Events: RawEvent[] };
  return Events.find((event) => JSON.stringify(event).includes('DoorBreach'))?.EventId ?? '';
}

test('a link to an event that is on its way says so, and shows it when it comes', async ({ page, gateway, wire }) => {
  const id = await breach(gateway.simulator);
  wire.holdFeed();
  await signIn(page, `${wire.url}events?event=${id}`);
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await expect(dialog.getByRole('status').first()).toContainText('the feed is still catching up');
  wire.releaseFeed();
  await expect(dialog).toContainText('DoorBreach');
});

test('a link to an event that nobody has heard of says so, and shows it should it come', async ({ page, gateway }) => {
  // A fleet that lives the same life tells what this one is going to say.
  const other = await Gateway.start(OPTIONS);
  const id = await breach(other.simulator);
  await other.stop();
  await signIn(page, `events?event=${id}`);
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await expect(dialog.getByRole('status').filter({ hasText: 'No event with this id' })).toContainText('If it comes, it is shown here');
  await expect(dialog).toContainText(id);
  expect(await breach(gateway.simulator)).toBe(id);
  await expect(dialog).toContainText('DoorBreach');
});

test('what else came then is one click away', async ({ page, gateway }) => {
  for (let time = 0; time < 40; time += 1) {
    await gateway.simulator.advance(600);
    await gateway.simulator.trip(CABINET, 'DoorBreach');
  }
  await signIn(page, 'events?q=breach&at=2026-03-02T10:00:00Z');
  await expectMarked(page, '2026-03-02T10:00:00Z');
  await markedRow(page).getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await dialog.getByRole('link', { name: 'What else came then' }).click();
  await expect(dialog).toBeHidden();
  await expect(eventSearch(page)).toHaveValue('');
  await expectMarked(page, '2026-03-02T10:00:00Z');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on an event that is not here', async ({ page }) => {
      await signIn(page, 'events?event=00000000-0000-4000-8000-000000000001');
      await expect(page.getByRole('dialog').getByRole('status').first()).toBeVisible();
      await expectAccessible(page, 'Event', scheme);
    });
  });
}
