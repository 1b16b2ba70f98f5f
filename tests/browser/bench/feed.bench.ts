// `npm run bench`: the live feed with a filter, at four rates for a minute each, once with a large fleet, and once in a hidden tab.
// Prints the figures as JSON.

import { measureFeed, measureHidden } from '../support/frames.ts';
import { test } from '../support/hidden.ts';

for (const perSecond of [50, 500, 5_000, 20_000]) {
  test(`the feed at ${perSecond} events per second for a minute`, async ({ page, gateway }) => {
    console.log(JSON.stringify(await measureFeed(page, gateway, perSecond, 60, '?q=device:cabinet')));
  });
}

test.describe('100,000 devices', () => {
  test.use({ gatewayOptions: ['--devices', '100000'] });

  test('the feed at 20000 events per second for a minute', async ({ page, gateway }) => {
    console.log(JSON.stringify({ devices: 100_000, ...(await measureFeed(page, gateway, 20_000, 60, '?q=device:cabinet')) }));
  });
});

test('the feed at 5000 events per second in a hidden tab', async ({ tabs, gateway }) => {
  console.log(JSON.stringify(await measureHidden(tabs, gateway, 5_000, 30)));
});
