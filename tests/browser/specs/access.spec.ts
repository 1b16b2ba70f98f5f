import { devicePath, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { rowsWith } from '../support/incidents-access-sensors.ts';
import { COLLEAGUE_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';

function access(query: Record<string, string>): string {
  return `access?${new URLSearchParams(query)}`;
}

test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

test('whoever opens a security cabinet with a pass is told, and the pass is masked until it is asked for', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'ValidPass');
  await signIn(page, access({ device: CABINET }));
  const row = rowsWith(page, 'Access', 'Pass accepted', CABINET).first();
  await expect(row).toContainText('Opened');
  await expect(row).toContainText(/••••[0-9A-F]{4}/);
  await expect(page.getByRole('grid', { name: 'Access' })).not.toContainText(/[0-9A-F]{10}/);
  await row.getByRole('button', { name: /^Show pass/ }).click();
  await expect(row).toContainText(/[0-9A-F]{14}/);
});

test('whoever opens a fridge is told with what came and went', async ({ page, gateway }) => {
  await gateway.simulator.trip(FRIDGE, 'ValidPass');
  await gateway.simulator.advance(120);
  await signIn(page, access({ device: FRIDGE }));
  await expect(rowsWith(page, 'Access', /Opened: (nothing moved|\d+ tags? in, \d+ out)/).first()).toBeVisible();
});

test('a pass that is refused during a lockdown is told so', async ({ page, gateway }) => {
  await gateway.simulator.call(COLLEAGUE_KEY, 'POST', devicePath(CABINET, '/lockdown'), { Hours: 4 });
  await gateway.simulator.advance(600);
  await gateway.simulator.trip(CABINET, 'InvalidPass');
  await signIn(page, access({ device: CABINET, outcome: 'refused' }));
  await expect(rowsWith(page, 'Access', 'Pass refused, during a lockdown')).toHaveCount(1);
});

test('an unlock by command names its user, and its token is no pass', async ({ page, gateway }) => {
  const token = '6f1c1a52-2f0b-4d0e-9a4e-0d9f0a1b2c3d';
  await gateway.simulator.call(COLLEAGUE_KEY, 'POST', devicePath(FRIDGE, '/unlockdoor'), { AccessToken: token });
  await gateway.simulator.advance(120);
  await signIn(page, access({ device: FRIDGE, user: 'colleague' }));
  await expect(rowsWith(page, 'Access', 'Unlocked by command', 'User colleague')).toHaveCount(1);
  await expect(rowsWith(page, 'Access', 'Opened with the token of an unlock', 'User colleague')).toHaveCount(1);
  expect(await page.content()).not.toContain(token);
});

test('the filters live in the URL, and a pass is looked for by its end alone', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'ValidPass');
  await signIn(page, access({ device: CABINET }));
  const row = rowsWith(page, 'Access', 'Pass accepted').first();
  const end = /••••([0-9A-F]{4})/.exec(await row.innerText())?.[1] ?? '';
  await page.getByRole('searchbox', { name: 'Pass ends in' }).fill(end);
  await expect(page).toHaveURL((url) => url.searchParams.get('pass') === end);
  await expect(row).toContainText(end);
  await page.getByRole('searchbox', { name: 'Pass ends in' }).fill('no pass');
  await expect(page.getByRole('main')).toContainText('Nobody fits');
});

test('of a whole pass number the URL holds the end alone, whether somebody pastes it or a link brings it', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'ValidPass');
  await signIn(page, access({ device: CABINET }), { stay: true });
  const row = rowsWith(page, 'Access', 'Pass accepted').first();
  const end = /••••([0-9A-F]{4})/.exec(await row.innerText())?.[1] ?? '';
  const passes = (await gateway.simulator.read(COLLEAGUE_KEY, devicePath(CABINET, '/credentials/basic'))) as string[];
  const field = page.getByRole('searchbox', { name: 'Pass ends in' });
  await expect(field).toHaveAccessibleDescription(/the last four characters are taken/);
  const endsOnly = (url: URL) => url.searchParams.get('pass') === end;

  await field.fill(passes.find((pass) => pass.endsWith(end)) ?? '');
  await expect(page).toHaveURL(endsOnly);
  await expect(field).toHaveValue(end);
  await expect(row).toContainText(end);

  await page.goto(access({ device: CABINET, pass: `00000000FFFF${end}` }));
  await expect(page).toHaveURL(endsOnly);
  await expect(field).toHaveValue(end);
  await expect(row).toContainText(end);
});

test('a device has a tab for it only where it has a lock', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'ValidPass');
  await signIn(page, devicePath(CABINET, '/access'), { stay: true });
  const tabs = page.getByRole('navigation', { name: 'Device' });
  await expect(rowsWith(page, 'Access', 'Pass accepted').first()).toBeVisible();
  await expect(tabs.getByRole('link')).toHaveText(['Overview', 'Commands', 'Configuration', 'Passes', 'Access', 'Events']);
  await page.goto(devicePath('St. Anne, Loading Dock, Read Point'));
  await expect(tabs.getByRole('link')).toHaveText(['Overview', 'Commands', 'Configuration', 'Passes', 'Inventory', 'Events']);
});
