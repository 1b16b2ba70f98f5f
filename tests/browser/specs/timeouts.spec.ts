import { devicePath, expectOutcome, fillLockdown, lockdownSubmit, region, signIn } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';

test('a feed that says nothing for 40 seconds is not called live', async ({ page, wire }) => {
  await page.clock.install();
  await signIn(page, wire.url);
  await expect(feedState(page)).toHaveText('Live');
  wire.holdFeed();
  await page.clock.fastForward(45_000);
  await expect(feedState(page)).toHaveText(/^Reconnecting: nothing was heard for 40 s$/);
  wire.releaseFeed();
  await expect(feedState(page)).toHaveText('Live');
});

test('a command that is not answered for 90 seconds is called unknown everywhere', async ({ page, gateway }) => {
  const cabinet = 'Sentinel never answers';
  await signIn(page, devicePath(cabinet));
  const dialog = await fillLockdown(page, cabinet, '4');
  await lockdownSubmit(dialog, '4').click();
  await expect(dialog.locator('.badge')).toHaveText('Sent');
  await gateway.simulator.advance(95);
  await expectOutcome(dialog, 'Outcome unknown');
  await expect(dialog.locator('.badge')).toHaveText('Outcome unknown');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(region(page, 'Recent commands').locator('.badge').first()).toHaveText('Outcome unknown');
});
