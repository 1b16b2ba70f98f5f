import { close, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { openIncident, rowsWith } from '../support/incidents-access-sensors.ts';

const CABINET = 'Security Cabinet 1';

function incidents(query: Record<string, string> = {}): string {
  return `incidents?${new URLSearchParams({ device: CABINET, ...query })}`;
}

// The clock moves only when a test moves it.
test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

for (const [opens, ends] of [['ACPowerFailure', 'ACPowerRestore'], ['DoorOpen', 'DoorOpenRestore'], ['UserPassReaderFailure', 'UserPassReaderRestore']] as const) {
  test(`${opens} is an incident until ${ends}, and remembered after it`, async ({ page, gateway }) => {
    await gateway.simulator.trip(CABINET, opens);
    await signIn(page, incidents());
    const row = rowsWith(page, 'Incidents', opens);
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('Open');
    await gateway.simulator.advance(900);
    await expect(row).toContainText(/15 min so far/);
    await gateway.simulator.trip(CABINET, ends);
    await expect(row).toContainText('Over');
    await expect(row).toContainText('15 min');
    await expect(row).not.toContainText('so far');
  });
}

test('a start ends a shutdown and the lack of memory, and no breach', async ({ page, gateway }) => {
  for (const entry of ['DoorBreach', 'LowMemory', 'Shutdown']) await gateway.simulator.trip(CABINET, entry);
  await signIn(page, incidents({ state: 'open' }));
  for (const entry of ['DoorBreach', 'LowMemory', 'Shutdown']) await expect(rowsWith(page, 'Incidents', entry)).toHaveCount(1);
  await gateway.simulator.advance(60);
  await gateway.simulator.trip(CABINET, 'Startup');
  await gateway.simulator.advance(600);
  await expect(rowsWith(page, 'Incidents', 'Shutdown')).toHaveCount(0);
  await expect(rowsWith(page, 'Incidents', 'LowMemory')).toHaveCount(0);
  await openIncident(page, rowsWith(page, 'Incidents', 'DoorBreach'), 'DoorBreach');
  await expect(page.getByRole('dialog')).toContainText('No event is documented that would end it');
});

test('a device that is not heard within its own heartbeat is silent until it is heard', async ({ page, gateway }) => {
  await gateway.simulator.advance(3_600);
  await gateway.simulator.disconnect(CABINET);
  await signIn(page, incidents({ kind: 'Silence' }));
  await expect(page.getByRole('main')).toContainText('No incident fits');
  await gateway.simulator.advance(3 * 3_600);
  const row = rowsWith(page, 'Incidents', 'Silence', CABINET);
  await expect(row).toContainText('Open');
  await gateway.simulator.connect(CABINET);
  await gateway.simulator.advance(3_600);
  await expect(row).toContainText('Over');
});

test('an incident says what it means and what to do, and leads to its events and its device', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'ACPowerFailure');
  await signIn(page, incidents({ kind: 'ACPowerFailure' }));
  const dialog = await openIncident(page, rowsWith(page, 'Incidents', 'ACPowerFailure'), 'ACPowerFailure');
  await expect(dialog).toContainText('Mains power is lost');
  await expect(dialog).toContainText('Check plug and fuse');
  await expect(page).toHaveURL((url) => url.searchParams.has('incident'));
  await expect(dialog.getByRole('link', { name: CABINET, exact: true })).toHaveAttribute('href', /devices\/Security%20Cabinet%201$/);
  await dialog.getByRole('link', { name: 'First event' }).click();
  const event = page.getByRole('dialog', { name: 'Event', exact: true });
  await expect(event).toContainText('ACPowerFailure');
  await page.goBack();
  await dialog.getByRole('link', { name: 'All events of this device' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Live feed' })).toBeVisible();
  expect(decodeURIComponent(new URL(page.url()).search)).toContain(CABINET);
});

test('what is acknowledged, muted and commented is kept in this browser, and the page says so', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, incidents({ state: 'open', kind: 'DoorBreach' }), { stay: true });
  await expect(page.getByRole('main')).toContainText('kept in this browser');
  const row = rowsWith(page, 'Incidents', 'DoorBreach');
  const dialog = await openIncident(page, row, 'DoorBreach');
  await dialog.getByRole('checkbox', { name: 'Acknowledged' }).check();
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Maria has the key');
  await expect(dialog).toContainText('nobody else sees it');
  await close(dialog);
  await expect(row).toContainText('Acknowledged: Maria has the key');

  await page.reload();
  await expect(row).toContainText('Maria has the key');
  const before = Number(/^\((\d+)\)/.exec(await page.title())?.[1]);
  await openIncident(page, row, 'DoorBreach');
  await dialog.getByRole('checkbox', { name: 'Muted' }).check();
  await close(dialog);
  await expect(row, 'a muted one is not among the open ones').toHaveCount(0);
  await expect.poll(() => page.title()).toMatch(before > 1 ? new RegExp(`^\\(${before - 1}\\)`) : /^Incidents/);
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Muted' });
  await expect(row).toContainText('Open, muted');
});

test('filters live in the URL and can be cleared', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'LowBattery');
  await signIn(page, 'incidents');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'LowBattery' });
  await page.getByRole('searchbox', { name: 'Device' }).fill('cabinet 1');
  await expect(page).toHaveURL((url) => url.searchParams.get('kind') === 'LowBattery' && url.searchParams.get('device') === 'cabinet 1');
  await expect(rowsWith(page, 'Incidents', 'LowBattery', CABINET)).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Device' }).fill('nothing is called this');
  await expect(page.getByRole('main')).toContainText('No incident fits');
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page).toHaveURL((url) => url.search === '');
});

test('an incident is opened and closed by keyboard alone', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'LowBattery');
  await signIn(page, incidents({ kind: 'LowBattery' }));
  await expect(rowsWith(page, 'Incidents', 'LowBattery')).toHaveCount(1);
  await page.getByRole('grid', { name: 'Incidents' }).locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'LowBattery', exact: true });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
