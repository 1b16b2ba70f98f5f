import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { ICU, OWN_VALUE, board, colleagueSets, policiesPath, rowOf, writeRules } from '../support/policies.ts';

const RULES = policiesPath('~rules');
const LIMIT = 'DoorOpenTimeLimit <= 300 on security cabinets';
const BYPASS = 'UserBypass = 0 everywhere';

const list = (page: Page) => page.getByRole('list', { name: 'Rules' });
const rule = (page: Page, text: string) => list(page).getByRole('listitem').filter({ hasText: text });

test('a rule is written once, says how the fleet stands to it, and leads to the devices', async ({ page }) => {
  await signIn(page, RULES, { stay: true });
  await expect(page.getByRole('heading', { level: 1, name: 'Rules' })).toBeVisible();
  await writeRules(page, [LIMIT, BYPASS]);
  await expect(rule(page, LIMIT)).toContainText('1 device breaks it');
  await expect(rule(page, LIMIT)).toContainText(/\d+ devices keep it/);
  await expect(rule(page, LIMIT), 'without a policy nothing is known').toContainText(/\d+ devices? not known/);
  await page.reload();
  await expect(list(page).getByRole('listitem')).toHaveCount(2);

  await rule(page, LIMIT).getByRole('link', { name: '1 device breaks it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Drift' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(/^1 of \d+ devices$/);
  await expect(rowOf(board(page, 'Drift'), OWN_VALUE)).toBeVisible();
  await page.goBack();
  await rule(page, LIMIT).getByRole('link', { name: /keep it/ }).click();
  await expect(page.getByRole('status', { name: 'Count' })).toHaveText(/^\d+ of \d+ devices$/);
  await expect(rowOf(board(page, 'Drift'), OWN_VALUE)).toBeHidden();
});

test('a device that reports otherwise breaks a rule that its policy keeps', async ({ page, gateway }) => {
  await signIn(page, RULES, { stay: true });
  await writeRules(page, [`DoorOpenTimeLimit = 300 on device "${ICU}"`]);
  await expect(list(page)).toContainText('1 device keeps it');
  await colleagueSets(gateway.simulator, ICU, { dooropentimelimit: '45' });
  await page.goto(policiesPath('~drift', [['q', ICU]]));
  await rowOf(board(page, 'Drift'), ICU).getByRole('button', { name: 'Read again' }).click();
  await expect(rowOf(board(page, 'Drift'), ICU)).toContainText('Breaks 1 rule');
});

test('what is no rule is refused with what is allowed, and stays in the field', async ({ page }) => {
  await signIn(page, RULES);
  const field = page.getByRole('textbox', { name: 'New rule' });
  const refused = async (text: string, why: RegExp) => {
    await field.fill(text);
    await page.getByRole('button', { name: 'Add rule' }).click();
    await expect(page.getByRole('alert')).toHaveText(why);
    await expect(field).toHaveValue(text);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  };
  await refused('DoorOpenTimeLimit 300 on freezers', /operator.*allowed are = != < <= > >=/i);
  await refused('DoorOpenTimeLimit <= wide on freezers', /wide.*allowed/i);
  await refused('UserBypass < 1 everywhere', /UserBypass.*allowed are = and !=/);
  await refused('UserBypass = 0 on cupboards', /cupboards.*allowed are everywhere, on security cabinets/);
  await writeRules(page, [BYPASS]);
  await refused('userbypass  =  0 everywhere', /in the list already/);
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
});

test('a rule is changed in its place, and removed', async ({ page }) => {
  await signIn(page, RULES);
  await writeRules(page, [LIMIT, BYPASS]);
  await page.getByRole('button', { name: `Change ${LIMIT}` }).click();
  const field = page.getByRole('textbox', { name: 'Rule', exact: true });
  await expect(field).toHaveValue(LIMIT);
  await field.fill('DoorOpenTimeLimit <= 600 on security cabinets');
  await page.getByRole('button', { name: 'Keep the change' }).click();
  await expect(list(page).getByRole('listitem').first()).toContainText('<= 600');
  await expect(list(page)).not.toContainText('breaks it');
  await page.getByRole('button', { name: `Remove ${BYPASS}` }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
});

test('rules are exported, and imported beside those that are there', async ({ page }) => {
  await signIn(page, RULES);
  await writeRules(page, [LIMIT, BYPASS]);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the rules' }).click()]);
  expect(file.suggestedFilename()).toBe('jetstream-rules.json');
  const text = await readFile(await file.path(), 'utf8');
  expect((JSON.parse(text) as { rules: string[] }).rules).toEqual([LIMIT, BYPASS]);

  await page.getByRole('button', { name: `Remove ${LIMIT}` }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await page.getByLabel('From a file').setInputFiles({ name: 'rules.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.getByRole('status', { name: 'Import' })).toHaveText('1 new rule imported');
  await expect(list(page).getByRole('listitem')).toHaveText([new RegExp('^UserBypass'), new RegExp('^DoorOpenTimeLimit')]);

  const pasted = page.getByRole('textbox', { name: 'Rules as JSON' });
  await pasted.fill('["UserBypass = 0 everywhere", "UserBypass = 7 everywhere"]');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('alert')).toHaveText(/Rule 2, `UserBypass = 7 everywhere`.*allowed/);
  await expect(pasted).toHaveValue(/UserBypass = 7/);
});

test('a rule that is typed, and a list of rules, are not lost by a link without a question', async ({ page }) => {
  await signIn(page, RULES);
  await writeRules(page, [LIMIT]);
  const away = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices', exact: true });
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  const expectQuestion = async () => {
    await away.click();
    await question.getByRole('button', { name: 'Stay' }).click();
    await expect(question).toBeHidden();
  };
  const fresh = page.getByRole('textbox', { name: 'New rule' });
  await fresh.fill('UserBypass');
  await expectQuestion();
  await expect(fresh).toHaveValue('UserBypass');
  await fresh.fill('');
  const pasted = page.getByRole('textbox', { name: 'Rules as JSON' });
  await pasted.fill('["UserBypass');
  await expectQuestion();
  await expect(pasted).toHaveValue('["UserBypass');
  await pasted.fill('');
  await page.getByRole('button', { name: `Change ${LIMIT}` }).click();
  await page.getByRole('textbox', { name: 'Rule', exact: true }).fill('DoorOpenTimeLimit');
  await expectQuestion();
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await away.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Devices', exact: true }), 'nothing is left to ask about').toBeVisible();
});

test('another tab sees a change at once', async ({ page, context }) => {
  await signIn(page, RULES, { stay: true });
  const other = await context.newPage();
  await signIn(other, new URL(RULES, page.url().replace(/policies.*$/, '')).href);
  await writeRules(page, [BYPASS]);
  await expect(list(other)).toContainText(BYPASS);
  await writeRules(other, [LIMIT]);
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
});

test.describe('storage', () => {
  test('where it is blocked the rules work until the page is reloaded, and the page says so', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('blocked', 'SecurityError'); } });
    });
    await signIn(page, RULES);
    await expect(page.getByText('These rules last until the page is reloaded')).toBeVisible();
    await writeRules(page, [LIMIT]);
    await rule(page, LIMIT).getByRole('link', { name: '1 device breaks it' }).click();
    await expect(rowOf(board(page, 'Drift'), OWN_VALUE)).toContainText('Breaks 1 rule');
    await page.goBack();
    await expect(rule(page, LIMIT)).toBeVisible();
  });

  test('what cannot be read is shown and left alone until somebody decides', async ({ page }) => {
    const strange = '{"format":"jetstream-rules","version":9,"rules":[]}';
    await page.addInitScript((text) => {
      if (!sessionStorage.getItem('planted')) localStorage.setItem('jetstream.rules', text);
      sessionStorage.setItem('planted', 'yes');
    }, strange);
    await signIn(page, RULES, { stay: true });
    await expect(page.getByRole('alert')).toContainText(/version 9/);
    await expect(page.getByRole('textbox', { name: 'New rule' })).toBeHidden();
    expect(await page.evaluate(() => localStorage.getItem('jetstream.rules'))).toBe(strange);
    await page.getByRole('button', { name: 'Start with no rules' }).click();
    await writeRules(page, [BYPASS]);
    await page.reload();
    await expect(list(page)).toContainText(BYPASS);
  });
});

test('a rule is written by keyboard alone', async ({ page }) => {
  await signIn(page, RULES);
  await tabTo(page, page.getByRole('textbox', { name: 'New rule' }));
  await page.keyboard.type(BYPASS);
  await page.keyboard.press('Enter');
  await expect(list(page)).toContainText(BYPASS);
  await tabTo(page, page.getByRole('button', { name: `Remove ${BYPASS}` }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('No rules yet', { exact: true })).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the rules, with and without any', async ({ page }) => {
      await signIn(page, RULES);
      await expect(page.getByText('No rules yet', { exact: true })).toBeVisible();
      await expectAccessible(page, 'Rules', scheme);
      await writeRules(page, [LIMIT, BYPASS]);
      await page.getByRole('textbox', { name: 'New rule' }).fill('nonsense');
      await page.getByRole('button', { name: 'Add rule' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page, 'Rules', scheme);
    });
  });
}

test.describe('360 pixels wide', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing sticks out', async ({ page }) => {
    await signIn(page, RULES);
    await writeRules(page, [LIMIT, BYPASS]);
    await expectToFit(page);
  });
});
