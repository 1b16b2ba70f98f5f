import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { rowsWith } from '../support/incidents-access-sensors.ts';

const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';

test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

test('the last temperature of each device stands beside what it should be', async ({ page, gateway }) => {
  await gateway.simulator.advance(3_600);
  await signIn(page, 'sensors');
  const row = rowsWith(page, 'Sensors', FRIDGE, 'Temperature A');
  await expect(row).toContainText('Within limits');
  await expect(row).toContainText(/[34567](\.\d)? °C/);
  await gateway.simulator.trip(FRIDGE, 'ACPowerFailure');
  await gateway.simulator.advance(1_800);
  await expect(row).toContainText('Too high');
});

test('a warm fridge: the chart, how long it was too warm, and the same numbers as a table', async ({ page, gateway }) => {
  await gateway.simulator.advance(7_200);
  await gateway.simulator.trip(FRIDGE, 'ACPowerFailure');
  await gateway.simulator.advance(7_200);
  await signIn(page, devicePath(FRIDGE, '/sensors'));
  const panel = page.getByRole('region', { name: 'Temperature A', exact: true });
  await expect(panel.getByRole('img', { name: /^Temperature A: \d+ °C to 1\d °C$/ })).toBeVisible();
  const minutes = async () => Number(/Out of limits\s*(\d+) minutes/.exec(await panel.innerText())?.[1]);
  await expect.poll(minutes, 'of the two hours without mains power').toBeGreaterThan(90);
  expect(await minutes()).toBeLessThanOrEqual(120);
  await panel.getByText('The numbers').click();
  const rows = panel.getByRole('table').getByRole('row');
  await expect(rows.first()).toContainText('Lowest');
  await expect.poll(() => rows.count()).toBeGreaterThan(14);
  await expect(rows.nth(1)).toContainText(/(9|1\d)(\.\d)? °C/);
});

test('where nothing was measured the line has a gap', async ({ page, gateway }) => {
  await gateway.simulator.advance(7_200);
  await gateway.simulator.trip(FRIDGE, 'Shutdown');
  await gateway.simulator.advance(4 * 3_600);
  await gateway.simulator.trip(FRIDGE, 'Startup');
  await gateway.simulator.advance(7_200);
  await signIn(page, devicePath(FRIDGE, '/sensors'));
  const line = page.getByRole('region', { name: 'Temperature A', exact: true }).locator('path.line');
  await expect.poll(async () => (await line.getAttribute('d'))?.match(/M/g)?.length).toBe(2);
});

test('a door that stood open is laid under the line', async ({ page, gateway }) => {
  await gateway.simulator.advance(3_600);
  await gateway.simulator.trip(FRIDGE, 'DoorOpen');
  await gateway.simulator.advance(1_800);
  await gateway.simulator.trip(FRIDGE, 'DoorOpenRestore');
  await gateway.simulator.advance(1_800);
  await signIn(page, devicePath(FRIDGE, '/sensors?hours=6'));
  const panel = page.getByRole('region', { name: 'Temperature A', exact: true });
  await expect(panel).toContainText('Door open, as reported');
  await expect(panel.locator('rect.door')).toHaveCount(1);
});

test('limits are set in this browser, last, and can be given up', async ({ page, gateway }) => {
  await gateway.simulator.advance(3_600);
  await signIn(page, devicePath(FRIDGE, '/sensors'), { stay: true });
  const panel = page.getByRole('region', { name: 'Temperature A', exact: true });
  await expect(panel).toContainText('2 to 8 °C, usual for such a device');
  await panel.getByText('Limits', { exact: true }).last().click();
  await expect(panel).toContainText('Kept in this browser');
  await panel.getByRole('textbox', { name: 'Highest' }).fill('warm');
  await panel.getByRole('button', { name: 'Set these limits' }).click();
  await expect(panel.getByRole('alert')).toContainText('A number');
  await panel.getByRole('textbox', { name: 'Lowest' }).fill('0.5');
  await panel.getByRole('textbox', { name: 'Highest' }).fill('1');
  await panel.getByRole('button', { name: 'Set these limits' }).click();
  await expect(panel).toContainText('0.5 to 1 °C, set in this browser');
  await page.reload();
  await expect(panel).toContainText('0.5 to 1 °C, set in this browser');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sensors' }).click();
  await expect(rowsWith(page, 'Sensors', FRIDGE, 'Temperature A')).toContainText('Too high');
  await page.goBack();
  await panel.getByText('Limits', { exact: true }).last().click();
  await panel.getByRole('button', { name: 'Back to the usual ones' }).click();
  await expect(panel).toContainText('2 to 8 °C, usual for such a device');
});

test('limits that are typed and not set are not lost by a link without a question', async ({ page, gateway }) => {
  await gateway.simulator.advance(3_600);
  await signIn(page, devicePath(FRIDGE, '/sensors'));
  const panel = page.getByRole('region', { name: 'Temperature A', exact: true });
  await panel.getByText('Limits', { exact: true }).last().click();
  const highest = panel.getByRole('textbox', { name: 'Highest' });
  await expect(highest).toHaveValue('8');
  const overview = page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' });
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await highest.fill('7');
  await overview.click();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  await expect(highest).toHaveValue('7');
  await panel.getByRole('button', { name: 'Set these limits' }).click();
  await expect(panel).toContainText('2 to 7 °C, set in this browser');
  await overview.click();
  await expect(page.getByRole('region', { name: 'About', exact: true }), 'nothing is left to ask about').toBeVisible();
});
