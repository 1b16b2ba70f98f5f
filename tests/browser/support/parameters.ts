// The editor of parameters, as a person sees it.

import { expect, type Locator, type Page } from '@playwright/test';
import { devicePath, signIn } from './actions.ts';
import { measureTyping } from './keystrokes.ts';

/** The control of a parameter. */
export function parameter(page: Page, name: string): Locator {
  return page.getByLabel(name, { exact: true });
}

/** Types a value. */
export async function type(page: Page, name: string, value: string): Promise<Locator> {
  const field = parameter(page, name);
  await field.fill(value);
  return field;
}

/** A device definition or a policy as the API lists it. */
type Listed = { Name: string; ConfigParameters?: Record<string, string>; Parameters?: Record<string, string> };

/** Lets the API answer with other parameters in the definitions and policies of a name. */
export async function withParameters(
  page: Page,
  parameters: Record<string, { type?: string; value?: string }>,
  definition: RegExp,
): Promise<void> {
  const change = (entry: Listed & { DeviceDefinition?: string }) => {
    if (!definition.test(entry.DeviceDefinition ?? entry.Name)) return;
    for (const [name, { type, value }] of Object.entries(parameters)) {
      if (entry.ConfigParameters && type) entry.ConfigParameters[name] = type;
      if (entry.Parameters && value !== undefined) entry.Parameters[name] = value;
    }
  };
  for (const path of ['**/3/devicedefinitions', '**/3/policies/all/details']) {
    await page.route(path, async (route) => {
      const response = await route.fetch();
      const entries = (await response.json()) as Listed[];
      entries.forEach(change);
      await route.fulfill({ response, json: entries });
    });
  }
}

/** How long the editor is at work for a keystroke, with so many parameters: in a value, and in the search. */
export async function measureEditor(page: Page, device: string, definition: RegExp, parameters: number, rounds: number) {
  const types = [['Int', '60'], ['Bool', '1'], ['String', 'text'], ['Float', '2.5']] as const;
  const more = Array.from({ length: parameters }, (_, number): [string, { type: string; value: string }] => {
    const [type, value] = types[number % types.length] ?? types[0];
    return [`sample${type.toLowerCase()}${number}`, { type, value }];
  });
  await withParameters(page, Object.fromEntries(more), definition);
  await signIn(page, devicePath(device, '/configuration'));
  const count = page.getByRole('status', { name: 'Parameters', exact: true });
  await expect(count).toHaveText(`${parameters + 29} parameters`);
  return {
    parameters: parameters + 29,
    value: await measureTyping(page, parameter(page, 'DoorOpenTimeLimit'), '1234567', rounds),
    search: await measureTyping(page, page.getByRole('searchbox', { name: 'Search parameters' }), 'heartbeat', rounds),
  };
}
