import { expect, test } from '../support/fixtures.ts';
import { measureFeed } from '../support/frames.ts';
import { measureEditor } from '../support/parameters.ts';
import { FLEET_OF_THOUSANDS, measureWhatIf } from '../support/what-if.ts';

const PER_SECOND = 500;
const SECONDS = 10;

test(`${PER_SECOND} events per second leave the page responsive, and none is lost`, async ({ page, gateway }) => {
  const figures = await measureFeed(page, gateway, PER_SECOND, SECONDS);
  test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  expect(figures.issued).toBeGreaterThan(PER_SECOND * SECONDS * 0.9);
  expect(figures).toMatchObject({ received: figures.issued, hashIsEqual: true });
  // Far from the budgets on purpose: other specs run beside this one. `npm run bench` tells the real figures.
  expect(figures.frame.p50).toBeLessThan(50);
  expect(figures.frame.p99).toBeLessThan(1_000);
  expect(figures.newestRowAge.p99).toBeLessThan(3_000);
});

test('a keystroke in the editor of 120 parameters is short', async ({ page }) => {
  const figures = await measureEditor(page, 'Security Cabinet 1', /^TS092/, 91, 3);
  test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  // Far from the budget of 16 ms, as above.
  expect(figures.value.p50).toBeLessThan(50);
  expect(figures.search.p50).toBeLessThan(50);
});

test.describe('thousands of devices', () => {
  test.use({ gatewayOptions: FLEET_OF_THOUSANDS });

  test('what a policy would do to a thousand devices of its definition is said at once', async ({ page }) => {
    const figures = await measureWhatIf(page, 3);
    test.info().annotations.push({ type: 'figures', description: JSON.stringify(figures) });
    expect(figures.devices).toBeGreaterThanOrEqual(1_000);
    // Far from the budget of 100 ms, as above.
    expect(figures.p50).toBeLessThan(1_000);
  });
});
