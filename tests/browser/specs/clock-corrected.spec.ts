// A browser whose clock is wrong, or is set: what is told relative to now follows the feed's clock, and ages are never made younger.

import { confirmation, devicePath, openCommand, signIn, visit } from '../support/actions.ts';
import { DAY, eventTimes, HELD_UP, openAndStop, setClock, TIME_ONLY } from '../support/clock.ts';
import { eventRows, feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { rowsWith } from '../support/incidents-access-sensors.ts';
import { neverLock, stopClock } from '../support/lock.ts';
import { expectKept } from '../support/queue.ts';

const CABINET = 'Security Cabinet 1';
const BREACH = 'DoorBreach';
const MORNING = '2026-03-02T08:00:00Z';
const WITH_DAY = /^2 Mar, 08:00:\d\d$/;
/** The breaches of the cabinet. */
const EVENTS = `events?${new URLSearchParams({ q: `device:"${CABINET}" ${BREACH}` })}`;
const INCIDENTS = `incidents?${new URLSearchParams({ device: CABINET })}`;

test.use({ gatewayOptions: ['--speed', '0', '--start', MORNING], expectedConsole: HELD_UP });

test('a beat that says that it is a day later gives the rows in sight their day', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, BREACH);
  await signIn(page, EVENTS);
  await expect(eventTimes(page)).toHaveText([TIME_ONLY]);
  await gateway.simulator.advance(DAY / 1_000);
  await expect(eventTimes(page).last()).toHaveText(WITH_DAY);
});

for (const [clock, by] of [
  ['a day behind', -DAY],
  ['a day ahead', DAY],
] as const) {
  test(`by a clock that is ${clock} rows are drawn, and drawn anew when the feed says what time it is`, async ({ page, gateway, wire }) => {
    await neverLock(page.context());
    await page.clock.install({ time: MORNING });
    await gateway.simulator.trip(CABINET, BREACH);
    const { issued } = await gateway.simulator.state();
    await signIn(page, `${wire.url}${EVENTS}`, { stay: true });
    await expectKept(page, issued);
    wire.holdFeed();
    await setClock(page, by);
    await page.reload();
    await expect(eventTimes(page), 'what was kept, by the clock of the browser').toHaveText([WITH_DAY]);
    await eventRows(page).first().click();
    const event = page.getByRole('dialog', { name: 'Event', exact: true });
    const accusation = event.getByText('Its time is ahead of now: a clock is wrong.');
    await expect(accusation).toHaveCount(by < 0 ? 1 : 0);
    wire.releaseFeed();
    await expect(feedState(page)).toHaveText('Live');
    await expect(accusation).toHaveCount(0);
    await expect(eventTimes(page)).toHaveText([TIME_ONLY]);
  });
}

test('by a clock that is set back nothing becomes younger', async ({ page, gateway, wire }) => {
  await gateway.simulator.trip(CABINET, BREACH);
  await openAndStop(page, wire, MORNING, INCIDENTS);
  await visit(page, 'Devices');
  const devices = page.getByRole('main');
  // The list may have come after the clock stopped; from here on both ages are of the same time.
  await expect(devices).toContainText(/as of (just now|\d+ s ago)/);
  await page.goBack();
  const incident = rowsWith(page, 'Incidents', BREACH);
  await expect(incident).toContainText(/so far/);
  await page.clock.runFor(120_000);
  await expect(incident).toContainText(/2 min( \d+ s)? so far/);
  await setClock(page, -DAY);
  await page.clock.runFor(120_000);
  await expect(incident).toContainText(/4 min( \d+ s)? so far/);
  await visit(page, 'Devices');
  await expect(devices).toContainText(/as of 4 min/);
});

test('an unlock that nothing answers is called unknown in the list of access, though no event says so', async ({ page, wire }) => {
  const device = 'Sentinel never answers';
  await page.clock.install({ time: MORNING });
  await signIn(page, `${wire.url}${devicePath(device)}`);
  const dialog = await openCommand(page, 'Unlock door', `Unlock door of ${device}`);
  await confirmation(dialog).fill(device);
  await dialog.getByRole('button', { name: 'Unlock door', exact: true }).click();
  await expect(dialog.locator('.badge')).toHaveText('Sent');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await visit(page, 'Access');
  const unlock = rowsWith(page, 'Access', device);
  await expect(unlock).toContainText('Unlock by command: sent');
  await stopClock(page);
  wire.holdFeed();
  await page.clock.runFor(100_000);
  await expect(unlock).toContainText('Unlock by command: outcome unknown');
});
