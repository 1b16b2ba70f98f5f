import { expect, test } from '../support/fixtures.ts';
import { measureFeed } from '../support/frames.ts';

const PER_SECOND = 500;
const SECONDS = 10;

test(`${PER_SECOND} events per second leave the page responsive, and none is lost`, async ({ page, gateway }) => {
  const figures = await measureFeed(page, gateway, PER_SECOND, SECONDS);
  test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  expect(figures.received).toBeGreaterThan(PER_SECOND * SECONDS * 0.9);
  expect(figures).toMatchObject({ lost: 0, hashIsEqual: true });
  // Far from the budgets on purpose: other programs share the machine. `npm run bench` tells the real figures.
  expect(figures.frame.p50).toBeLessThan(40);
  expect(figures.frame.p99).toBeLessThan(250);
  expect(figures.newestRowAge.p99).toBeLessThan(2_500);
  await expect(page.getByRole('main'), 'the page says how many it holds').toContainText(
    new RegExp(`\\b${figures.received.toLocaleString('en')}\\b|\\b${figures.received}\\b`),
  );
});
