// How long the page takes to say what a policy would do to many devices.

import { expect, type Page } from '@playwright/test';
import { signIn } from './actions.ts';
import { STRICT, policiesPath } from './policies.ts';

/** A fleet of which more than a thousand devices are of the definition of the policy: three of sixteen are. */
export const FLEET_OF_THOUSANDS = ['--devices', '5300'];

/** Milliseconds. */
export interface WhatIf {
  /** How many devices were forecast, each of the policy's definition. */
  devices: number;
  turns: number;
  p50: number;
  p95: number;
  max: number;
}

/** Chooses all devices of the policy's definition again and again; counted is the time from the click until the words are there. */
export async function measureWhatIf(page: Page, turns: number): Promise<WhatIf> {
  await signIn(page, policiesPath('~what-if', [['policy', STRICT], ['show', 'fitting']]));
  const all = page.getByRole('button', { name: /^Choose all \d+$/ });
  await expect(all).toBeVisible();
  const devices = Number(/\d+/.exec(await all.innerText())?.[0]);
  const millis = await page.evaluate(async (turns) => {
    const button = (words: RegExp) => [...document.querySelectorAll('button')].find((one) => words.test(one.textContent ?? ''));
    const forecast = () => document.querySelector('[role=status][aria-label=Forecast]')?.textContent ?? '';
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const all: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const start = performance.now();
      button(/^Choose all/)?.click();
      while (!/\d+ change/.test(forecast())) await new Promise((resolve) => setTimeout(resolve));
      all.push(performance.now() - start);
      await frame();
      button(/^Choose none/)?.click();
      while (/\d+ change/.test(forecast())) await frame();
      await frame();
    }
    button(/^Choose all/)?.click();
    return all;
  }, turns);
  const forecast = page.getByRole('status', { name: 'Forecast' });
  await expect(forecast).toHaveText(/\d+ change/);
  await expect(forecast).not.toHaveText(/of another definition/);
  const counted = [...(await forecast.innerText()).matchAll(/(\d+) (?:changes?|gets? the|unchanged)/g)];
  expect(counted.reduce((sum, [, count]) => sum + Number(count), 0), 'every device is in one of the groups').toBe(devices);
  const sorted = millis.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
  return { devices, turns, p50: at(0.5), p95: at(0.95), max: at(1) };
}
