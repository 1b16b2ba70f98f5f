// Which columns the list of devices shows, and the list as a file.

import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { choose, devicePath, lockDown, signIn } from '../support/actions.ts';
import {
  ALL_COLUMNS as ALL, chooseColumns, columns, deviceGrid, deviceRow, exportButton, exportDevices, namesInSight, openColumns,
} from '../support/devices.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';
const HANDHELD = 'Handheld 3, OR inventory';
const USUAL = ['Name', 'Type', 'Definition', 'Serial', 'Region', 'Policy', 'Connection', 'Last heard', 'Lockdown', 'Incidents'];

test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

test('columns are chosen, kept in this browser, and carried by the URL', async ({ page }) => {
  await signIn(page, 'devices', { stay: true });
  await expect.poll(() => columns(page)).toEqual(USUAL);
  await chooseColumns(page, ['Firmware', 'Serial']);
  await expect.poll(() => columns(page)).toEqual(['Name', 'Serial', 'Firmware']);
  await expect(page).toHaveURL(/\/devices\?columns=serial\.firmware$/);
  await page.reload();
  await expect.poll(() => columns(page)).toEqual(['Name', 'Serial', 'Firmware']);

  await page.goto('devices?q=cabinet');
  await expect.poll(() => columns(page), 'as this browser keeps them').toEqual(['Name', 'Serial', 'Firmware']);
  await expect(page, 'the URL carries them on').toHaveURL((url) => url.searchParams.get('columns') === 'serial.firmware');
  await page.goto('devices?columns=name');
  await expect.poll(() => columns(page), 'a link shows what it names').toEqual(['Name']);
  await page.goto('devices');
  await expect.poll(() => columns(page), 'and changes no habit').toEqual(['Name', 'Serial', 'Firmware']);

  const dialog = await openColumns(page);
  await expect(dialog.getByRole('checkbox', { name: 'Name' }), 'the name is always there').toHaveCount(0);
  await dialog.getByRole('button', { name: 'The usual columns' }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect.poll(() => columns(page)).toEqual(USUAL);
  await expect(page).toHaveURL(/\/devices$/);
  await page.reload();
  await expect.poll(() => columns(page)).toEqual(USUAL);
});

test('the choice leaves a list where it is, and leaves the page with Back', async ({ page }) => {
  await signIn(page, 'commands', { stay: true });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }).click();
  await deviceGrid(page).getByRole('link').first().focus();
  for (let row = 0; row < 30; row += 1) await page.keyboard.press('ArrowDown');
  const place = () => deviceGrid(page).evaluate((grid) => grid.scrollTop);
  await expect.poll(place).toBeGreaterThan(0);
  const before = { place: await place(), current: await deviceGrid(page).locator('[role=row][tabindex="0"]').innerText() };
  // Still in pairs, so that rows are as high as before.
  await chooseColumns(page, USUAL.filter((title) => title !== 'Region'));
  expect(await place()).toBe(before.place);
  await expect(deviceGrid(page).locator('[role=row][tabindex="0"]')).toContainText(before.current.split('\n')[0] ?? '');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Commands' })).toBeVisible();
});

test('what devices reported stands in columns of its own', async ({ page, gateway }) => {
  await gateway.simulator.trip(FRIDGE, 'Shutdown');
  await gateway.simulator.advance(600);
  await gateway.simulator.trip(FRIDGE, 'Startup');
  await gateway.simulator.advance(3_600);
  await signIn(page, 'devices?columns=aliases.firmware.temperature');
  const search = page.getByRole('searchbox', { name: 'Search devices' });
  await search.fill(FRIDGE);
  await expect(deviceRow(page, FRIDGE)).toContainText(/4\.\d+\.\d+/);
  await expect(deviceRow(page, FRIDGE)).toContainText(/\d(\.\d)?( \/ \d(\.\d)?)? °C.* ago/);
  await search.fill(CABINET);
  await expect(deviceRow(page, CABINET)).toContainText('No reading');
  await search.fill('crash cart');
  await expect(deviceRow(page, HANDHELD), 'found by an alias').toContainText(/Crash Cart 1/);
});

test('rows are sorted by temperature and firmware, and by nothing that is not shown', async ({ page, gateway }) => {
  await gateway.simulator.advance(86_400);
  await signIn(page, 'devices?columns=firmware.temperature');
  const header = (name: string) => deviceGrid(page).getByRole('columnheader', { name });
  /** What the rows that exist say in a column, from top to bottom. */
  const values = async (column: number, pattern: RegExp) => {
    const texts = await deviceGrid(page).locator('[role=row]').evaluateAll((rows, column) =>
      rows
        .sort((one, other) => Number(one.getAttribute('aria-rowindex')) - Number(other.getAttribute('aria-rowindex')))
        .map((row) => row.querySelectorAll('[role=gridcell]')[column]?.textContent ?? ''), column);
    return texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);
  };
  await header('Temperature').getByRole('button').click();
  await expect(header('Temperature')).toHaveAttribute('aria-sort', 'descending');
  // A day of readings is still coming in.
  await expect(async () => {
    const warmest = (await values(2, /(.*) °C/)).map((text) => Math.max(...text.split(' / ').map(Number)));
    expect(warmest.length).toBeGreaterThan(5);
    expect(warmest).toEqual([...warmest].sort((one, other) => other - one));
  }).toPass();

  await header('Firmware').getByRole('button').click();
  const collator = new Intl.Collator('en', { numeric: true });
  await expect(async () => {
    const versions = await values(1, /(4\.\d+\.\d+)/);
    expect(new Set(versions).size).toBeGreaterThan(1);
    expect(versions).toEqual([...versions].sort(collator.compare));
  }).toPass();

  await expect(page).toHaveURL(/sort=firmware/);
  await chooseColumns(page, ['Temperature']);
  await expect(page).not.toHaveURL(/sort=/);
  await expect(header('Name')).toHaveAttribute('aria-sort', 'ascending');
});

test('nobody is asked for a connection that nobody sees', async ({ page }) => {
  const asked: string[] = [];
  await page.clock.install();
  page.on('request', (request) => void (request.url().endsWith('/status') && asked.push(request.url())));
  await signIn(page, 'devices?columns=serial', { stay: true });
  await expect(deviceGrid(page).getByRole('link').first()).toBeVisible();
  await expect(feedState(page)).toContainText('Live');
  await page.clock.runFor(1_000);
  expect(asked).toEqual([]);
  await page.goto('devices?columns=serial&connection=connected');
  await expect(deviceGrid(page).getByRole('link').first()).toBeVisible();
  expect(asked.length, 'unless the list depends on it').toBeGreaterThan(0);
});

test('the file has the rows and columns in sight, in their order', async ({ page, gateway }) => {
  await gateway.simulator.trip(FRIDGE, 'LowBattery');
  await gateway.simulator.advance(3_600);
  await signIn(page, devicePath(CABINET), { stay: true });
  await lockDown(page, CABINET, '4', 'Completed');
  await page.goto('devices?sort=-name&region=US&columns=serial.heard.temperature.lockdown.incidents');
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(/^\d+ of \d+ devices/);
  await expect(deviceGrid(page).getByRole('link').first()).toBeVisible();
  await expect(feedState(page)).toHaveText('Live');
  const lines = (await exportDevices(page)).split('\r\n');
  expect(lines.shift()).toBe('Name,Serial,Last heard (UTC),Temperature (°C),Temperature as of (UTC),Lockdown,Incidents');
  expect(lines.pop()).toBe('');
  const rows = Number(await deviceGrid(page).getAttribute('aria-rowcount')) - 1;
  expect(lines, 'every row, not only those on screen').toHaveLength(rows);
  const names = lines.map((line) => /^"([^"]*)"|^[^,]*/.exec(line)).map((name) => name?.[1] ?? name?.[0] ?? '');
  const inSight = await namesInSight(page);
  expect(names.slice(0, inSight.length)).toEqual(inSight);

  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
  const line = (device: string) => lines[names.indexOf(device)];
  expect(line(CABINET)).toMatch(new RegExp(`^${CABINET},[^,]+,${time},,,Locked down until ${time},`));
  expect(line(FRIDGE)).toMatch(new RegExp(`^"${FRIDGE}",[^,]+,${time},-?\\d[^,]*,${time},None known,LowBattery$`));
});

test('no cell of the file is taken for a formula', async ({ page, gateway }) => {
  const devices = (await gateway.simulator.read(DEMO_KEY, 'devices')) as { Name: string; DeviceDefinition: string }[];
  const definition = devices.find(({ Name }) => Name === CABINET)?.DeviceDefinition;
  const odd = { Name: '-2, left', SerialNumber: '-0017', DeviceDefinition: definition, Region: 'US', Aliases: [] };
  expect(await gateway.simulator.call(DEMO_KEY, 'POST', 'devices', odd)).toBe(201);
  await signIn(page, 'devices?q=left&columns=serial.region');
  await expect(deviceRow(page, '-2, left')).toBeVisible();
  expect(await exportDevices(page)).toBe('Name,Serial,Region\r\n"\'-2, left",\'-0017,US\r\n');
});

test('a browser that keeps nothing shows what was chosen until the page is closed, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('blocked', 'SecurityError'); } });
  });
  await signIn(page, 'devices');
  await expect(await openColumns(page)).toContainText('until the page is closed');
  await page.keyboard.press('Escape');
  await chooseColumns(page, ['Serial']);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Commands' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }).click();
  await expect.poll(() => columns(page)).toEqual(['Name', 'Serial']);
});

test('columns are chosen and the list is exported by keyboard alone', async ({ page }) => {
  await signIn(page, 'devices');
  const button = page.getByRole('button', { name: 'Columns', exact: true });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Columns', exact: true });
  await expect(dialog.getByRole('checkbox', { name: 'Type' }), 'the first box has the focus').toBeFocused();
  await tabTo(page, dialog.getByRole('checkbox', { name: 'Aliases' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button, 'the focus is back where it was').toBeFocused();
  await expect.poll(() => columns(page)).toContain('Aliases');
  await tabTo(page, exportButton(page));
  expect(await exportDevices(page, () => page.keyboard.press('Enter'))).toContain(',Policy,Aliases,Connection,');
});

test.describe('a fleet of two thousand', () => {
  test.use({ gatewayOptions: ['--speed', '0', '--devices', '2000'] });

  test('all of them are in the file, with all columns', async ({ page }) => {
    await signIn(page, 'devices');
    await expect(deviceGrid(page).getByRole('link').first()).toBeVisible();
    await chooseColumns(page, ALL);
    await expect.poll(() => columns(page)).toEqual(ALL);
    const lines = (await exportDevices(page)).split('\r\n');
    expect(lines).toHaveLength(Number(await deviceGrid(page).getAttribute('aria-rowcount')) + 1);
    expect(lines[0]?.split(',')).toHaveLength(15);
    expect(await deviceGrid(page).locator('[role=row]').count(), 'rows that exist').toBeLessThan(100);
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the choice, and on all columns', async ({ page }) => {
      await signIn(page, 'devices');
      await openColumns(page);
      await expectAccessible(page, 'Columns', scheme);
      await page.keyboard.press('Escape');
      await chooseColumns(page, ALL);
      await expectAccessible(page, 'Devices', scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out, and every column that was chosen is in sight', async ({ page, gateway }) => {
    await gateway.simulator.advance(3_600);
    await signIn(page, 'devices', { stay: true });
    const dialog = await openColumns(page);
    const box = await dialog.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box)).toBe(true);
    await expectToFit(page);
    await page.keyboard.press('Escape');
    for (const titles of [['Serial'], ['Type', 'Region', 'Firmware', 'Temperature'], ALL]) {
      await chooseColumns(page, titles);
      await expectToFit(page);
      await choose(page, 'Type', 'Security cabinet');
      const row = deviceRow(page, CABINET);
      const frame = await row.boundingBox();
      for (const cell of await row.getByRole('gridcell').all()) {
        const place = await cell.boundingBox();
        const isInside = frame && place && place.width > 40 && place.y >= frame.y && place.y + place.height <= frame.y + frame.height;
        expect(isInside, `${titles.join()}: ${await cell.innerText()}: ${JSON.stringify({ frame, place })}`).toBe(true);
      }
      await choose(page, 'Type', 'All types');
    }
  });
});
