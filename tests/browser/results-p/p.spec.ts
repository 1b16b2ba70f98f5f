import { signIn, visit, devicePath } from '../support/actions.ts';
import { test, expect } from '../support/fixtures.ts';
import { writeFileSync } from 'node:fs';
test('profile', async ({ page, gateway, browser }) => {
  await signIn(page, devicePath('Security Cabinet 1'));
  await gateway.simulator.advance(3600);
  await page.waitForTimeout(1000);
  await browser.startTracing(page, { path: '/tmp/trace.json', categories: ['devtools.timeline', 'v8.execute', 'disabled-by-default-v8.cpu_profiler', 'disabled-by-default-devtools.timeline', 'blink.user_timing'] });
  await visit(page, 'Live feed').catch(()=>{});
  await page.waitForTimeout(3000);
  await browser.stopTracing();
});
