import { close, expectOutcome, fillLockdown, lockdownSubmit, openDevice, region, signIn, timelines, visit } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 2, offline';

test('a lockdown of an offline cabinet is not in force before the cabinet polls', async ({ page, gateway }) => {
  await signIn(page);
  await openDevice(page, CABINET);
  const condition = region(page, 'Condition');
  await expect(condition).toContainText('Not connected');

  const dialog = await fillLockdown(page, CABINET, '4');
  await expect(dialog, 'says what will happen before it does').toContainText(/queued/i);
  await expect(dialog).toContainText(/not in force until/i);
  await lockdownSubmit(dialog, '4').click();
  await expectOutcome(dialog, 'Queued, not in force');
  await close(dialog);
  await expect(condition).toContainText('Lockdown queued, not in force');
  await expect(condition).not.toContainText('Locked down until');

  await gateway.simulator.poll(CABINET);
  await expect(condition).toContainText('Locked down until');
  await expect(condition).toContainText(/3 h 59 min/);
  await expect(condition).not.toContainText('not in force');

  await visit(page, 'Commands');
  const timeline = timelines(page).filter({ hasText: CABINET });
  await expect(timeline).toHaveCount(1);
  await expect(timeline).toContainText('Completed');
});

test('the end of a lockdown is queued as well, and says so', async ({ page, gateway }) => {
  await signIn(page);
  await openDevice(page, CABINET);
  const condition = region(page, 'Condition');
  for (const hours of ['4', '0']) {
    const dialog = await fillLockdown(page, CABINET, hours);
    await lockdownSubmit(dialog, hours).click();
    await expectOutcome(dialog, 'Queued, not in force');
    await close(dialog);
    if (hours === '4') {
      await gateway.simulator.poll(CABINET);
      await expect(condition).toContainText('Locked down until');
    }
  }
  await expect(condition).toContainText('End of lockdown queued, not in force');
  await gateway.simulator.poll(CABINET);
  await expect(condition).toContainText('Not locked down');
});
