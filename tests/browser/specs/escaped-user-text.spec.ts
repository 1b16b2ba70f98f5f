// What people paste, open and set up, and what a plan is answered, is shown as text as well.

import { devicePath, signIn } from '../support/actions.ts';
import { eventRows } from '../support/events.ts';
import { openFile } from '../support/file.ts';
import { expect, test } from '../support/fixtures.ts';
import { MARKUP, craftedEvents, expectText, markup } from '../support/hostile-api.ts';
import { makePlan, planDevice, run, withoutPolicy } from '../support/plans.ts';
import { AUDITED, ICU, policiesPath } from '../support/policies.ts';

const CABINET = 'Security Cabinet 1';
const START = '2026-03-02T08:00:00Z';

test.use({ gatewayOptions: ['--speed', '0', '--start', START] });

test.describe('the answers to the steps of a plan', () => {
  // That the device has no policy then is the answer to what was left open.
  test.use({ expectedConsole: /status of 40[04]/ });

  test('are text', async ({ page }) => {
    await signIn(page, 'policies', { stay: true });
    await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, [ICU]);
    await page.route(`**/3/${devicePath(ICU, '/policy')}`, async (route) => {
      if (route.request().method() === 'POST') await route.fulfill({ status: 400, json: { Message: markup('Refused.') } });
      else await route.fallback();
    });
    await run(page);
    await expect(withoutPolicy(page)).toContainText(ICU);
    await expect(planDevice(page, ICU)).toContainText('Refused.');
    await expectText(page, MARKUP);
  });
});

test('values and rules that are pasted are text', async ({ page }) => {
  await signIn(page, devicePath(CABINET, '/configuration'), { stay: true });
  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import values' });
  const pasted = dialog.getByRole('textbox', { name: 'Values' });
  await pasted.fill(`${markup('Strange')} = 7`);
  await expect(pasted, 'a refusal quotes the start').toHaveAccessibleDescription(/Strange'.*<img class.* has spaces/);
  await expectText(page, 'At line 1');
  await pasted.fill(JSON.stringify({ JetstreamDeviceUrl: MARKUP, [markup('Strange')]: '7' }));
  await expect(dialog.getByRole('region', { name: 'What would change' })).toContainText(MARKUP);
  await expectText(page, MARKUP);
  await dialog.getByRole('button', { name: /^Take over/ }).click();
  await expectText(page, MARKUP);

  await page.goto(policiesPath('~rules'));
  await page.getByRole('textbox', { name: 'Rules as JSON' }).fill(JSON.stringify([`UserBypass = ${MARKUP} everywhere`]));
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('alert')).toContainText(MARKUP);
  await expectText(page, MARKUP);
});

test('a file of events is text, and so is its name', async ({ page }) => {
  const events = craftedEvents(markup, markup(CABINET), START);
  await openFile(page, events.map((event) => JSON.stringify(event)).join('\n'), 'events', markup('night'));
  await expect(eventRows(page).first()).toBeVisible();
  await expectText(page, MARKUP);
});

test.describe('what the operator has set up', () => {
  // A name has at most 40 characters.
  const NAME = '<img class=hostile src=x onerror=ran=1>';

  test.use({ hosting: 'two origins', config: { productName: NAME } });

  test('is text', async ({ page, files }) => {
    const config = JSON.parse(String(files.instead.get('config.json'))) as { environments: object[] };
    const environments = config.environments.map((environment) => ({ ...environment, label: markup('Here') }));
    files.instead.set('config.json', JSON.stringify({ ...config, environments }));
    await signIn(page);
    await expect(page.getByRole('banner')).toContainText(NAME);
    await expect(page.getByRole('banner')).toContainText(markup('Here'));
    await expectText(page, MARKUP);
  });

  test('and got wrong is text', async ({ page, files }) => {
    files.instead.set('config.json', JSON.stringify({ [markup('environment')]: [] }));
    await page.goto('');
    await expect(page.getByRole('alert')).toContainText(MARKUP);
    await expectText(page, MARKUP);
  });
});
