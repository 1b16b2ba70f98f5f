// `npm run bench`: the live feed with a filter, at four rates for a minute each, and once in a hidden tab. Prints the figures as JSON.

import { test } from '../support/fixtures.ts';
import { measureFeed, measureHidden } from '../support/frames.ts';

for (const perSecond of [50, 500, 5_000, 20_000]) {
  test(`the feed at ${perSecond} events per second for a minute`, async ({ page, gateway }) => {
    console.log(JSON.stringify(await measureFeed(page, gateway, perSecond, 60, '?q=device:cabinet')));
  });
}

test('the feed at 5000 events per second in a hidden tab', async ({ page, gateway }) => {
  console.log(JSON.stringify(await measureHidden(page, gateway, 5_000, 30)));
});
