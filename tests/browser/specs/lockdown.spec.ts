import { choose, close, commandId, confirmation, expectOutcome, fillLockdown, lockDown, lockdownSubmit, openCommand, openDevice, region, signIn, visit } from '../support/actions.ts';
import { searchEvents } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { answers } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';

for (const hosting of ['one origin', 'two origins'] as const) {
  test.describe(hosting, () => {
    test.use({ hosting });

    test('a cabinet is locked down for four hours, seen to be so, and released', async ({ page, gateway }) => {
      const seen = await answers(page);
      await signIn(page);
      await openDevice(page, CABINET);
      const condition = region(page, 'Condition');
      // Jetstream cannot be asked, so before the first event the page knows of none.
      await expect(condition).toContainText('No lockdown known');

      const dialog = await openCommand(page, 'Lock down', `Lock down ${CABINET}`);
      await dialog.getByRole('button', { name: '4 hours', exact: true }).click();
      await confirmation(dialog).fill(CABINET);
      await lockdownSubmit(dialog, '4').click();
      await expectOutcome(dialog, 'Completed');
      await close(dialog);
      await expect(condition).toContainText('Locked down until');
      await expect(condition).toContainText(/3 h 59 min/);

      await gateway.simulator.advance(3_600);
      await expect(condition).toContainText(/2 h 5\d min/);

      const card = region(page, 'Recent commands').getByRole('article').filter({ hasText: 'from this page' });
      const id = await commandId(card);
      await visit(page, 'Live feed');
      await choose(page, 'Device', CABINET);
      const events = await searchEvents(page, id, 2);
      expect(events.map((event) => event.Type).sort()).toEqual(['CommandCompletionEvent', 'CommandQueuedEvent']);
      expect(events.map((event) => event.CommandId)).toEqual([id, id]);

      await openDevice(page, CABINET);
      const shorter = await fillLockdown(page, CABINET, '1');
      await expect(shorter, 'for this device, in this state').toContainText('It takes the place of the lockdown in force');
      await shorter.getByRole('button', { name: 'Cancel' }).click();
      await lockDown(page, CABINET, '0', 'Completed');
      await expect(condition).toContainText('Not locked down');

      const executions = await gateway.simulator.executions(CABINET, /lockdown/i);
      expect(executions.map((execution) => execution.user)).toEqual(['demo', 'demo']);
      const preflights = seen.filter((answer) => answer.type === 'Preflight' && answer.url.endsWith('/lockdown'));
      expect(preflights.every((answer) => answer.status < 300)).toBe(true);
      expect(preflights.length > 0, 'only another origin is asked before it is called').toBe(hosting === 'two origins');
    });
  });
}
