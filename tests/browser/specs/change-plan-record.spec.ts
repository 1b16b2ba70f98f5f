// The record of a plan in the browser's database: each step is written down before its call leaves, and what becomes of a plan
// whose browser does not keep it, or does not keep it any longer.

import type { Page, Request } from '@playwright/test';
import { signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { carriedOut, holdFirstStep, makePlan, planDevice, planState, run, stepCalls, steps, withoutPolicy } from '../support/plans.ts';
import { AUDITED, ICU, OFFLINE, ONCOLOGY, policiesPath } from '../support/policies.ts';

const THREE = [ICU, ONCOLOGY, OFFLINE];
const IN_MEMORY = 'This plan is in the memory of this page only';

/** A note, as it is written down. */
interface Note {
  step: string;
  device?: string;
  outcome: string;
}

/** What is written down: the plan, then its notes in order. */
function written(page: Page): Promise<{ plans: number; notes: Note[] }> {
  return page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answered(indexedDB.open('jetstream-plans'));
    const table = database.transaction('texts').objectStore('texts');
    const [keys, texts] = await Promise.all([answered(table.getAllKeys()), answered(table.getAll() as IDBRequest<string[]>)]);
    database.close();
    const notes = texts.filter((_, index) => String(keys[index]).includes('/')).map((text) => JSON.parse(text) as Note);
    return { plans: keys.length - notes.length, notes };
  });
}

/** The step of a call: `remove Cabinet 7`. */
function stepOf(request: Request): string {
  const [call = ''] = steps([request]);
  const [, method, device, sync] = /^(\S+) (?:policies|(.*)\/policy(\/sync)?)$/.exec(call) ?? [];
  if (device === undefined) return 'create';
  const word = sync ? (method === 'POST' ? 'sync' : 'read') : method === 'POST' ? 'add' : 'remove';
  return `${word} ${device}`;
}

function nameOf({ step, device }: Note): string {
  return device === undefined ? step : `${step} ${device}`;
}

test('plan, step and outcome are on the disk before each call leaves', async ({ page }) => {
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  await expect.poll(async () => (await written(page)).plans).toBe(1);
  const seen = new Map<string, Note[]>();
  // What is looked at here has not left the browser yet.
  await page.route(/\/3\/(policies|devices\/[^/]+\/policy(\/sync)?)$/, async (route) => {
    const request = route.request();
    const isStep = request.method() !== 'GET' || request.url().endsWith('/sync');
    if (isStep) seen.set(stepOf(request), (await written(page)).notes);
    await route.fallback();
  });
  await run(page);
  await expect(planState(page)).toContainText('Some devices have not confirmed it yet');
  expect([...seen.keys()].toSorted()).toEqual(['create', ...THREE.flatMap((device) => ['remove', 'add', 'sync', 'read'].map((step) => `${step} ${device}`))].toSorted());
  for (const [step, notes] of seen) {
    const last = (name: string) => notes.findLast((note) => nameOf(note) === name)?.outcome;
    expect(last(step), step).toBe('started');
    const [word = '', device = ''] = step.split(/ (.*)/);
    const order = ['create', 'remove', 'add', 'sync', 'read'];
    for (const earlier of order.slice(0, order.indexOf(word))) {
      expect(last(earlier === 'create' ? earlier : `${earlier} ${device}`), `${earlier}, before ${step}`).toMatch(/^(done|queued)$/);
    }
  }
});

/** From now on the browser keeps no note any more that fits, nor any after it. */
async function keepNothingFrom(page: Page, note: RegExp): Promise<void> {
  await page.evaluate((note) => {
    const add = IDBObjectStore.prototype.add;
    let full = false;
    IDBObjectStore.prototype.add = function (text: unknown, key) {
      if (this.transaction.db.name !== 'jetstream-plans') return add.call(this, text, key);
      full ||= note.test(String(text));
      if (full) throw new DOMException('The disk is full.', 'QuotaExceededError');
      return add.call(this, text, key);
    };
  }, note);
}

async function expectToSayThatNothingIsKept(page: Page): Promise<void> {
  await expect(page.getByText(IN_MEMORY)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('The disk is full.');
  await expect(page.getByRole('status').filter({ hasText: 'The browser does not keep the record of this plan any longer. It can go on from memory' })).toBeVisible();
  await expect(planState(page)).toContainText('Paused: nothing is being sent');
}

test('what cannot be written down is not sent: not even the first step', async ({ page, gateway }) => {
  const calls = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  await expect.poll(async () => (await written(page)).plans).toBe(1);
  await keepNothingFrom(page, /"started"/);
  await run(page);
  await expectToSayThatNothingIsKept(page);
  await expect(page.getByText('Not sent, since it could not be written down first.')).toBeVisible();
  for (const device of THREE) await expect(planDevice(page, device)).toContainText('Waiting');
  expect(steps(calls)).toEqual([]);

  await run(page, 'Resume');
  await expect(planState(page), 'from memory, when somebody says so').toContainText('Some devices have not confirmed it yet');
  expect(await carriedOut(gateway.simulator)).toEqual(Array<number>(13).fill(1));
  expect((await written(page)).notes).toEqual([]);
});

test('the disk is full in the middle: no step leaves that was not written, but for the policies of devices that have none', async ({ page, gateway }) => {
  const calls = stepCalls(page);
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  await expect.poll(async () => (await written(page)).plans).toBe(1);
  await keepNothingFrom(page, new RegExp(`(?=.*"sync")(?=.*"started")`));
  await run(page);
  await expectToSayThatNothingIsKept(page);
  const sent = calls.map(stepOf);
  const started = (await written(page)).notes.filter(({ outcome }) => outcome === 'started').map(nameOf);
  expect(sent.filter((step) => step.startsWith('sync') || step.startsWith('read')), 'what was not written').toEqual([]);
  expect(sent.filter((step) => !step.startsWith('add') && !started.includes(step))).toEqual([]);
  const lost = sent.flatMap((step) => /^remove (.*)/.exec(step)?.[1] ?? []);
  expect(lost.length).toBeGreaterThan(0);
  for (const device of lost) expect(sent.filter((step) => step === `add ${device}`), 'nobody stays without a policy').toHaveLength(1);
  await expect(withoutPolicy(page)).toBeHidden();
  await expect(page.getByRole('list', { name: 'Devices of the plan' })).toContainText('Send the values: Not sent, since it could not be written down first.');

  await run(page, 'Resume');
  await expect(planState(page)).toContainText('Some devices have not confirmed it yet');
  for (const device of [ICU, ONCOLOGY]) await expect(planDevice(page, device)).toContainText('Done and read back');
  expect(new Set(steps(calls)).size, 'no step was sent twice').toBe(calls.length);
  expect(await carriedOut(gateway.simulator)).toEqual(Array<number>(13).fill(1));
});

test('without a database a plan works from memory, says so, and the browser asks before it is forgotten', async ({ page, gateway }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  const calls = stepCalls(page);
  await signIn(page, policiesPath('~plans'), { stay: true });
  await expect(page.getByText('Plans are not kept in this browser')).toBeVisible();
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, THREE);
  await expect(page.getByText(IN_MEMORY)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('this browser has no database');
  expect(steps(calls)).toEqual([]);

  // Nothing was begun, so nothing would be lost. Paused in the middle, the story would be.
  const letGo = await holdFirstStep(page);
  await run(page);
  await expect(planState(page)).toContainText('Running: 1 call under way');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  letGo();
  await expect(planState(page)).toContainText('Paused: nothing is being sent');
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => void setTimeout(() => location.reload()));
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).dismiss();
  await expect(planState(page)).toContainText('Paused: nothing is being sent');

  await run(page, 'Resume');
  for (const device of [ICU, ONCOLOGY]) await expect(planDevice(page, device)).toContainText('Done and read back');
  await expect(planDevice(page, OFFLINE)).toContainText('Values queued');
  expect(await carriedOut(gateway.simulator)).toEqual(Array<number>(13).fill(1));
  await expect(planState(page)).toContainText('Some devices have not confirmed it yet');
  await page.reload();
  await expect(page.getByText('No plan of this id')).toBeVisible();
});
