import { confirmation, devicePath, expectOutcome, openCommand, region, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { commandCalls } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('a door is unlocked with a fresh token, which is masked until somebody asks for it', async ({ page, gateway }) => {
  const calls = commandCalls(page);
  await signIn(page, devicePath(CABINET));
  const dialog = await openCommand(page, 'Unlock door', `Unlock door of ${CABINET}`);
  const token = dialog.getByLabel('Token', { exact: true });
  await expect(token).toHaveAttribute('type', 'password');
  await dialog.getByRole('button', { name: 'Show token' }).click();
  await expect(token).toHaveAttribute('type', 'text');
  await expect(token).toHaveValue(GUID);
  const value = await token.inputValue();

  await confirmation(dialog).fill(CABINET);
  await dialog.getByText('Show the call').click();
  await expect(dialog.locator('code'), 'the call is masked like the field').toContainText('curl');
  await expect(dialog.locator('code')).not.toContainText(value);
  await dialog.getByRole('button', { name: 'Unlock door', exact: true }).click();
  await expectOutcome(dialog, 'Completed');
  expect(calls.map((call) => call.postDataJSON() as unknown)).toEqual([{ AccessToken: value }]);
  expect(await gateway.simulator.executions(CABINET, /unlock/i)).toHaveLength(1);
  await expect(region(page, 'Recent commands')).toContainText('CommandQueuedEvent');
  await expect(region(page, 'Recent commands'), 'events echo the token; the page does not').not.toContainText(value);
});

for (const token of ['', '123456789', 'not hexadecimal', 'a'.repeat(41)]) {
  test(`the token "${token}" is refused for its form, without a call`, async ({ page }) => {
    const calls = commandCalls(page);
    await signIn(page, devicePath(CABINET));
    const dialog = await openCommand(page, 'Unlock door', `Unlock door of ${CABINET}`);
    await dialog.getByLabel('Token', { exact: true }).fill(token);
    await confirmation(dialog).fill(CABINET);
    await dialog.getByRole('button', { name: 'Unlock door', exact: true }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(dialog.getByLabel('Token', { exact: true })).toHaveValue(token);
    await expect(confirmation(dialog)).toHaveValue(CABINET);
    expect(calls).toEqual([]);
  });
}
