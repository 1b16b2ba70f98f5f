// Change plans: how one is made from a policy, and how it stands.

import { expect, type Locator, type Page, type Request } from '@playwright/test';
import { type } from './parameters.ts';
import { chooseDevices } from './policies.ts';
import type { Simulator } from './simulator.ts';
import { hold } from './traffic.ts';

/** The grid in which the devices of a plan are chosen. */
export function choice(page: Page): Locator {
  return page.getByRole('grid', { name: 'Devices to change', exact: true });
}

/** The page on which a policy is edited. */
export async function editPolicy(page: Page, policy: string): Promise<void> {
  await page.goto(`policies/${encodeURIComponent(policy)}/~edit`);
  await expect(page.getByRole('heading', { level: 1, name: `Edit ${policy}`, exact: true })).toBeVisible();
}

/** Makes a plan that gives these devices other values, and returns the name of the new policy. Nothing has been sent then. */
export async function makePlan(page: Page, policy: string, values: Record<string, string>, devices: readonly string[]): Promise<string> {
  await editPolicy(page, policy);
  for (const [name, value] of Object.entries(values)) await type(page, name, value);
  await page.getByRole('button', { name: 'Choose none', exact: true }).click();
  await chooseDevices(page, choice(page), devices);
  const name = await page.getByRole('textbox', { name: 'Name of the new policy' }).inputValue();
  await page.getByRole('button', { name: 'Make the plan', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Plan for ${name}`, exact: true })).toBeVisible();
  return name;
}

/** One device on the page of a plan. */
export function planDevice(page: Page, device: string): Locator {
  const link = page.getByRole('link', { name: device, exact: true });
  return page.getByRole('list', { name: 'Devices of the plan' }).getByRole('article').filter({ has: link });
}

/** What is being done about the plan, in a sentence. */
export function planState(page: Page): Locator {
  return page.getByRole('status', { name: 'State of the plan' });
}

/** The devices that the plan has left without a policy. */
export function withoutPolicy(page: Page): Locator {
  return page.getByRole('alert', { name: 'Devices without a policy' });
}

/** Runs the plan, or goes on with it. */
export async function run(page: Page, word: 'Run' | 'Resume' = 'Run'): Promise<void> {
  await page.getByRole('button', { name: word, exact: true }).click();
}

/** Holds up the first step of every plan, the creation of its policy; what is returned lets it go. */
export function holdFirstStep(page: Page): Promise<() => void> {
  return hold(page, '**/3/policies', 'POST');
}

/** Requests in the order in which they left, as `POST Cabinet 7/policy`; each step of a plan is one of them. */
export function steps(requests: readonly Request[]): string[] {
  return requests.map((request) => {
    const path = decodeURIComponent(new URL(request.url()).pathname).replace(/^.*\/3\/(devices\/)?/, '');
    return `${request.method()} ${path}`;
  });
}

/** The calls that change Jetstream's records or ask a device for something: the steps of a plan, and nothing else. */
export function stepCalls(page: Page): Request[] {
  const calls: Request[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (/\/3\/(policies|devices\/[^/]+\/policy)/.test(path) && (request.method() !== 'GET' || path.endsWith('/policy/sync'))) calls.push(request);
  });
  return calls;
}

/** How often the calls of each click were carried out by the simulator; those that changed nothing are left out. */
export async function carriedOut(simulator: Simulator): Promise<number[]> {
  const { clicks } = await simulator.asked();
  return Object.values(clicks).map((click) => click.executed).filter((executed) => executed > 0);
}

/** The name of the policy that a device has by Jetstream's records; `null` for none. */
export async function policyOf(simulator: Simulator, key: string, device: string): Promise<string | null> {
  const devices = (await simulator.read(key, 'devices')) as { Name: string; Policy?: string | null }[];
  return devices.find(({ Name }) => Name === device)?.Policy || null;
}
