import { choose, signIn, visit } from '../support/actions.ts';
import { eventList, eventRows, eventSearch, feedState, lastRow, readRaw, searchEvents } from '../support/events.ts';
import { FeedTally } from '../support/feed-tally.ts';
import { expect, test } from '../support/fixtures.ts';
import { Gateway } from '../support/gateway.ts';
import { stopClock } from '../support/lock.ts';
import { freePort } from '../support/port.ts';
import { expectKept } from '../support/queue.ts';

const CABINET = 'Security Cabinet 1';
const BREACH = 'DoorBreach';

test('something visible happens within two seconds of opening the page', async ({ page }) => {
  await signIn(page, 'events');
  await expect(eventRows(page).first()).toBeVisible({ timeout: 2_000 });
  await expect(feedState(page)).toContainText('Live');
});

test('of all events only the rows in sight exist', async ({ page, gateway }) => {
  await gateway.simulator.advance(7_200);
  await signIn(page, 'events');
  await expect.poll(async () => Number(await eventList(page).getAttribute('aria-rowcount'))).toBeGreaterThan(500);
  expect(await eventList(page).locator('[role=row]').count()).toBeLessThan(100);
});

test('while it is paused the list stands still and collects', async ({ page, gateway }) => {
  const tally = new FeedTally(page, true);
  await signIn(page, 'events');
  await expect(eventRows(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await gateway.simulator.trip(CABINET, BREACH);
  await expect.poll(() => tally.texts.some((text) => text.includes(BREACH))).toBe(true);
  await expect(eventList(page)).not.toContainText(BREACH);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(eventList(page)).toContainText(BREACH);
});

test('what a filter hides is not lost', async ({ page, gateway }) => {
  const tally = new FeedTally(page, true);
  await signIn(page, 'events');
  await choose(page, 'Device', CABINET);
  await choose(page, 'Type', 'CommandQueuedEvent');
  await expect(page).toHaveURL((url) => url.searchParams.has('device') && url.searchParams.has('type'));
  await gateway.simulator.trip(CABINET, BREACH);
  await expect.poll(() => tally.texts.some((text) => text.includes(BREACH))).toBe(true);
  await expect(eventList(page)).not.toContainText(BREACH);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live feed' }).click();
  await expect(page).toHaveURL((url) => url.search === '');
  const [event] = await searchEvents(page, BREACH, 1);
  expect(event).toMatchObject({ Device: CABINET });
});

test('events are found by device, type, severity and text', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, BREACH);
  await signIn(page, 'events');
  await choose(page, 'Device', CABINET);
  await choose(page, 'Type', 'LogEntryEvent');
  await choose(page, 'Severity', 'Error');
  const [event] = await searchEvents(page, 'breach', 1);
  expect(event?.Type).toBe('LogEntryEvent');
});

test('an event opens to its fields and to the text that came over the wire', async ({ page, gateway }) => {
  const tally = new FeedTally(page, true);
  await gateway.simulator.trip(CABINET, BREACH);
  await signIn(page, 'events');
  await eventSearch(page).fill(BREACH);
  const row = eventRows(page).first();
  await row.click();
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await expect(dialog).toContainText(CABINET);
  await expect(page).toHaveURL((url) => url.searchParams.has('event'));
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  const raw = await readRaw(page, row);
  expect(tally.texts.some((text) => text.includes(raw)), 'never written anew').toBe(true);
});

test('after a cut the feed goes on where it stopped', async ({ page, gateway, wire }) => {
  const tally = new FeedTally(page);
  await signIn(page, `${wire.url}events`);
  await expect(feedState(page)).toContainText('Live');

  // Sent by the gateway, and never received.
  wire.holdFeed();
  await gateway.simulator.trip(CABINET, BREACH);
  expect(wire.cutFeed()).toBe(1);
  await expect(feedState(page)).toContainText('Reconnecting');
  wire.releaseFeed();
  await expect(feedState(page)).toContainText('Live');

  expect(tally.sent.map((frame) => typeof frame.after)).toEqual(['object', 'string']);
  await searchEvents(page, BREACH, 1);
  await expect.poll(async () => {
    const { issued, hash } = await gateway.simulator.state();
    return issued === tally.count && hash === tally.hash;
  }).toBe(true);
});

test.describe('a fleet that stands still', () => {
  test.use({ gatewayOptions: ['--speed', '0'] });

  test('a day that comes within an instant is kept whole', async ({ page, gateway }) => {
    const tally = new FeedTally(page);
    await page.clock.install();
    await signIn(page, 'events', { stay: true });
    await expect(feedState(page)).toHaveText('Live');
    // No second passes for the page, in which it would write what it has.
    await stopClock(page);
    await gateway.simulator.advance(30 * 3_600);
    const { issued } = await gateway.simulator.state();
    await expect.poll(() => tally.count).toBe(issued);
    await page.clock.runFor(2_000);
    await expectKept(page, issued);
  });

  test('between what is kept and where the feed begins a gap is drawn, also after the next reload', async ({ page, gateway, wire }) => {
    const gap = eventList(page).getByText(/Events are missing here: The feed does not reach back/);
    await gateway.simulator.advance(600);
    const { issued, now } = await gateway.simulator.state();
    // So few that the list shows all of them.
    const list = `${wire.url}events?q=${encodeURIComponent(`device:"${CABINET}"`)}`;
    await signIn(page, list, { stay: true });
    await expectKept(page, issued);
    await page.reload();
    await expectKept(page, issued);
    await expect(eventRows(page).first()).toBeVisible();
    await expect(gap, 'the feed reaches back to what is kept').toHaveCount(0);

    // It knows nothing of the day before.
    const start = new Date(Date.parse(now) + 86_400_000).toISOString();
    const later = await Gateway.start(['--seed', '7', '--speed', '0', '--start', start]);
    try {
      wire.leadTo(later.url);
      const more = (await later.simulator.state()).issued;
      await page.reload();
      await expect(gap).toHaveCount(1);
      await expect.poll(() => lastRow(page), 'what was kept is of another day').toMatch(/^\d+ \w+, \d\d:\d\d:\d\d/);
      await expectKept(page, issued + more);
      await page.reload();
      await expect(gap).toHaveCount(1);

      // As long as events are kept, and no longer.
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.clock.setFixedTime(Date.parse(start) + 8 * 86_400_000);
      await signIn(page, list);
      await expectKept(page, more);
      await expect(gap).toHaveCount(0);
    } finally {
      // A page that is still there would look for the feed, and complain that it is gone.
      await page.goto('about:blank');
      await later.stop();
    }
  });
});

test.describe('a gateway that cannot be reached', () => {
  test.use({ expectedConsole: /WebSocket connection to .* failed/ });

  test('is looked for until it is back', async ({ page, gateway, wire }) => {
    await signIn(page, `${wire.url}events`);
    await expect(feedState(page)).toContainText('Live');
    wire.leadTo(`http://127.0.0.1:${await freePort()}`);
    wire.cutFeed();
    await expect(feedState(page)).toContainText('the feed cannot be reached');
    wire.leadTo(gateway.url);
    await expect(feedState(page)).toContainText('Live');
  });
});

test('what cannot be replayed is drawn as a gap', async ({ page, wire }) => {
  await signIn(page, `${wire.url}events`);
  await expect(feedState(page)).toContainText('Live');
  const another = await Gateway.start(['--seed', '7']);
  try {
    wire.leadTo(another.url);
    wire.cutFeed();
    await expect(feedState(page)).toContainText('Live');
    await expect(eventList(page)).toContainText(/gap|missing/i);
  } finally {
    // A page that is still there would look for the feed, and complain that it is gone.
    await page.goto('about:blank');
    await another.stop();
  }
});

test('the state of the feed and its age stand on every page', async ({ page }) => {
  await signIn(page);
  for (const link of ['Devices', 'Commands', 'Live feed'] as const) {
    await visit(page, link);
    await expect(feedState(page)).toBeVisible();
    await expect(page.getByRole('banner')).toContainText(/just now|\d+ s ago/);
  }
});
