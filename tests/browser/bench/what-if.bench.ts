// `npm run bench`: what a policy would do to a thousand devices of its definition, from the click that chooses them to the words on
// screen. Prints the figures as JSON.

import { expect, test } from '../support/fixtures.ts';
import { FLEET_OF_THOUSANDS, measureWhatIf } from '../support/what-if.ts';

test.use({ gatewayOptions: FLEET_OF_THOUSANDS });

test('what-if over a thousand devices', async ({ page }) => {
  const { devices, turns, ...whatIf } = await measureWhatIf(page, 20);
  expect(devices).toBeGreaterThanOrEqual(1_000);
  console.log(JSON.stringify({ devices, turns, whatIf }));
});
