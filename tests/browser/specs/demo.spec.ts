// The build that needs no server: a plain file server, and a simulated Jetstream in the page.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { commandId, devicePath, lockDown, openDevice, region, signIn, visit } from '../support/actions.ts';
import { eventRows } from '../support/events.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { DIST, demoFolder, headersFor } from '../support/gateway.ts';
import { databases } from '../support/browser-storage.ts';
import { FileServer } from '../support/server.ts';
import { COLLEAGUE_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const FEED = 'Live, simulated in this page';

const test = base.extend<{ host: FileServer; asked: string[] }>({
  host: async ({}, use) => {
    const host = await FileServer.start(demoFolder());
    host.headers = await headersFor(join(demoFolder(), 'config.json'));
    await use(host);
    await host.stop();
  },
  baseURL: async ({ host }, use) => use(`${host.origin}/`),
  asked: async ({ page }, use) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url()));
    await use(asked);
  },
});

/** Everything that is executed, as text in which the literals of the source stand. */
async function program(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.wasm') || name.endsWith('.js'));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'latin1')));
  return texts.join('\n');
}

test('nobody but the file server is asked for anything, and that for its files only', async ({ page, host, asked }) => {
  await signIn(page, 'devices', { stay: true });
  await openDevice(page, CABINET);
  await lockDown(page, CABINET, '4', 'Completed');
  for (const link of ['Overview', 'Incidents', 'Access', 'Sensors', 'Policies', 'Commands', 'Live feed'] as const) await visit(page, link);
  await page.goto(devicePath(CABINET, '/configuration'));
  await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();

  const files = new Set(await readdir(demoFolder()));
  const pages = ['/devices', `/${devicePath(CABINET, '/configuration')}`];
  const isOwn = (url: string) => {
    const { origin, pathname } = new URL(url);
    return origin === host.origin && (files.has(pathname.slice(1)) || pages.includes(pathname));
  };
  expect(asked.filter((url) => !url.startsWith('data:') && !isOwn(url))).toEqual([]);
  expect(asked.some((url) => url.endsWith('.wasm'))).toBe(true);
});

test('the sign-in page says what it is, and one click opens it', async ({ page }) => {
  await page.goto('');
  const main = page.getByRole('main');
  await expect(main.getByRole('combobox', { name: 'Environment' })).toHaveValue('Simulated fleet, in this page');
  await expect(main).toContainText('exist in this page alone');
  await expectAccessible(page, 'Sign in', 'light');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Simulated fleet, in this page');
  await expect(page.getByRole('status', { name: 'Live feed' })).toHaveText(FEED);
  await expectAccessible(page, 'Overview', 'light');
});

test('events arrive, and what a click does is among them', async ({ page }) => {
  // At night little happens.
  test.setTimeout(240_000);
  await signIn(page, 'events');
  await expect(page.getByRole('status', { name: 'Live feed' })).toHaveText(FEED);
  await expect(eventRows(page).first()).toBeVisible();
  const received = async () => Number(/^([\d,.\s]+) events? received/m.exec(await page.getByRole('main').innerText())?.[1]?.replace(/\D/g, ''));
  const before = await received();
  expect(before, 'what the fleet has told before').toBeGreaterThan(48);
  await expect.poll(received, { message: 'by itself, as time passes', timeout: 150_000 }).toBeGreaterThan(before);

  await openDevice(page, CABINET);
  await lockDown(page, CABINET, '4', 'Completed');
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  const card = region(page, 'Recent commands').getByRole('article').filter({ hasText: 'from this page' });
  await commandId(card);
  await expect(card).toContainText('Completed');
  await expect(card.getByRole('link', { name: /^CommandCompletionEvent/ }), 'and by which event').toBeVisible();
  await expectAccessible(page, CABINET, 'light');
});

test('nothing outlasts a reload', async ({ page }) => {
  await page.clock.install();
  await signIn(page, devicePath(CABINET), { stay: true });
  await lockDown(page, CABINET, '4', 'Completed');
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  // As long as it takes elsewhere until what is kept is written down.
  await page.clock.runFor(1_500);
  expect(await databases(page)).toEqual([]);
  await page.reload();
  await expect(page.getByRole('status', { name: 'Live feed' })).toHaveText(FEED);
  await expect(region(page, 'Condition')).toContainText('No lockdown known');
  await visit(page, 'Live feed');
  await expect(page.getByRole('main')).toContainText('This browser keeps no events');
});

test('another user of the same Jetstream can sign in on the same page, and sees what the first has done', async ({ page }) => {
  await signIn(page, devicePath(CABINET));
  await lockDown(page, CABINET, '4', 'Completed');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'Access key' }).fill('00000000-0000-4000-8000-000000000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('does not accept this access key');
  await page.getByRole('textbox', { name: 'Access key' }).fill(COLLEAGUE_KEY);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(region(page, 'Condition')).toContainText('Locked down until');
});

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out', async ({ page }) => {
    await page.goto('');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expectToFit(page);
    await signIn(page);
    await expect(page.getByRole('status', { name: 'Live feed' })).toHaveText(FEED);
    await expectToFit(page);
  });
});

test('no other build has a simulator in it', async () => {
  const [normal, demo] = await Promise.all([program(DIST), program(demoFolder())]);
  const simulated = ['This device refuses every command.', 'Sentinel drops after effect', 'in-this-page.invalid', 'de300000-0000-4000-8000-00000000de30'];
  for (const text of simulated) {
    expect(demo.includes(text), `the demo has "${text}": a search for it can find it`).toBe(true);
    expect(normal.includes(text), `"${text}" in the build that is published`).toBe(false);
  }
  expect(normal.includes('Use the demo key'), 'the files that are searched are those with the texts').toBe(true);
});
