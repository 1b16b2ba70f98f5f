import { lockDown, openDevice, region, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

/** The picture of the README: a cabinet that is locked down. Not a test; `npm run picture` takes it anew. */
test('the picture of the README', async ({ page }) => {
  await signIn(page);
  await openDevice(page, 'Security Cabinet 1');
  await lockDown(page, 'Security Cabinet 1', '4', 'Completed');
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  await page.screenshot({ path: 'pictures/device.png' });
});
