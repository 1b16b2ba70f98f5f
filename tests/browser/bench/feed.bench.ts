// `npm run bench`: the live feed at 50 and at 500 events per second, for a minute each. Prints the figures as JSON.

import { test } from '../support/fixtures.ts';
import { measureFeed } from '../support/frames.ts';

for (const perSecond of [50, 500]) {
  test(`the feed at ${perSecond} events per second for a minute`, async ({ page, gateway }) => {
    console.log(JSON.stringify(await measureFeed(page, gateway, perSecond, 60)));
  });
}
