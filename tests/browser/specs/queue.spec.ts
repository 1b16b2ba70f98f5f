// The queue of the key, read straight from Jetstream: by consent, by one tab, and so that no event is lost.

import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { devicePath, visit } from '../support/actions.ts';
import { eventList, eventRows, feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { rowsWith } from '../support/incidents-access-sensors.ts';
import { PAUSE, choice, expectKept, exportKept, happens, kept, keptIds, onlyHere, openFeed, pending, queueCalls, withoutFeed } from '../support/queue.ts';
import { DEMO_KEY } from '../support/simulator.ts';

const DAY = 86_400_000;

// Nothing happens by itself, so that every event is one that the test brings about.
test.use({ gatewayOptions: ['--speed', '0'] });
test.beforeEach(({ context }) => withoutFeed(context));

test('the queue is left alone until somebody has read what reading and deleting do', async ({ page, gateway }) => {
  const calls = queueCalls(page);
  await openFeed(page);
  for (const words of ['subscribes this key', '30 days', '4 days', 'oldest 512', 'whoever else reads with this key']) {
    await expect(page.getByRole('main')).toContainText(words);
  }
  await expect(feedState(page)).toHaveText('No live feed: answers only');
  expect(calls).toEqual([]);

  const issued = await happens(gateway.simulator, 1_800);
  await choice(page, 'Read only').click();
  await expect(feedState(page)).toHaveText('Observing the queue');
  await expectKept(page, issued);
  expect(calls.filter((call) => call.method() !== 'GET'), 'only deleting deletes').toEqual([]);
  expect(await pending(gateway.simulator)).toBe(issued);

  await choice(page, 'Stop reading').click();
  await expect(feedState(page)).toHaveText('No live feed: answers only');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' }), 'nothing was deleted that the end would hide').toBeVisible();
});

test('what is read is kept, then deleted, and is there again after a reload', async ({ page, gateway }) => {
  const calls = queueCalls(page);
  await openFeed(page);
  const issued = await happens(gateway.simulator, 3 * 3_600);
  expect(issued, 'more than one turn').toBeGreaterThan(500);
  await choice(page, 'Read and delete').click();
  await expectKept(page, issued);
  await expect(feedState(page)).toHaveText('Queue is up to date');
  await expect.poll(() => pending(gateway.simulator)).toBe(0);
  const methods = calls.map((call) => call.method());
  expect(methods.slice(0, 4), 'at once again while a batch is full').toEqual(['GET', 'DELETE', 'GET', 'DELETE']);
  await expect(page.getByRole('main')).toContainText(`${issued} events received`);

  await page.reload();
  await expect(page.getByRole('main')).toContainText(`${issued} events received`);
  await expect(eventRows(page).first()).toBeVisible();
  await onlyHere(page, issued);

  await kept(page).click();
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog', { name: 'Forget the events that are kept here?' }).getByRole('button', { name: 'Forget them' }).click();
  await expect(page.getByRole('main')).toContainText('No events are kept in this browser yet');
});

test('pass numbers leave what is kept only when somebody asks for them', async ({ page, gateway }) => {
  const cabinet = 'Security Cabinet 1';
  const passes = (await gateway.simulator.read(DEMO_KEY, devicePath(cabinet, '/credentials/basic'))) as string[];
  const anyPass = new RegExp(passes.join('|'), 'i');
  await openFeed(page);
  await happens(gateway.simulator, 60);
  await gateway.simulator.trip(cabinet, 'ValidPass');
  await choice(page, 'Read and delete').click();
  await expect(feedState(page)).toHaveText('Queue is up to date');
  await expect(kept(page)).toHaveText(/^[1-9]\d* events? kept/);
  await kept(page).click();
  await expect(page.getByRole('main')).toContainText('as they were received, with pass numbers and unlock tokens');
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  const question = page.getByRole('dialog', { name: 'Sign out?' });
  await expect(question.getByRole('checkbox', { name: 'With pass numbers and tokens' })).not.toBeChecked();
  const atTheEnd = await exportKept(page, question);
  expect(await exportKept(page, question, true)).toMatch(anyPass);
  await question.getByRole('button', { name: 'Stay signed in' }).click();

  const masked = await exportKept(page, page.getByRole('main'));
  expect(masked).toBe(atTheEnd);
  expect(masked).toMatch(/••••[0-9A-F]{4}/i);
  expect(masked).not.toMatch(anyPass);
  expect(await exportKept(page, page.getByRole('main'), true)).toMatch(anyPass);
});

test('what is kept can be read while the queue is left alone', async ({ page, gateway }) => {
  await openFeed(page);
  const issued = await happens(gateway.simulator, 1_800);
  await choice(page, 'Read and delete').click();
  await expectKept(page, issued);
  await choice(page, 'Stop reading').click();
  await page.reload();
  await expect(feedState(page)).toHaveText('No live feed: answers only');
  await expect(choice(page, 'Read only')).toBeVisible();
  await expect(eventRows(page).first()).toBeVisible();
  await onlyHere(page, issued);
  await choice(page, 'Read only').click();
  await expect(feedState(page)).toHaveText('Observing the queue');
  await onlyHere(page, issued);
  await kept(page).click();
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog', { name: 'Forget the events that are kept here?' }).getByRole('button', { name: 'Forget them' }).click();
  await expect(page.getByRole('main')).toContainText('No events are kept in this browser yet');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('what waited longer than Jetstream keeps it is said to be missing', async ({ page, gateway }) => {
  const now = Date.now();
  await page.clock.setFixedTime(now - 15 * DAY);
  await openFeed(page);
  const issued = await happens(gateway.simulator, 900);
  await choice(page, 'Read and delete').click();
  await expectKept(page, issued);
  await expect(eventList(page)).not.toContainText('The queue was read last on');
  // So few that the list shows all of them.
  const more = await happens(gateway.simulator, 30);
  await page.clock.setFixedTime(now);
  await openFeed(page);
  await expectKept(page, more);
  await expect(feedState(page)).toHaveText('Queue is up to date');
  await expect(page.getByRole('main')).toContainText('Jetstream keeps what nobody reads for 14 days');
});

test('the queue and a gateway\'s feed give the same log', async ({ page, gateway, browser, baseURL }) => {
  await openFeed(page);
  await choice(page, 'Read and delete').click();
  await expect(feedState(page)).toHaveText('Queue is up to date');
  const other = await browser.newContext({ baseURL: baseURL ?? '' });
  const socket = await other.newPage();
  await openFeed(socket);
  await expect(feedState(socket)).toHaveText('Live');
  const before = (await gateway.simulator.state()).issued;
  const issued = await happens(gateway.simulator, 24 * 3_600);
  await expectKept(socket, before + issued);
  await page.reload();
  await expectKept(page, issued);
  const [queued, fed] = [await keptIds(page), await keptIds(socket)];
  expect(queued.size).toBe(issued);
  expect([...queued].filter((id) => !fed.has(id)), 'the feed has all that the queue had').toEqual([]);
  expect(fed.size).toBe(before + issued);
  await other.close();
});

test.describe('calls that fail', () => {
  test.use({ expectedConsole: /status of (500|401)/ });

  test('a batch that was kept but not deleted is deleted once more, and shown once', async ({ page, gateway }) => {
    await page.clock.install();
    const calls = queueCalls(page);
    await openFeed(page);
    const issued = await happens(gateway.simulator, 900);
    let refusals = 0;
    await page.route('**/3/events', async (route) => {
      if (route.request().method() === 'DELETE' && refusals++ === 0) return route.fulfill({ status: 500, body: '' });
      return route.fallback();
    });
    await choice(page, 'Read and delete').click();
    await expect(feedState(page)).toHaveText(/^Reconnecting: what was kept could not be deleted/);
    await page.clock.fastForward(PAUSE);
    await expect(feedState(page)).toHaveText('Queue is up to date');
    expect(calls.map((call) => call.method()).slice(0, 4)).toEqual(['GET', 'DELETE', 'DELETE', 'GET']);
    await expect(page.getByRole('main')).toContainText(`${issued} events received`);
    await expectKept(page, issued);
  });

  for (const allowed of ['Read only', 'Read and delete'] as const) {
    test(`a key that is refused stops it: ${allowed}`, async ({ page, gateway }) => {
      await page.clock.install();
      const calls = queueCalls(page);
      await openFeed(page);
      await happens(gateway.simulator, 60);
      await page.route('**/3/events/*', (route) => route.fulfill({ status: 401, body: '' }));
      await choice(page, allowed).click();
      await expect(feedState(page)).toHaveText(/^Stopped: /);
      await expect(page.getByRole('main')).not.toContainText(/This tab empties the queue|The queue is only observed/);
      await expect(choice(page, allowed), 'it can be begun anew').toBeVisible();
      await page.clock.fastForward(4 * PAUSE);
      await expect(feedState(page)).toHaveText(/^Stopped: /);
      expect(calls, 'it does not ask again by itself').toHaveLength(1);
      await page.unroute('**/3/events/*');
      await choice(page, allowed).click();
      await expect(feedState(page)).toHaveText(allowed === 'Read only' ? 'Observing the queue' : 'Queue is up to date');
    });
  }
});

test('where nothing can be kept, nothing is deleted', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await openFeed(page);
  await expect(page.getByRole('main')).toContainText('This browser keeps no events');
  await expect(choice(page, 'Read and delete')).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('main')).toContainText('This browser cannot keep the events');
  await choice(page, 'Read only').click();
  await expect(feedState(page)).toHaveText('Observing the queue');
});

test('an observed queue that is full stands still, and the page says so', async ({ page, gateway }) => {
  await openFeed(page);
  expect(await happens(gateway.simulator, 4 * 3_600)).toBeGreaterThan(512);
  await choice(page, 'Read only').click();
  await expect(feedState(page)).toHaveText('Observing: the queue stands still');
  await expect(page.getByRole('main')).toContainText('newer ones are not seen');
  await expect(page.getByRole('main')).toContainText('512 events received');
});

test.describe('a fleet of which nobody has heard for months', () => {
  test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

  test('no device is called silent for what still waits in the queue', async ({ page, gateway }) => {
    await openFeed(page);
    await gateway.simulator.read(DEMO_KEY, 'events/1');
    await gateway.simulator.trip('Security Cabinet 1', 'DoorBreach');
    expect(await happens(gateway.simulator, 4 * 3_600)).toBeGreaterThan(512);
    const breach = rowsWith(page, 'Incidents', 'DoorBreach');
    const silence = rowsWith(page, 'Incidents', 'Silence');
    await choice(page, 'Read only').click();
    await expect(feedState(page)).toHaveText('Observing: the queue stands still');
    await visit(page, 'Incidents');
    await expect(breach).toHaveCount(1);
    await expect(silence).toHaveCount(0);
    await expect(page, 'the breach, and what else the fleet had by then').toHaveTitle(/^\(2\) /);

    // The first batch comes, the next is on its way.
    let reads = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/3/events/500', async (route) => {
      if (reads++ > 0) await held;
      await route.fallback();
    });
    await visit(page, 'Live feed');
    await choice(page, 'Read and delete').click();
    await expect(feedState(page)).toHaveText('Catching up');
    await expect(page.getByRole('main')).not.toContainText('still to come');
    await visit(page, 'Incidents');
    await expect(breach).toHaveCount(1);
    await expect(silence).toHaveCount(0);

    release();
    await expect(feedState(page)).toHaveText('Queue is up to date');
    await expect(silence.first(), 'now nobody was heard for months').toBeVisible();
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the question, on what is done, on what is kept', async ({ page, gateway }) => {
      await openFeed(page);
      await expectAccessible(page, 'Live feed', scheme);
      await happens(gateway.simulator, 900);
      await choice(page, 'Read and delete').click();
      await expect(eventRows(page).first()).toBeVisible();
      await kept(page).click();
      await expectAccessible(page, 'Live feed', scheme);
      await page.getByRole('button', { name: 'Forget…' }).click();
      await expectAccessible(page, 'Forget the events that are kept here?', scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out', async ({ page }) => {
    await openFeed(page);
    await expectToFit(page);
    await choice(page, 'Read only').click();
    await expect(feedState(page)).toHaveText('Observing the queue');
    await expectToFit(page);
  });

  test('the question at the sign-out fits, and its buttons keep their words', async ({ page, gateway }) => {
    await openFeed(page);
    const issued = await happens(gateway.simulator, 900);
    await choice(page, 'Read and delete').click();
    await expectKept(page, issued);
    await page.getByRole('button', { name: 'Sign out' }).click();
    const question = page.getByRole('dialog', { name: 'Sign out?' });
    for (const name of ['Export them', 'Sign out anyway', 'Stay signed in']) {
      await expect(question.getByRole('button', { name })).not.toHaveCSS('font-size', '0px');
    }
    await expectAccessible(page, 'Sign out?', 'light');
    await expectToFit(page);
  });
});
