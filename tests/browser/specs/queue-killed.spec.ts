// Tabs that are killed while they empty the queue, in every moment of a turn: no event may be lost, and none kept that was not there.

import { feedState } from '../support/events.ts';
import { difference, hashOf } from '../support/feed-tally.ts';
import { expect, test } from '../support/fixtures.ts';
import { choice, happens, keptIds, openFeed, pending, withoutFeed } from '../support/queue.ts';
import { MOMENTS, killAt } from '../support/tab-killer.ts';

test.use({ gatewayOptions: ['--speed', '0'], expectedConsole: /the page crashed/ });
test.beforeEach(({ context }) => withoutFeed(context));

for (const moment of Array.from({ length: MOMENTS }, (_, index) => index + 1)) {
  test(`a tab that is killed in moment ${moment} of a turn loses no event`, async ({ page, context, gateway }) => {
    await openFeed(page);
    await choice(page, 'Read and delete').click();
    await expect(feedState(page)).toHaveText('Queue is up to date');
    await page.goto('about:blank');
    const before = await gateway.simulator.state();
    for (let round = 0; round < 2; round += 1) {
      await happens(gateway.simulator, 1_800);
      const tab = await context.newPage();
      const turnAndKill = await killAt(tab, moment);
      await openFeed(tab);
      await turnAndKill();
    }
    await page.goto('events');
    await expect(feedState(page)).toHaveText('Queue is up to date');
    await expect.poll(() => pending(gateway.simulator)).toBe(0);
    const [ids, after] = [await keptIds(page), await gateway.simulator.state()];
    expect(ids.size, 'all that was issued').toBe(after.issued - before.issued);
    expect(hashOf(ids), 'and nothing else').toBe(difference(after.hash, before.hash));
  });
}
