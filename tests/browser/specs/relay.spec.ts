// The dashboard of a relay, before a Jetstream elsewhere: here the simulator, in a process of its own.

import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, confirmation, expectOutcome, lockdownSubmit, openCommand, openDevice, region, visit } from '../support/actions.ts';
import { eventList, feedState, searchEvents } from '../support/events.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { Gateway } from '../support/gateway.ts';
import { DEMO_KEY } from '../support/simulator.ts';
import { callsTo } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';
const BREACH = 'DoorBreach';

const test = base.extend<{ data: string; relay: Gateway }>({
  data: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'jetstream-relay-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  relay: async ({ gateway, data }, use) => {
    // The first reading ever subscribes the key; what happens from here on is in its queue.
    await gateway.simulator.read(DEMO_KEY, 'events');
    const relay = await Gateway.relay(gateway, data);
    await use(relay);
    await relay.stop();
  },
  baseURL: async ({ relay }, use) => use(relay.url),
});

/** Signs in with a key of one's own: a relay has none to give. */
async function signInByKey(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Use the demo key' })).toBeHidden();
  await page.getByLabel('Access key', { exact: true }).fill(DEMO_KEY);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

test('events of a Jetstream elsewhere arrive live, and leave the queue to the relay', async ({ page, gateway }) => {
  const calls = callsTo(page, /\/3\/events/);
  await signInByKey(page, 'events');
  await expect(feedState(page)).toContainText('Live');
  await gateway.simulator.trip(CABINET, BREACH);
  await expect(eventList(page)).toContainText(BREACH);
  await expect.poll(async () => (await gateway.simulator.read(DEMO_KEY, 'events')) as { Events: unknown[] }).toMatchObject({ Events: [] });
  expect(calls, 'the page itself does not read the queue').toEqual([]);
});

test('a lockdown goes through the relay once, and its events come back', async ({ page, gateway }) => {
  await signInByKey(page, '');
  await openDevice(page, CABINET);
  const dialog = await openCommand(page, 'Lock down', `Lock down ${CABINET}`);
  await dialog.getByRole('button', { name: '4 hours', exact: true }).click();
  await confirmation(dialog).fill(CABINET);
  await lockdownSubmit(dialog, '4').click();
  await expectOutcome(dialog, 'Completed');
  await close(dialog);
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  expect(await gateway.simulator.executions(CABINET, /lockdown/i)).toHaveLength(1);
});

test('what happened while nobody looked is there, from the relay that was started anew', async ({ page, gateway, relay, data }) => {
  await signInByKey(page, 'events');
  await gateway.simulator.trip(CABINET, BREACH);
  await expect(eventList(page)).toContainText(BREACH);
  await page.goto('about:blank');
  await relay.stop();
  await gateway.simulator.trip(CABINET, 'LowBattery');
  const next = await Gateway.relay(gateway, data);
  await signInByKey(page, new URL('events', next.url).href);
  for (const entry of [BREACH, 'LowBattery']) {
    expect(await searchEvents(page, entry, 1)).toMatchObject([{ Device: CABINET }]);
  }
  await visit(page, 'Devices');
  await page.goto('about:blank');
  await next.stop();
});
