// `npm run bench`: what a policy would do to a thousand devices, from the click that chooses them to the words on screen.
// Prints the figures as JSON.

import { signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { STRICT, policiesPath } from '../support/policies.ts';

const TURNS = 20;

test.use({ gatewayOptions: ['--devices', '1000'] });

test('what-if over a thousand devices', async ({ page }) => {
  await signIn(page, policiesPath('~what-if', [['policy', STRICT]]));
  await expect(page.getByRole('button', { name: /^Choose all 1010$/ })).toBeVisible();
  const millis = await page.evaluate(async (turns) => {
    const button = (words: RegExp) => [...document.querySelectorAll('button')].find((one) => words.test(one.textContent ?? ''));
    const forecast = () => document.querySelector('[role=status][aria-label=Forecast]')?.textContent ?? '';
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const all: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const start = performance.now();
      button(/^Choose all/)?.click();
      while (!/another definition/.test(forecast())) await new Promise((resolve) => setTimeout(resolve));
      all.push(performance.now() - start);
      await frame();
      button(/^Choose none/)?.click();
      while (/another definition/.test(forecast())) await frame();
      await frame();
    }
    return all;
  }, TURNS);
  const sorted = millis.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
  console.log(JSON.stringify({ devices: 1010, turns: TURNS, whatIf: { p50: at(0.5), p95: at(0.95), max: at(1) } }));
});
