import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { choose, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import {
  AUDITED, FRIDGE, ICU, NAMES_ONLY, OFFLINE, ONCOLOGY, STRICT, board, chooseDevices, colleagueSets, policiesPath, rowOf, writeRules,
} from '../support/policies.ts';
import { rush } from '../support/scroll.ts';
import { COLLEAGUE_KEY } from '../support/simulator.ts';
import { callsTo, commandCalls, hold, load } from '../support/traffic.ts';

const DRIFT = policiesPath('~drift');
const READ = /GetConfigValues|GetPolicyParameters|Get policy/i;

test('every device is on the board, and what is not known is not made up', async ({ page, gateway }) => {
  await signIn(page, DRIFT);
  await expect(page.getByRole('heading', { level: 1, name: 'Drift' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(/^\d+ devices$/);
  const listed = parseInt(await page.getByRole('status', { name: 'Count' }).innerText(), 10);
  expect(listed).toBeGreaterThanOrEqual((await gateway.simulator.state()).devices);
  await expect(board(page, 'Drift')).toHaveAttribute('aria-rowcount', String(listed + 1));

  await choose(page, 'Search devices', ICU);
  const row = rowOf(board(page, 'Drift'), ICU);
  await expect(row).toContainText('Never reported');
  await expect(row).toContainText(AUDITED);
  await choose(page, 'Search devices', 'Nordstadt Klinik, Basement');
  await expect(board(page, 'Drift').getByRole('row').nth(1)).toContainText('No policy');
  await expect(board(page, 'Drift').getByRole('button', { name: /^Sync .*no policy/i })).toHaveAttribute('aria-disabled', 'true');
});

test('a value that somebody changed is found by reading again, put right by a sync, and proved by reading again', async ({ page, gateway }) => {
  await signIn(page, policiesPath('~drift', [['q', ICU]]));
  const row = rowOf(board(page, 'Drift'), ICU);
  await row.getByRole('button', { name: 'Read again' }).click();
  await expect(row).toContainText('Clean');

  // Events tell whole seconds: within one, nobody can say which was first.
  const later = () => gateway.simulator.advance(60);
  await later();
  await colleagueSets(gateway.simulator, ICU, { dooropentimelimit: '45' });
  await expect(row, 'what it reported is older than the change').toContainText('Report out of date');
  await row.getByRole('button', { name: 'Read again' }).click();
  await expect(row).toContainText('Differs');
  await expect(row).toContainText('DoorOpenTimeLimit is 45 s, should be 300 s.');

  await later();
  await row.getByRole('button', { name: 'Sync' }).click();
  const dialog = page.getByRole('dialog', { name: `Set policy parameters of ${ICU}` });
  await dialog.getByRole('button', { name: 'Set policy parameters' }).click();
  await expect(dialog.getByRole('status').filter({ hasText: 'Completed' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(row, 'nobody claims what the device has not said').toContainText('Report out of date');
  await row.getByRole('button', { name: 'Read again' }).click();
  await expect(row).toContainText('Clean');
  expect(await gateway.simulator.executions(ICU, READ)).toHaveLength(3);
});

test('what differs leads to the comparison', async ({ page, gateway }) => {
  await colleagueSets(gateway.simulator, ONCOLOGY, { dooropentimelimit: '45' });
  await signIn(page, policiesPath('~drift', [['q', ONCOLOGY]]));
  const row = rowOf(board(page, 'Drift'), ONCOLOGY);
  await row.getByRole('button', { name: 'Read again' }).click();
  await row.getByRole('link', { name: /DoorOpenTimeLimit is 45 s/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  const line = page.getByRole('region', { name: 'Comparison' }).getByRole('row').filter({ hasText: 'DoorOpenTimeLimit' });
  await expect(line).toContainText('45 s');
  await expect(line).toContainText('300 s');
});

test('a device that names its parameters without values is not called clean', async ({ page }) => {
  await signIn(page, policiesPath('~drift', [['q', NAMES_ONLY]]));
  const row = rowOf(board(page, 'Drift'), NAMES_ONLY);
  await row.getByRole('button', { name: 'Read again' }).click();
  await expect(row).toContainText('Reported in part');
});

test('a policy that was added awaits its sync, a device that is offline has it queued until it polls', async ({ page, gateway }) => {
  const { simulator } = gateway;
  const path = `devices/${encodeURIComponent(OFFLINE)}/policy`;
  expect(await simulator.call(COLLEAGUE_KEY, 'DELETE', path)).toBeLessThan(300);
  expect(await simulator.call(COLLEAGUE_KEY, 'POST', path, { Name: STRICT, Parameters: {} })).toBeLessThan(300);
  await signIn(page, policiesPath('~drift', [['q', OFFLINE]]));
  const row = rowOf(board(page, 'Drift'), OFFLINE);
  await expect(row).toContainText(STRICT);
  await expect(row).toContainText('Awaits sync');
  await expect(row, 'when it was last sent').toContainText('Never');

  await row.getByRole('button', { name: 'Sync' }).click();
  const dialog = page.getByRole('dialog', { name: `Set policy parameters of ${OFFLINE}` });
  await dialog.getByRole('button', { name: 'Set policy parameters' }).click();
  await expect(dialog.getByRole('status').filter({ hasText: 'Queued' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(row).toContainText('Sync queued');
  await row.getByRole('button', { name: 'Read again' }).click();
  await expect(row).toContainText('Reading: queued');
  await simulator.poll(OFFLINE);
  await expect(row).toContainText('Clean');
});

test.describe('calls that fail', () => {
  test.use({ expectedConsole: /Failed to load resource/ });

  test('a selection is read again after a question: a few at a time, each once, and what failed is named', async ({ page, gateway }) => {
    const busy = load(page, /policy\/sync$/);
    await signIn(page, DRIFT);
    const devices = [ICU, ONCOLOGY, FRIDGE, 'Sentinel 409', NAMES_ONLY, 'St. Anne, Blood Bank, Freezer 1'];
    const reading = callsTo(page, /policy\/sync$/);
    await chooseDevices(page, board(page, 'Drift'), devices);
    await expect(page).toHaveURL((url) => url.searchParams.getAll('device').length === devices.length);
    await page.getByRole('button', { name: `Read again (${devices.length})` }).click();
    const dialog = page.getByRole('dialog', { name: `Read again ${devices.length} devices` });
    await expect(dialog).toBeVisible();
    expect(reading, 'nothing is sent before somebody agrees').toHaveLength(0);
    await dialog.getByRole('button', { name: `Read again ${devices.length} devices` }).click();

    const progress = page.getByRole('region', { name: 'Progress of Read again' });
    await expect(progress.getByRole('status', { name: 'Outcome' })).toHaveText('6 of 6 answered; 5 completed; 1 not done, or not known to be');
    await expect(progress.getByRole('list', { name: 'Not done' })).toContainText('Sentinel 409');
    expect(busy.most, 'calls under way at once').toBeLessThanOrEqual(4);
    expect(reading).toHaveLength(devices.length);
    const { clicks } = await gateway.simulator.asked();
    expect(Object.values(clicks).filter(({ received }) => received !== 1), 'clicks that arrived more than once').toEqual([]);
    for (const device of [ICU, ONCOLOGY, FRIDGE]) expect(await gateway.simulator.executions(device, READ), device).toHaveLength(1);
  });

  test('an unsafe call without an answer is sent once, and its outcome is unknown', async ({ page, gateway }) => {
    const DROPS = 'Sentinel drops after effect';
    await signIn(page, policiesPath('~drift', [['device', DROPS], ['device', ICU]]));
    await page.getByRole('button', { name: 'Sync (2)' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sync 2 devices' }).click();
    const outcome = page.getByRole('region', { name: 'Progress of Sync' }).getByRole('status', { name: 'Outcome' });
    await expect(outcome).toHaveText(/^2 of 2 answered; [12] completed/);
    expect(await gateway.simulator.executions(DROPS, /./)).toHaveLength(1);
    expect(await gateway.simulator.executions(ICU, /SetConfigValues|Set policy|SetPolicy/i)).toHaveLength(1);
  });
});

test('somebody who leaves while calls wait is asked', async ({ page }) => {
  // So many that some wait.
  const release = await hold(page, '**/policy/sync');
  await signIn(page, policiesPath('~drift', [['policy', AUDITED], ['devices', 'all']]));
  await page.getByRole('button', { name: /^Read again \(\d+\)/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Read again \d+ devices/ }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }).click();
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await expect(question).toContainText(/not been sent/);
  await question.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  release();
  await expect(page.getByRole('status', { name: 'Outcome' })).toContainText('not sent, since it was stopped');
});

test('filters and the selection live in the URL, and lead there from elsewhere', async ({ page }) => {
  await signIn(page, policiesPath('~drift', [['policy', STRICT]]), { stay: true });
  const count = page.getByRole('status', { name: 'Count' });
  await expect(count).toHaveText(/^2 of \d+ devices$/);
  await page.getByRole('button', { name: 'Choose all 2' }).click();
  await expect(page.getByRole('status', { name: 'Chosen' })).toHaveText('2 devices chosen');
  await page.reload();
  await expect(count).toHaveText(/^2 of \d+ devices$/);
  await expect(page.getByRole('status', { name: 'Chosen' })).toHaveText('2 devices chosen');
  await page.getByRole('button', { name: 'Choose none' }).click();
  await expect(page.getByRole('status', { name: 'Chosen' })).toHaveText('None chosen');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await choose(page, 'State', 'No policy');
  await expect(page).toHaveURL(/state=no-policy/);
  await expect(page.getByRole('main'), 'what the states rest on').toContainText(/Last sync: \d+ of \d+ known/);
  await expect(board(page, 'Drift').getByRole('row').nth(1)).toContainText('No policy');
});

test('devices that break a rule are marked and found', async ({ page }) => {
  await signIn(page, policiesPath('~rules'), { stay: true });
  await writeRules(page, ['DoorOpenTimeLimit <= 300 on security cabinets']);
  await page.goto(policiesPath('~drift', [['rule', 'breaks']]));
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(/^1 of \d+ devices$/);
  await expect(board(page, 'Drift').getByRole('row').nth(1)).toContainText('Breaks 1 rule');
  await expect(board(page, 'Drift').getByRole('row').nth(1)).toContainText('Harbor Clinic, Ward 4 West');
});

test.describe('a fleet of two thousand', () => {
  test.use({ gatewayOptions: ['--devices', '2000', '--latency', '60'] });

  test('Jetstream is asked for what comes to rest on screen, and never for many at once', async ({ page }) => {
    const busy = load(page, /\/policy$/);
    await signIn(page, DRIFT);
    const grid = board(page, 'Drift');
    await expect(grid.getByRole('checkbox').first()).toBeVisible();
    await rush(grid);
    await expect.poll(() => busy.underWay, { timeout: 20_000 }).toBe(0);
    await expect.poll(() => busy.all).toBeGreaterThan(3);
    await expect.poll(() => busy.underWay, { timeout: 20_000 }).toBe(0);
    expect(busy.most, 'calls under way at once').toBeLessThanOrEqual(4);
    expect(busy.all, 'calls in all').toBeLessThan(150);
  });
});

test('a device is chosen and read again by keyboard alone', async ({ page }) => {
  await signIn(page, policiesPath('~drift', [['policy', AUDITED]]));
  const grid = board(page, 'Drift');
  await expect(grid.getByRole('checkbox').first()).toBeVisible();
  await tabTo(page, grid.locator('[role=row][tabindex="0"]'));
  await page.keyboard.press('ArrowDown');
  const row = grid.locator('[role=row][tabindex="0"]');
  await tabTo(page, row.getByRole('checkbox'));
  await page.keyboard.press('Space');
  await expect(page.getByRole('status', { name: 'Chosen' })).toHaveText('1 device chosen');
  await expect(row.getByRole('checkbox'), 'the focus stays where it was').toBeFocused();
  await tabTo(page, row.getByRole('button', { name: /^Read again/ }));
  await page.keyboard.press('Enter');
  await expect(row).toContainText(/Clean|Reported in part|Reading/);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({
      colorScheme: scheme,
      gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'],
      expectedConsole: /Failed to load resource/,
    });

    test('axe finds nothing on the board, on its question, on its progress', async ({ page, gateway }) => {
      await gateway.simulator.advance(3_600);
      await signIn(page, policiesPath('~drift', [['device', ICU], ['device', 'Sentinel 409']]));
      await expect(rowOf(board(page, 'Drift'), ICU).or(board(page, 'Drift').getByRole('checkbox').first()).first()).toBeVisible();
      await expectAccessible(page, 'Drift', scheme);
      await page.getByRole('button', { name: 'Read again (2)' }).click();
      await expectAccessible(page, 'Read again 2 devices', scheme);
      await page.getByRole('dialog').getByRole('button', { name: 'Read again 2 devices' }).click();
      await expect(page.getByRole('list', { name: 'Not done' })).toContainText('Sentinel 409');
      await expectAccessible(page, 'Drift', scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out, and a card has its state and its buttons', async ({ page }) => {
    const calls = commandCalls(page);
    await signIn(page, policiesPath('~drift', [['q', ICU], ['device', ICU]]));
    const row = rowOf(board(page, 'Drift'), ICU);
    await expect(row).toBeVisible();
    await expectToFit(page);
    await row.getByRole('button', { name: 'Read again' }).click();
    await expect(row.getByText('Clean')).toBeInViewport();
    await expect(row.getByRole('button', { name: 'Sync' })).toBeInViewport();
    await expectToFit(page);
    expect(calls, 'reading is a GET').toEqual([]);
  });
});
