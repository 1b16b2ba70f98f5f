// `npm run bench`: how long the page is at work for each key of a search in 100,000 events. Prints the figures as JSON.

import { signIn } from '../support/actions.ts';
import { eventSearch } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { measureTyping } from '../support/keystrokes.ts';

const EVENTS = 100_000;

test('a search in 100,000 events', async ({ page, gateway }) => {
  await signIn(page, 'events');
  const received = async () => Number(/(\d+) events? received/.exec(await page.getByRole('main').innerText())?.[1] ?? 0);
  await gateway.simulator.rate(1_000);
  // Time passes in steps that the feed keeps up with.
  while ((await received()) < EVENTS) {
    const before = await received();
    await gateway.simulator.advance(10);
    await expect.poll(received, { timeout: 30_000 }).toBeGreaterThan(before + 9_000);
  }
  await gateway.simulator.rate(0);
  const text = await page.getByRole('main').innerText();
  for (const query of ['doorbreach', 'severity>=error zzz', 'device:cabinet -type:heartbeat']) {
    const work = await measureTyping(page, eventSearch(page), query, 2);
    console.log(JSON.stringify({ query, ...work }));
  }
  console.log(JSON.stringify({ remembered: /[^\n]*received[^\n]*/.exec(text)?.[0] }));
});
