// Whatever Jetstream sends is shown as text: markup makes no element, and nothing in it runs, is loaded or is asked for.

import { readFile } from 'node:fs/promises';
import type { Page, WebSocketRoute } from '@playwright/test';
import { devicePath, fillLockdown, lockdownSubmit, signIn } from '../support/actions.ts';
import { deviceGrid, exportDevices } from '../support/devices.ts';
import { eventRows, eventSearch, feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { FORMULA, MARKUP, SCRIPT_LINK, craftedEvents, expectText, harm, markup, sendHostile, word, type Wrap } from '../support/hostile-api.ts';
import { openIncident, rowsWith } from '../support/incidents-access-sensors.ts';
import { list } from '../support/passes.ts';
import { isApi } from '../support/allowed-origins.ts';
import { ICU, STRICT, policiesPath } from '../support/policies.ts';

const CABINET = 'Security Cabinet 1';
const FRIDGE = 'St. Anne, Pharmacy, Fridge 1';
const START = '2026-03-02T08:00:00Z';

test.use({ gatewayOptions: ['--speed', '0', '--start', START] });

const WRAPS: [string, string, Wrap][] = [
  ['markup', MARKUP, markup],
  ['a script link', SCRIPT_LINK, (text) => SCRIPT_LINK + text],
];

/** Pages about one thing, which its name must lead to; and what else there is to see. */
const DETAILS = [
  'devices', 'commands', 'events',
  ...['', '/commands', '/configuration', '/events'].map((tab) => devicePath(CABINET, tab)),
  devicePath(FRIDGE, '/inventory'),
  'policies', policiesPath('~new', [['from', `policy:${STRICT}`]]), policiesPath(encodeURIComponent(STRICT)),
  policiesPath(`${encodeURIComponent(STRICT)}/~edit`),
  policiesPath('~compare', [['left', `policy:${STRICT}`], ['right', `device:${ICU}`]]),
  policiesPath('~what-if', [['policy', STRICT], ['device', ICU]]),
];

/** Pages that list what has a name. */
const LISTS = ['overview', 'devices', 'incidents', 'access', 'sensors', 'commands', 'events', 'policies', 'policies/~drift', 'policies/~what-if'];

/** Everything that was asked for elsewhere than at the dashboard's own files and the API. */
function strayRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const isOwn = /\/(config\.json|[\w-]+-[0-9a-f]{16}\.(js|css|wasm))$/.test(new URL(request.url()).pathname);
    // What follows a link of the dashboard is a navigation, as are the pages that the test goes to.
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (!isOwn && !isPage && !isApi(request.url()) && !/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

for (const [what, mark, wrap] of WRAPS) {
  for (const [where, names, paths] of [['all that Jetstream sends', false, DETAILS], ['names', true, LISTS]] as const) {
    test(`${what} in ${where} is text on every page`, async ({ page, gateway }) => {
      test.slow();
      await gateway.simulator.advance(3_600);
      const stray = strayRequests(page);
      await sendHostile(page, wrap, names, craftedEvents(wrap, names ? wrap(CABINET) : CABINET, START));
      await signIn(page, 'overview', { stay: true });
      for (const path of paths) {
        await test.step(path, async () => {
          await page.goto(path);
          await expectText(page, mark);
        });
      }
      expect(stray).toEqual([]);
    });
  }
}

test('markup in every field of every type of event is text, in the list, in the dialog and as it was received', async ({ page }) => {
  test.slow();
  const events = craftedEvents(markup, CABINET, START);
  await sendHostile(page, markup, false, events);
  await signIn(page, 'events');
  const dialog = page.getByRole('dialog', { name: 'Event', exact: true });
  for (const [number, event] of events.entries()) {
    await test.step(event.Type, async () => {
      await eventSearch(page).fill(word(number));
      await expect(eventRows(page)).toHaveCount(1);
      await eventRows(page).click();
      await dialog.getByText('Raw JSON', { exact: true }).click();
      await expect(dialog.locator('pre').filter({ hasText: 'EventId' })).toContainText(JSON.stringify(MARKUP).slice(1, -1));
      await expectText(page, MARKUP);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });
  }
});

test('markup in the event of an incident and in pass numbers is text', async ({ page }) => {
  await sendHostile(page, markup, false, craftedEvents(markup, CABINET, START));
  await signIn(page, 'incidents?state=open', { stay: true });
  const incident = await openIncident(page, rowsWith(page, 'Incidents', 'DoorBreach', CABINET).first(), 'DoorBreach');
  await incident.getByRole('link', { name: 'First event' }).click();
  await expect(page.getByRole('dialog', { name: 'Event', exact: true })).toContainText(MARKUP);
  await expectText(page, MARKUP);
  await page.goto(devicePath(CABINET, '/passes'));
  await list(page).getByRole('button', { name: 'Show all numbers' }).click();
  await expectText(page, MARKUP);
});

test('markup in the names of users is text', async ({ page }) => {
  await page.route(/credentials\/user$/, (route) => route.fulfill({ json: [markup('maria')] }));
  await signIn(page, devicePath(CABINET, '/passes?list=users'));
  await expectText(page, MARKUP);
  await list(page).getByRole('button', { name: /^Remove maria/ }).click();
  await expect(page.getByRole('dialog')).toContainText(MARKUP);
  await expectText(page, MARKUP);
});

test('markup in what the feed says of a gap and of its end is text', async ({ page }) => {
  // A close frame has room for 123 bytes.
  const short = '<img class=hostile src=x onerror="window.ran=1">';
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/feed$/, (socket) => {
    // The next one is never answered, so that the page goes on saying why the first was closed.
    if (sockets.push(socket) > 1) return;
    socket.connectToServer().onMessage((message) => {
      socket.send(message);
      const { type, cursor } = JSON.parse(String(message)) as { type: string; cursor: string };
      if (type === 'ready') socket.send(JSON.stringify({ type: 'gap', after: cursor, resumedAt: cursor, reason: MARKUP }));
    });
  });
  await signIn(page, 'events');
  await expectText(page, MARKUP);
  await sockets[0]?.close({ code: 1013, reason: short });
  await expect(feedState(page)).toContainText(short);
  await expectText(page, short);
});

test.describe('an answer that refuses', () => {
  test.use({ expectedConsole: /status of [45]\d\d/ });

  for (const [form, json] of [
    ['a message with the fields', { Message: markup('Refused.'), ModelState: { [markup('lockdown.Hours')]: [markup('Too long.')] } }],
    ['a bare text', markup('Refused.')],
  ] as const) {
    test(`with ${form} is shown as text`, async ({ page }) => {
      await page.route(/\/lockdown$/, (route) => route.fulfill({ status: 400, json }));
      await signIn(page, devicePath(CABINET));
      const dialog = await fillLockdown(page, CABINET, '4');
      await lockdownSubmit(dialog, '4').click();
      await expect(dialog).toContainText('Refused.');
      await expectText(page, MARKUP);

      await page.route(/\/3\/policies/, (route) => route.fulfill({ status: 500, json }));
      await page.goto('policies');
      await page.route(/\/3\/regions$/, (route) => route.fulfill({ status: 500, json }));
      await page.getByRole('button', { name: 'Use the demo key' }).click();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expectText(page, MARKUP);
      await page.unroute(/\/3\/regions$/);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible();
      await expectText(page, MARKUP);
    });
  }
});

test('what would be a formula is none in the tables that are exported', async ({ page }) => {
  const formula: Wrap = (text) => FORMULA + text;
  await sendHostile(page, formula, true, craftedEvents(formula, formula(CABINET), START));
  await signIn(page, 'devices');
  await expect(deviceGrid(page)).toContainText(FORMULA);
  const devices = await exportDevices(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live feed' }).click();
  await expect(eventRows(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export events' });
  await dialog.getByLabel('Form').selectOption('csv');
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
  for (const table of [devices, await readFile(await file.path(), 'utf8')]) {
    expect(table).toContain(`'${FORMULA.split('"')[0]}`);
    expect(table.split(/\r\n|,/).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
  }
});

test.describe('the search for harm', () => {
  test.use({ expectedConsole: /policy violation|Content Security Policy|404|Failed to load/ });

  test('finds what becomes of the same texts where they are taken for markup', async ({ page, problems }) => {
    await signIn(page, 'devices');
    expect(await harm(page)).toEqual([]);
    const stray = strayRequests(page);
    await page.evaluate((markup) => document.querySelector('main')?.insertAdjacentHTML('beforeend', `<a title="${markup}`), MARKUP);
    for (const found of ['the element <img>', 'the handler onerror of <img>', 'the handler onload of <svg>', 'the element <script>']) {
      await expect.poll(() => harm(page)).toContain(found);
    }
    await expect.poll(() => stray.map((url) => new URL(url).pathname)).toEqual(['/x']);
    expect(problems).toEqual([]);
  });
});
