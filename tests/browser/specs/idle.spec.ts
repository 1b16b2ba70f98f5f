// Whoever leaves the page alone finds it locked, and as it was once the key is there again.

import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { devicePath, fillLockdown, signIn, visit } from '../support/actions.ts';
import { openFile } from '../support/file.ts';
import { expect, test } from '../support/fixtures.ts';
import { MINUTE, keyField, leaveAlone, lock, readable, sleepAndWake, stopClock, unlock } from '../support/lock.ts';
import { type } from '../support/parameters.ts';
import { editPolicy, holdFirstStep, makePlan, planState, run } from '../support/plans.ts';
import { AUDITED, ICU } from '../support/policies.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';

// A jump of the clock may hit a feed that is just being opened; the browser says so.
test.use({ expectedConsole: /WebSocket is closed before the connection is established/ });
test.beforeEach(({ page }) => page.clock.install());

test('after thirty minutes without a touch nothing can be read, and the key brings all of it back', async ({ page }) => {
  await signIn(page, devicePath(CABINET));
  const form = await fillLockdown(page, CABINET, '7');
  await form.getByRole('textbox', { name: 'Hours' }).focus();
  await page.clock.fastForward(29 * MINUTE);
  await expect(lock(page)).toBeHidden();
  expect(await readable(page)).toContain(CABINET);

  await leaveAlone(page, 1);
  await expect(lock(page)).toContainText('Nobody has touched this page for 30 minutes. The access key of Simulated fleet is needed to go on.');
  expect(await readable(page)).not.toContain(CABINET);
  await expect(page).toHaveTitle('Locked · Jetstream');
  await expect(form).toBeHidden();
  expect(page.url()).toContain(devicePath(CABINET));

  await unlock(page, DEMO_KEY);
  await expect(page).toHaveTitle(`${CABINET} · Jetstream`);
  await expect(form.getByRole('textbox', { name: 'Hours' })).toHaveValue('7');
  await expect(form.getByRole('textbox', { name: 'Hours' }), 'the focus is back').toBeFocused();
});

test('only the right key opens it, by keyboard alone', async ({ page }) => {
  await signIn(page, 'devices');
  const search = page.getByRole('searchbox', { name: 'Search devices' });
  await search.fill('Fridge');
  await leaveAlone(page);
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  await expect(keyField(page)).toBeFocused();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press(key);
      const place = await page.evaluate(() => (document.activeElement?.closest('dialog') ?? document.activeElement)?.tagName);
      expect(['DIALOG', 'BODY'], 'nothing behind the lock gets the focus').toContain(place);
    }
  }

  for (const wrong of ['', 'secret', COLLEAGUE_KEY]) {
    await keyField(page).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.type(wrong);
    await page.keyboard.press('Enter');
    await expect(lock(page).getByRole('alert')).toHaveText('This is not the key that this page was opened with.');
    await expect(keyField(page)).toHaveValue(wrong);
  }
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(` ${DEMO_KEY}`);
  await expect(lock(page).getByRole('alert')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(lock(page)).toBeHidden();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('Fridge');

  await leaveAlone(page);
  await expect(keyField(page), 'the next time it is empty').toHaveValue('');
});

test('a touch begins the time anew; what a program does is none', async ({ page }) => {
  await signIn(page, 'devices');
  const touches = [
    ['pointermove', () => page.mouse.move(300, 300)],
    ['wheel', () => page.mouse.wheel(0, 50)],
    ['keydown', () => page.keyboard.press('Shift')],
    ['pointerdown', () => page.mouse.down()],
  ] as const;
  for (const [event, touch] of touches) {
    await page.clock.fastForward(20 * MINUTE);
    const heard = await page.evaluateHandle((event) => ({ it: new Promise((resolve) => addEventListener(event, resolve, { once: true })) }), event);
    await touch();
    // A wheel turns before the page has heard of it.
    await heard.evaluate(({ it }) => it.then(() => undefined));
  }
  await page.clock.fastForward(20 * MINUTE);
  await expect(lock(page)).toBeHidden();
  await page.evaluate(() => {
    for (const name of ['pointerdown', 'keydown', 'input', 'scroll']) document.body.dispatchEvent(new Event(name, { bubbles: true }));
  });
  await leaveAlone(page, 10);
});

for (const [how, wake] of [
  ['its window gets the focus', sleepAndWake],
  ['somebody touches it', async (page, minutes) => {
    await page.clock.setSystemTime(await page.evaluate((time) => Date.now() + time, minutes * MINUTE));
    await page.mouse.move(minutes, 200);
  }],
] satisfies [string, typeof sleepAndWake][]) {
  test(`a computer that slept is locked as soon as ${how}`, async ({ page }) => {
    await signIn(page, 'devices');
    await stopClock(page);
    await wake(page, 29);
    await expect(lock(page)).toBeHidden();
    await wake(page, 8 * 60);
    await expect(lock(page)).toBeVisible();
  });
}

test('no reload opens it, and who stayed signed in still is when it was opened', async ({ page }) => {
  const keptKeys = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  await signIn(page, devicePath(CABINET), { stay: true });
  expect(await keptKeys()).toContain(DEMO_KEY);
  await leaveAlone(page);
  expect(await keptKeys()).not.toContain(DEMO_KEY);
  await unlock(page, DEMO_KEY);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();

  await leaveAlone(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(page.url()).toContain(devicePath(CABINET));
  expect(await readable(page)).not.toContain(CABINET);
});

test('a tab that a browser brings back the next day is not open', async ({ page }) => {
  await signIn(page, 'devices', { stay: true });
  await stopClock(page);
  await page.clock.setSystemTime(await page.evaluate((day) => Date.now() + day, 24 * 60 * MINUTE));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('who cannot open it can sign out, and all of it is forgotten', async ({ page }) => {
  await signIn(page, 'policies', { stay: true });
  await editPolicy(page, AUDITED);
  await type(page, 'DoorOpenTimeLimit', '77');
  await leaveAlone(page);
  await expect(lock(page)).toContainText('is forgotten when you sign out');
  await lock(page).getByRole('button', { name: 'Sign out anyway' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).not.toContainEqual(expect.stringMatching(/key|environment|drafts|touched/));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('what happens meanwhile is heard behind it', async ({ page, gateway }) => {
  await signIn(page, 'overview');
  await visit(page, 'Live feed');
  await leaveAlone(page);
  await expect(page.getByRole('status', { name: 'Live feed', includeHidden: true })).toHaveText('Live');
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await gateway.simulator.advance(60);
  await expect(page.locator('main'), 'it is folded and painted, and cannot be seen').toContainText('DoorBreach');
  await expect(page.locator('main')).toBeHidden();
  await unlock(page, DEMO_KEY);
  await expect(page.locator('main')).toBeVisible();
});

test('a change plan goes on behind it, and the lock says that one runs', async ({ page }) => {
  await page.route('**/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()) as object, idleMinutes: 1 } });
  });
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, [ICU]);
  const release = await holdFirstStep(page);
  const called = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/3/policies'));
  await run(page);
  await called;
  await leaveAlone(page, 1);
  await expect(page.getByRole('status', { name: 'Live feed', includeHidden: true })).toHaveText('Live');
  await expect(lock(page)).toContainText('A change plan is being carried out.');
  await expect(lock(page).getByRole('button', { name: 'Sign out anyway' })).toBeVisible();

  release();
  await expect(page.locator('main article').filter({ hasText: ICU })).toContainText('Done and read back');
  await expect(lock(page)).toBeVisible();
  await expect(lock(page), 'it tells no more of a plan').not.toContainText('A change plan');
  await expect(lock(page).getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
  await unlock(page, DEMO_KEY);
  await expect(planState(page)).toContainText('Everything is done');
});

test('going back behind it leads nowhere that could be read', async ({ page }) => {
  await signIn(page, 'policies');
  await page.getByRole('grid', { name: 'Policies' }).getByRole('link', { name: AUDITED, exact: true }).click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await type(page, 'DoorOpenTimeLimit', '77');
  await leaveAlone(page);
  await page.goBack();
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await expect(page.getByRole('dialog', { name: 'Leave this page?', includeHidden: true })).toHaveCount(1);
  await expect(question).toBeHidden();
  expect(await readable(page)).not.toContain(AUDITED);
  await unlock(page, DEMO_KEY);
  await expect(question, 'it waited').toBeVisible();
  await question.getByRole('button', { name: 'Stay', exact: true }).click();
  await expect(page.getByLabel('DoorOpenTimeLimit', { exact: true })).toHaveValue('77');
});

test('a file has no key, and is not locked', async ({ page }) => {
  await openFile(page, '{"EventId":"1","Type":"HeartbeatEvent","Device":"Cabinet 1","EventTime":"2026-03-02T08:00:00Z"}\n', 'events');
  await page.clock.fastForward(10 * 60 * MINUTE);
  await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
  await expect(lock(page)).toHaveCount(0);
});

test.describe('the operator decides', () => {
  test.use({ hosting: 'two origins' });

  for (const idleMinutes of [5, 0]) {
    test(`after ${idleMinutes || 'no number of'} minutes`, async ({ page, files }) => {
      const config = JSON.parse(String(files.instead.get('config.json'))) as object;
      files.instead.set('config.json', JSON.stringify({ ...config, idleMinutes }));
      await signIn(page, 'devices', { stay: true });
      await expect(page.getByRole('grid', { name: 'Devices' })).toBeVisible();
      await page.clock.fastForward(4 * MINUTE);
      await expect(lock(page)).toBeHidden();
      await page.clock.fastForward(24 * 60 * MINUTE);
      if (idleMinutes) {
        await expect(lock(page)).toContainText('for 5 minutes');
      } else {
        await expect(page.getByRole('grid', { name: 'Devices' })).toBeVisible();
        await page.reload();
        await expect(page.getByRole('grid', { name: 'Devices' })).toBeVisible();
        await expect(lock(page)).toBeHidden();
      }
    });
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the lock, and nothing sticks out at 360 pixels', async ({ page }) => {
      await signIn(page, devicePath(CABINET));
      await leaveAlone(page);
      await expectAccessible(page, 'Locked', scheme);
      await lock(page).getByRole('button', { name: 'Unlock' }).click();
      await expect(lock(page).getByRole('alert')).toBeVisible();
      await page.setViewportSize({ width: 360, height: 740 });
      await expectAccessible(page, 'Locked', scheme);
      await expectToFit(page);
      const box = await lock(page).boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box)).toBe(true);
    });
  });
}
