import { devicePath, close, expectOutcome, openCommand, region, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';

test('a device whose clock is right is not accused of a wrong one', async ({ page }) => {
  await signIn(page, devicePath(CABINET));
  await expect(region(page, 'Condition')).toContainText('Last heard');
  // The accusation stands for a moment only, until the page's own clock has caught up.
  await page.evaluate(() => {
    const look = () => {
      if (document.body.textContent?.includes('clock is wrong')) document.documentElement.dataset.accused = '';
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  for (let turn = 0; turn < 3; turn += 1) {
    const dialog = await openCommand(page, 'Sync passes', `Sync passes of ${CABINET}`);
    await dialog.getByRole('button', { name: 'Sync passes', exact: true }).click();
    await expectOutcome(dialog, 'Completed');
    await close(dialog);
    await expect(region(page, 'Recent commands').getByRole('article')).toHaveCount(turn + 1);
    await expect(region(page, 'Condition')).toContainText(/Last heard (just now|\d+ s ago) by (CommandCompletion|LogEntry)Event/);
  }
  await expect(page.locator('html')).not.toHaveAttribute('data-accused');
});
