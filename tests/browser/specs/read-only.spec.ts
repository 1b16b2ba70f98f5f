// A dashboard that the operator allows to show, and nothing else.

import type { BrowserContext } from '@playwright/test';
import { commandButton, devicePath, signIn } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { choice, queueCalls } from '../support/queue.ts';
import { DEMO_KEY } from '../support/simulator.ts';
import { commandCalls } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';

/** Changes `config.json` for all pages of a context, as long as `changes` says so. */
async function configured(context: BrowserContext, changes: { readOnly: boolean; feed?: false }): Promise<void> {
  await context.route('**/config.json', async (route) => {
    const config = (await (await route.fetch()).json()) as { environments: { feed?: string }[] };
    if (changes.feed === false) for (const environment of config.environments) delete environment.feed;
    await route.fulfill({ json: { ...config, readOnly: changes.readOnly } });
  });
}

test('commands are refused with the reason, and what changes nothing is not', async ({ page, context }) => {
  await configured(context, { readOnly: true });
  const calls = commandCalls(page);
  await signIn(page, devicePath(CABINET));
  for (const command of ['Lock down', 'Unlock door', 'Restart']) {
    const button = commandButton(page, command);
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/read-only/);
    await button.click({ force: true });
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await expect(commandButton(page, 'Get status')).not.toHaveAttribute('aria-disabled', 'true');
  expect(calls).toEqual([]);
});

test.describe('the queue of the key', () => {
  test.use({ gatewayOptions: ['--speed', '0'] });

  test('is read, and not deleted from, also where that was allowed before', async ({ page, context, gateway }) => {
    const changes: { readOnly: boolean; feed?: false } = { readOnly: false, feed: false };
    await configured(context, changes);
    await signIn(page, 'events', { stay: true });
    await choice(page, 'Read and delete').click();
    await expect(feedState(page)).toHaveText('Queue is up to date');

    changes.readOnly = true;
    const calls = queueCalls(page);
    await gateway.simulator.advance(1_800);
    const waiting = async () => ((await gateway.simulator.read(DEMO_KEY, 'events/512')) as { Count: number }).Count;
    const before = await waiting();
    expect(before).toBeGreaterThan(0);
    await page.reload();
    await expect(feedState(page)).toHaveText('Observing the queue');
    const button = choice(page, 'Read and delete');
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/read-only/);
    await button.click({ force: true });
    await expect(feedState(page)).toHaveText('Observing the queue');
    expect(calls.map((call) => call.method())).not.toContain('DELETE');
    expect(await waiting()).toBe(before);
  });
});
