import { confirmation, devicePath, expectOutcome, fillLockdown, lockdownSubmit, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { commandCalls } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';

for (const hours of ['-1', '169', '1.5', '', 'four']) {
  test(`a lockdown for "${hours}" hours is not sent, and the form keeps what was typed`, async ({ page, gateway }) => {
    const calls = commandCalls(page);
    await signIn(page, devicePath(CABINET));
    const dialog = await fillLockdown(page, CABINET, hours);
    await lockdownSubmit(dialog, hours).click();

    await expect(dialog.getByRole('alert')).toContainText(/0 to 168/);
    const field = dialog.getByRole('textbox', { name: 'Hours' });
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field, 'the message belongs to the field').toHaveAccessibleDescription(/0 to 168/);
    await expect(field).toHaveValue(hours);
    await expect(confirmation(dialog)).toHaveValue(CABINET);
    expect(await gateway.simulator.executions(CABINET, /./)).toEqual([]);
    expect(calls).toEqual([]);

    await field.fill('2');
    await lockdownSubmit(dialog, '2').click();
    await expectOutcome(dialog, 'Completed');
    expect(calls).toHaveLength(1);
  });
}

for (const typed of ['', '.', '..', 'Security/Cabinet', '100%', 'Security Cabinet', 'security cabinet 1']) {
  test(`"${typed}" does not confirm a lockdown of ${CABINET}`, async ({ page, gateway }) => {
    const calls = commandCalls(page);
    await signIn(page, devicePath(CABINET));
    const dialog = await fillLockdown(page, CABINET, '4');
    await confirmation(dialog).fill(typed);
    await lockdownSubmit(dialog, '4').click();

    await expect(dialog.getByRole('alert')).toContainText(CABINET);
    await expect(confirmation(dialog)).toHaveValue(typed);
    await expect(dialog.getByRole('textbox', { name: 'Hours' })).toHaveValue('4');
    expect(await gateway.simulator.executions(CABINET, /./)).toEqual([]);
    expect(calls).toEqual([]);
  });
}
