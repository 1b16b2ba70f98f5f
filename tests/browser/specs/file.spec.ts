// A file of events, opened without a key and read with the whole dashboard.

import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { devicePath, signIn, visit } from '../support/actions.ts';
import { eventRows, eventSearch, markedRow, type RawEvent } from '../support/events.ts';
import { exported, fileBand, fileField, openFile, strangers } from '../support/file.ts';
import { expect, test } from '../support/fixtures.ts';
import { rowCount, rowsWith } from '../support/incidents-access-sensors.ts';
import { databases } from '../support/browser-storage.ts';
import { DEMO_KEY, type Simulator } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const REASON = 'A file is open; there is no connection to Jetstream.';

// Nothing happens by itself, so that a file is of the very moment at which it was written.
test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

/** Some hours of a fleet, with a breach in them. */
async function morning(simulator: Simulator): Promise<void> {
  await simulator.advance(3_600);
  await simulator.trip(CABINET, 'DoorBreach');
  await simulator.advance(3 * 3_600);
}

function heartbeat(number: number, second = number): string {
  const time = new Date(Date.UTC(2026, 2, 2) + second * 1_000).toISOString().replace('.000', '');
  const event = { EventId: `file-${number}`, Type: 'HeartbeatEvent', Device: `Cabinet ${number % 9}`, EventTime: time, ReceivedTime: time };
  return JSON.stringify(event);
}

test('where so many sensors leave less than a week of each, the page says so', async ({ page }) => {
  const reading = (device: string, number: number, quarter: number) => {
    const time = new Date(Date.UTC(2026, 2, 2) + quarter * 900_000).toISOString().replace('.000', '');
    const readings = [{ Name: 'TemperatureA', Value: '4', ReadingTime: time }];
    return JSON.stringify({
      EventId: `reading-${number}`,
      Type: 'SensorReadingEvent',
      Device: device,
      EventTime: time,
      ReceivedTime: time,
      SensorReadings: readings,
    });
  };
  const lines = Array.from({ length: 665 }, (_, quarter) => reading('Fridge', quarter, quarter));
  for (let other = 0; other < 400; other += 1) lines.push(reading(`Other ${other}`, 1_000 + other, 660));
  const cut = page.getByRole('main').getByText('Less than a week is kept');
  await openFile(page, lines.join('\n'), devicePath('Fridge', '/sensors'));
  await expect(cut).toBeVisible();
  await page.goto('about:blank');
  await openFile(page, lines.slice(0, 700).join('\n'), devicePath('Fridge', '/sensors'));
  await expect(page.getByRole('region', { name: 'Temperature A', exact: true })).toBeVisible();
  await expect(cut).toBeHidden();
});

test('what was exported is read with every page, and nobody is asked', async ({ page, gateway }) => {
  await morning(gateway.simulator);
  await signIn(page, 'events');
  await expect(eventRows(page).first()).toBeVisible();
  const { issued } = await gateway.simulator.state();
  await expect(page.getByRole('main')).toContainText(`${issued} events received`);
  const file = await exported(page);
  const count = file.trimEnd().split('\n').length;
  await visit(page, 'Access');
  const access = await rowCount(page, 'Access');
  await visit(page, 'Sensors');
  const sensors = await rowCount(page, 'Sensors');
  expect([access, sensors].every((rows) => rows > 0), 'there is something to compare').toBe(true);
  await page.goto('about:blank');

  await page.goto('');
  await expect(fileField(page)).toBeVisible();
  const asked = strangers(page);
  await fileField(page).setInputFiles({ name: 'night.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(file) });
  await expect(fileBand(page)).toContainText('night.ndjson');
  await expect(fileBand(page)).toContainText(`${count} events.`);
  await expect(fileBand(page)).toContainText('Now is when its newest event came');
  await expect(fileBand(page)).toContainText('There is no connection to Jetstream');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();

  await visit(page, 'Events');
  await expect(page.getByRole('main')).toContainText('Now is by the newest event of the file');
  await eventSearch(page).fill('doorbreach');
  await expect(eventRows(page)).toHaveCount(1);
  await eventRows(page).click();
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  await expect(dialog).toContainText(CABINET);
  await dialog.getByRole('link', { name: 'What else came then' }).click();
  await expect(markedRow(page)).toBeInViewport();
  await expect(eventSearch(page)).toHaveValue('');

  await visit(page, 'Incidents');
  await expect(rowsWith(page, 'Incidents', 'DoorBreach', CABINET)).toHaveCount(1);
  await visit(page, 'Access');
  expect(await rowCount(page, 'Access')).toBe(access);
  await visit(page, 'Sensors');
  expect(await rowCount(page, 'Sensors')).toBe(sensors);
  await visit(page, 'Commands');
  await visit(page, 'Devices');
  await page.getByRole('searchbox', { name: 'Search devices' }).fill(CABINET);
  await page.getByRole('grid', { name: 'Devices' }).getByRole('link', { name: CABINET, exact: true }).click();
  await expect(page.getByRole('region', { name: 'Condition' })).toContainText('DoorBreach');
  const tabs = page.getByRole('navigation', { name: 'Device' });
  for (const tab of ['Commands', 'Access', 'Sensors', 'Inventory', 'Events']) {
    await tabs.getByRole('link', { name: tab, exact: true }).click();
    await expect(tabs.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page');
  }
  await expect(eventRows(page).first()).toBeVisible();
  expect(asked, 'what left the page').toEqual([]);

  await page.getByRole('button', { name: 'Close the file' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(fileBand(page)).toHaveCount(0);
});

test('whatever would ask Jetstream says why it cannot', async ({ page, gateway }) => {
  await morning(gateway.simulator);
  await signIn(page, 'events');
  await expect(eventRows(page).first()).toBeVisible();
  const file = await exported(page);
  const asked = strangers(page);
  await openFile(page, file, devicePath(CABINET));
  const able = page.getByRole('region', { name: 'What it can do' });
  const buttons = able.getByRole('button');
  await expect(buttons.first()).toBeVisible();
  for (const button of await buttons.all()) {
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(REASON);
  }
  await expect(page.getByRole('region', { name: 'Condition' })).toContainText(REASON);
  const tabs = page.getByRole('navigation', { name: 'Device' });
  for (const tab of ['Configuration', 'Passes']) await expect(tabs.getByRole('link', { name: tab })).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Policies' })).toHaveCount(0);
  for (const path of ['policies', devicePath(CABINET, '/passes'), devicePath(CABINET, '/configuration')]) {
    await openFile(page, file, path);
    await expect(page.getByRole('main')).toContainText(REASON);
  }
  const documents = asked.filter((call) => !call.endsWith('/policies') && !call.includes('/devices/'));
  expect(documents, 'but for the page itself').toEqual([]);
});

test('a list as Get Events answers it is read, and what cannot be read is told by its line', async ({ page, gateway }) => {
  await gateway.simulator.read(DEMO_KEY, 'events/1');
  await morning(gateway.simulator);
  const answer = (await gateway.simulator.read(DEMO_KEY, 'events/512')) as { Events: RawEvent[] };
  await openFile(page, JSON.stringify(answer), 'events', 'answer.json');
  await expect(fileBand(page)).toContainText(`${answer.Events.length} events.`);
  await page.getByRole('button', { name: 'Close the file' }).click();
  await openFile(page, JSON.stringify(answer.Events, null, 2), 'events', 'list.json');
  await expect(fileBand(page)).toContainText(`${answer.Events.length} events.`);

  const lines = [heartbeat(1), 'Time (UTC),Severity', heartbeat(2).slice(0, 40), heartbeat(2), heartbeat(1)];
  await openFile(page, lines.join('\n'), 'events');
  await expect(fileBand(page)).toContainText('2 events; 2 lines could not be read.');
  await page.getByText('2 lines could not be read', { exact: true }).click();
  const faults = page.getByRole('list', { name: 'What could not be read' }).getByRole('listitem');
  await expect(faults).toHaveText([/^Line 2: /, /^Line 3: /]);
  await expect(page.getByRole('main')).toContainText('2 events in the file; 1 stands there once more');

  await openFile(page, 'Time (UTC),Severity\r\n2026-03-02T08:00:00Z,Error\r\n', 'events', 'table.csv');
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'There is no event in this file' })).toContainText('CSV');
});

test('nothing of a file is kept, and nothing of it mixes with a live log', async ({ page, gateway }) => {
  await morning(gateway.simulator);
  await page.clock.install();
  await openFile(page, [heartbeat(1), heartbeat(2)].join('\n'), 'events');
  await expect(eventRows(page)).toHaveCount(2);
  // Longer than it takes to write down what a feed brings.
  await page.clock.runFor(1_500);
  expect(await databases(page)).toEqual([]);
  expect(await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }])).toEqual([{}, {}]);
  await page.getByRole('button', { name: 'Close the file' }).click();
  await page.getByRole('button', { name: 'Use the demo key' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Live feed' })).toBeVisible();
  await expect(eventRows(page).first()).toBeVisible();
  await expect.poll(() => databases(page), 'as a live feed is').not.toEqual([]);
  await eventSearch(page).fill('device:"Cabinet 2" until:2026-03-02T01:00');
  await expect(eventRows(page)).toHaveCount(0);
});

test('a file of 50 MB is read while the page goes on', async ({ page }) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'jetstream-'));
  const path = join(folder, 'big.ndjson');
  const file = await open(path, 'w');
  const padding = 'x'.repeat(400);
  let bytes = 0;
  for (let number = 0; bytes < 50e6; number += 1000) {
    const lines = Array.from({ length: 1000 }, (_, more) => `${heartbeat(number + more).slice(0, -1)},"Note":"${padding}"}\n`).join('');
    bytes += lines.length;
    await file.write(lines);
  }
  await file.close();
  try {
    await page.goto('events');
    await fileField(page).setInputFiles(path);
    const state = page.getByRole('banner').getByRole('status', { name: 'File' });
    await expect(state).toHaveText('Reading the file');
    await expect(page.getByRole('banner')).toContainText(/\d+ %/);
    await page.evaluate(() => {
      const seen = { longest: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
      }).observe({ type: 'longtask' });
    });
    await eventSearch(page).fill('device:"Cabinet 3"');
    await expect(eventRows(page).first()).toContainText('HeartbeatEvent');
    await expect(state).toHaveText('The file is read', { timeout: 120_000 });
    const longest = await page.evaluate(() => (window as unknown as { seen: { longest: number } }).seen.longest);
    expect(longest, 'the longest task, in milliseconds').toBeLessThan(500);
    await expect(page.getByRole('main')).toContainText(/older ones are only counted, as the page holds 48 MiB/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing, and nothing sticks out at 360 pixels', async ({ page }) => {
      await page.goto('');
      await tabTo(page, fileField(page));
      await expectAccessible(page, 'Sign in', scheme);
      await openFile(page, [heartbeat(1), 'damaged', heartbeat(2)].join('\n'), 'events', `${'a-long-name-'.repeat(12)}.ndjson`);
      await page.getByText('1 line could not be read', { exact: true }).click();
      await page.getByText('2 events in the file').click();
      await expectAccessible(page, 'Events', scheme);
      await page.setViewportSize({ width: 360, height: 740 });
      await expectToFit(page);
      await visit(page, 'Devices');
      await expectAccessible(page, 'Devices', scheme);
      await expectToFit(page);
      await page.getByRole('grid', { name: 'Devices' }).getByRole('link', { name: 'Cabinet 1' }).click();
      await expectAccessible(page, 'Cabinet 1', scheme);
      await expectToFit(page);
    });
  });
}
