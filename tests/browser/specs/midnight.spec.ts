// Pages that stand open over midnight, with a clock that was stopped before and then runs on.

import type { Locator, Page } from '@playwright/test';
import { devicePath, region, timelines } from '../support/actions.ts';
import { DAY, eventTimes, HELD_UP, openAndStop, TIME_ONLY } from '../support/clock.ts';
import { eventList } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { rowsWith } from '../support/incidents-access-sensors.ts';
import { neverLock, sleepAndWake } from '../support/lock.ts';
import { COLLEAGUE_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const BREACH = 'DoorBreach';
const EVENING = '2026-03-02T23:58:00Z';
/** What happened then. */
const YESTERDAY = /^2 Mar, 23:58:\d\d$/;
const IN_FULL = /2 Mar 2026, 23:58:\d\d/;
/** The breaches of the cabinet. */
const EVENTS = `events?${new URLSearchParams({ q: `device:"${CABINET}" ${BREACH}` })}`;

test.use({ gatewayOptions: ['--speed', '0', '--start', EVENING], expectedConsole: HELD_UP });

/** Three minutes pass, second by second. */
async function passMidnight(page: Page): Promise<void> {
  expect(await page.evaluate(() => new Date().toISOString()), 'it is still evening').toContain('2026-03-02T23:5');
  await page.clock.runFor(180_000);
}

test('the live feed shows the day of what happened before midnight, when midnight has passed', async ({ page, gateway, wire }) => {
  await gateway.simulator.trip(CABINET, BREACH);
  await openAndStop(page, wire, EVENING, EVENTS);
  await expect(eventTimes(page)).toHaveText([TIME_ONLY]);
  await passMidnight(page);
  await expect(eventTimes(page)).toHaveText([YESTERDAY]);
});

test('a run of like events says since which day it lasts', async ({ page, gateway, wire }) => {
  for (let turn = 0; turn < 6; turn += 1) await gateway.simulator.trip(CABINET, BREACH);
  await openAndStop(page, wire, EVENING, EVENTS);
  await expect(eventList(page)).toContainText(/Since 23:58:\d\d, the last/);
  await passMidnight(page);
  await expect(eventList(page)).toContainText(/Since 2 Mar, 23:58:\d\d, the last/);
});

test('a device page shows on which day Jetstream has answered that the device is connected', async ({ page, wire }) => {
  await openAndStop(page, wire, EVENING, devicePath(CABINET));
  const condition = region(page, 'Condition');
  await expect(condition).toContainText(/as of 23:58:\d\d, answered by Jetstream/);
  await sleepAndWake(page, 10);
  await expect(condition).toContainText(/as of 2 Mar, 23:58:\d\d, answered by Jetstream/);
});

/** Lists that write every time with its day. */
const LISTS: { name: string; path: string; rows: (page: Page) => Locator }[] = [
  { name: 'access', path: `access?${new URLSearchParams({ device: CABINET })}`, rows: (page) => rowsWith(page, 'Access', 'Pass accepted').first() },
  { name: 'incidents', path: `incidents?${new URLSearchParams({ device: CABINET })}`, rows: (page) => rowsWith(page, 'Incidents', BREACH) },
  { name: 'commands', path: 'commands', rows: (page) => timelines(page).filter({ hasText: CABINET }) },
];

for (const { name, path, rows } of LISTS) {
  test(`the list of ${name} shows the day before midnight and after it`, async ({ page, gateway, wire }) => {
    await gateway.simulator.trip(CABINET, 'ValidPass');
    await gateway.simulator.trip(CABINET, BREACH);
    await gateway.simulator.call(COLLEAGUE_KEY, 'POST', devicePath(CABINET, '/lockdown'), { Hours: 4 });
    await openAndStop(page, wire, EVENING, path);
    await expect(rows(page)).toContainText(IN_FULL);
    await passMidnight(page);
    await expect(rows(page)).toContainText(IN_FULL);
  });
}

test('a tab that slept over midnight shows the day as soon as somebody comes back, before any timer has run', async ({ page, gateway, wire }) => {
  await gateway.simulator.trip(CABINET, BREACH);
  await openAndStop(page, wire, EVENING, EVENTS);
  await expect(eventTimes(page)).toHaveText([TIME_ONLY]);
  await sleepAndWake(page, 10);
  await expect(eventTimes(page)).toHaveText([YESTERDAY]);
});

test.describe('on the day on which summer time ends', () => {
  const AFTER_MIDNIGHT = '2026-11-01T04:10:00Z';
  test.use({ timezoneId: 'America/New_York', gatewayOptions: ['--speed', '0', '--start', AFTER_MIDNIGHT] });

  test('today lasts for 25 hours', async ({ page, gateway, wire }) => {
    await gateway.simulator.trip(CABINET, BREACH);
    await neverLock(page.context());
    await openAndStop(page, wire, AFTER_MIDNIGHT, EVENTS);
    await expect(eventTimes(page)).toHaveText([/^00:10:\d\d$/]);
    await page.clock.fastForward(DAY + 40 * 60_000);
    await page.clock.runFor(2_000);
    expect(await page.evaluate(() => new Date().getDate()), '23:50 there').toBe(1);
    await expect(eventTimes(page), 'a whole day later').toHaveText([/^00:10:\d\d$/]);
    await page.clock.runFor(10 * 60_000);
    await expect(eventTimes(page)).toHaveText([/^1 Nov, 00:10:\d\d$/]);
  });
});
