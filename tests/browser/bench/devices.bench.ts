// `npm run bench`: how long the page is at work for each key of a search in the list of devices, with the usual columns and with
// all of them, and how long for the list as a file. Prints the figures as JSON.

import { signIn } from '../support/actions.ts';
import { ALL_COLUMNS, chooseColumns, deviceGrid, exportButton } from '../support/devices.ts';
import { expect, test } from '../support/fixtures.ts';
import { measureTyping } from '../support/keystrokes.ts';

for (const devices of [10_000, 100_000]) {
  test.describe(`${devices} devices`, () => {
    test.use({ gatewayOptions: ['--devices', String(devices)] });

    test('a keystroke, and the file', async ({ page }) => {
      await signIn(page, 'devices');
      await expect(deviceGrid(page).getByRole('link').first()).toBeVisible({ timeout: 120_000 });
      const search = page.getByRole('searchbox', { name: 'Search devices' });
      for (const columns of ['the usual', 'all']) {
        if (columns === 'all') await chooseColumns(page, ALL_COLUMNS);
        for (const text of ['icu, cabinet', 'no such thing']) {
          console.log(JSON.stringify({ devices, columns, text, ...(await measureTyping(page, search, text, 3)) }));
        }
        const file = page.waitForEvent('download');
        const millis = await exportButton(page).evaluate((button: HTMLElement) => {
          const start = performance.now();
          button.click();
          return Math.round(performance.now() - start);
        });
        await file;
        console.log(JSON.stringify({ devices, columns, file: { millis } }));
      }
    });
  });
}
