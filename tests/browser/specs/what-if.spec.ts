import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { choose, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import {
  AUDITED, FRIDGE, ICU, ONCOLOGY, OWN_VALUE, STRICT, board, chooseDevices, policiesPath, rowOf, writeRules,
} from '../support/policies.ts';
import { commandCalls } from '../support/traffic.ts';

const GRID = 'Devices to choose';

test('what a policy would change is said per device, exactly and before any call', async ({ page, gateway }) => {
  const calls = commandCalls(page);
  await signIn(page, policiesPath('~what-if'), { stay: true });
  await expect(page.getByRole('heading', { level: 1, name: 'What if' })).toBeVisible();
  await choose(page, 'Policy', STRICT);
  await chooseDevices(page, board(page, GRID), [ICU, ONCOLOGY]);
  const forecast = page.getByRole('status', { name: 'Forecast' });
  await expect(forecast).toHaveText(/2 change/);
  await expect(page).toHaveURL((url) => url.searchParams.get('policy') === STRICT && url.searchParams.getAll('device').length === 2);

  await page.reload();
  await expect(forecast).toHaveText(/2 change/);
  await choose(page, 'Listed', 'Chosen');
  await expect(board(page, GRID).getByRole('checkbox')).toHaveCount(2);
  await rowOf(board(page, GRID), ICU).getByRole('button', { name: ICU }).click();
  const dialog = page.getByRole('dialog', { name: `What would change on ${ICU}` });
  const changes = dialog.getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(changes).toHaveText([/^DoorOpenTimeLimit\s*300 s\s*120 s$/, /^ACLockdownOnPowerFailure\s*Off\s*On$/, /^HeartbeatEventInterval\s*60 min\s*30 min$/]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(calls, 'nothing is sent').toEqual([]);
  expect((await gateway.simulator.asked()).executions).toEqual([]);
});

test('a device of another definition is told so', async ({ page }) => {
  await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['device', FRIDGE], ['q', FRIDGE]]));
  await expect(page.getByRole('status', { name: 'Forecast' })).toHaveText(/1 of another definition/);
  const row = rowOf(board(page, GRID), FRIDGE);
  await expect(row).toContainText('Wrong definition');
  await row.getByRole('button', { name: FRIDGE }).click();
  await expect(page.getByRole('dialog')).toContainText('The device is of TS097, Refrigerator');
});

test("a device's own values are kept, or lost when somebody says so", async ({ page }) => {
  await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['device', OWN_VALUE], ['q', OWN_VALUE]]));
  const row = rowOf(board(page, GRID), OWN_VALUE);
  await expect(row).toContainText('Keeps its own DoorOpenTimeLimit');
  await expect(row).not.toContainText('→ 120 s');
  await page.getByRole('checkbox', { name: "Drop the devices' own values" }).check();
  await expect(row).toContainText('Loses its own DoorOpenTimeLimit');
  await expect(row).toContainText('DoorOpenTimeLimit 600 s → 120 s');
  await expect(page).toHaveURL(/overrides=drop/);
});

test('a policy that a device has already changes nothing', async ({ page }) => {
  await signIn(page, policiesPath('~what-if', [['policy', AUDITED], ['device', ICU], ['q', ICU]]));
  await expect(rowOf(board(page, GRID), ICU)).toContainText('Unchanged');
});

test('rules that it would break are named', async ({ page }) => {
  await signIn(page, policiesPath('~rules'), { stay: true });
  await writeRules(page, ['DoorOpenTimeLimit >= 300 on security cabinets', 'UserBypass = 0 everywhere']);
  await page.goto(policiesPath('~what-if', [['policy', STRICT], ['device', ICU], ['q', ICU]]));
  await expect(page.getByRole('status', { name: 'Forecast' })).toHaveText(/1 would break a rule/);
  const row = rowOf(board(page, GRID), ICU);
  await expect(row).toContainText('Breaks 1 rule');
  await row.getByRole('button', { name: ICU }).click();
  await expect(page.getByRole('dialog')).toContainText('DoorOpenTimeLimit >= 300 on security cabinets');
  await expect(page.getByRole('dialog')).not.toContainText('UserBypass = 0');
});

test.describe('an old firmware', () => {
  // This cabinet says in its nightly report that it has 4.8.21; the others have 4.8.44.
  const OLD = 'Sentinel HTML';
  test.use({ gatewayOptions: ['--start', '2026-03-02T00:00:00Z'] });

  test('parameters that the firmware of a device does not have are named', async ({ page, gateway }) => {
    await gateway.simulator.advance(7_200);
    await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['device', OLD], ['device', ICU], ['show', 'chosen']]));
    await expect(page.getByRole('status', { name: 'Forecast' })).toHaveText(/1 lacks a parameter/);
    await expect(rowOf(board(page, GRID), OLD)).toContainText('Firmware lacks 1 parameter');
    await expect(rowOf(board(page, GRID), ICU)).not.toContainText('Firmware lacks');
    await rowOf(board(page, GRID), OLD).getByRole('button', { name: OLD }).click();
    const dialog = page.getByRole('dialog', { name: `What would change on ${OLD}` });
    await expect(dialog).toContainText('Its firmware does not have these parameters: they would do nothing');
    await expect(dialog.getByRole('listitem')).toHaveText(['UserBypass']);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await rowOf(board(page, GRID), ICU).getByRole('button', { name: ICU }).click();
    await expect(page.getByRole('dialog', { name: `What would change on ${ICU}` })).toBeVisible();
    await expect(page.getByRole('dialog')).not.toContainText('Its firmware does not have');
  });
});

test('from there the plan can be made', async ({ page }) => {
  await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['device', ICU], ['device', ONCOLOGY]]));
  await page.getByRole('link', { name: 'Make the plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: STRICT })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('2 devices chosen');
});

test.describe('a fleet of a thousand', () => {
  test.use({ gatewayOptions: ['--devices', '1000'] });

  test('all devices are forecast at once, and the link to them stays short', async ({ page }) => {
    await signIn(page, policiesPath('~what-if', [['policy', STRICT]]));
    await page.getByRole('button', { name: /^Choose all 1010$/ }).click();
    const forecast = page.getByRole('status', { name: 'Forecast' });
    await expect(forecast).toHaveText(/of another definition/);
    const said = [...(await forecast.innerText()).matchAll(/(\d+) (?:of another|changes?|gets? the|unchanged)/g)];
    expect(said.reduce((sum, [, count]) => sum + Number(count), 0), 'every device is in one of the groups').toBe(1010);
    await expect(page).toHaveURL(/devices=all/);
    await board(page, GRID).getByRole('checkbox').first().uncheck();
    await expect(page).toHaveURL((url) => url.searchParams.getAll('except').length === 1);
    await expect(page.getByRole('status', { name: 'Count' })).toHaveText('1009 devices chosen');
    await choose(page, 'Listed', 'Of its definition');
    await expect(forecast).not.toHaveText(/of another definition/);
  });
});

test('policy and devices are chosen by keyboard alone', async ({ page }) => {
  await signIn(page, policiesPath('~what-if', [['policy', STRICT]]));
  await tabTo(page, page.getByRole('searchbox', { name: 'Search devices' }));
  await page.keyboard.type(ICU);
  const row = rowOf(board(page, GRID), ICU);
  await expect(row).toBeVisible();
  await tabTo(page, row.getByRole('checkbox'));
  await page.keyboard.press('Space');
  await expect(row).toContainText('Changes');
  await tabTo(page, row.getByRole('button', { name: ICU }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `What would change on ${ICU}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: ICU }), 'the focus is back where it was').toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the page and on its dialog', async ({ page }) => {
      await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['device', ICU], ['device', FRIDGE], ['show', 'chosen']]));
      await expect(rowOf(board(page, GRID), ICU)).toContainText('Changes');
      await expectAccessible(page, 'What if', scheme);
      await rowOf(board(page, GRID), ICU).getByRole('button', { name: ICU }).click();
      await expectAccessible(page, `What would change on ${ICU}`, scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out, and a card says what would change', async ({ page }) => {
    await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['device', ICU], ['q', ICU]]));
    const row = rowOf(board(page, GRID), ICU);
    await expect(row.getByText('Changes', { exact: true })).toBeInViewport();
    await expect(row.getByText(/DoorOpenTimeLimit 300 s → 120 s/)).toBeInViewport();
    await expectToFit(page);
  });
});
