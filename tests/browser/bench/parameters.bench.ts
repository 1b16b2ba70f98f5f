// `npm run bench`: the editor of a device with 120 parameters. Prints the figures as JSON.

import { test } from '../support/fixtures.ts';
import { measureEditor } from '../support/parameters.ts';

test('a keystroke in the editor of 120 parameters', async ({ page }) => {
  console.log(JSON.stringify(await measureEditor(page, 'Security Cabinet 1', /^TS092/, 91, 20)));
});
