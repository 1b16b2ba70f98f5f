// How long a page is at work for one keystroke.

import type { Locator, Page } from '@playwright/test';

/** Milliseconds. */
export interface Work {
  keystrokes: number;
  p50: number;
  p95: number;
  max: number;
}

/**
 * Types a text key by key and takes it back, several times. Counted is the time from the
 * event of a key until scripts, styles and layout are done: what keeps the page from painting.
 */
export async function measureTyping(page: Page, field: Locator, text: string, rounds: number): Promise<Work> {
  await field.focus();
  await page.evaluate(() => {
    const spans: number[] = [];
    const { port1, port2 } = new MessageChannel();
    const starts: number[] = [];
    // A message comes after the microtasks in which the page follows a change.
    port2.onmessage = () => {
      document.body.getBoundingClientRect();
      const start = starts.shift();
      if (start !== undefined) spans.push(performance.now() - start);
    };
    const start = () => {
      starts.push(performance.now());
      port1.postMessage(null);
    };
    addEventListener('input', start, { capture: true });
    Object.assign(globalThis, { spansOfKeystrokes: spans });
  });
  // The field has the focus: to find it anew for each key would be work of the test's own, on the thread that is measured.
  // Nobody types two keys within one frame.
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const letter of text) await press(letter);
    for (const _ of text) await press('Backspace');
  }
  const spans = await page.evaluate(() => (globalThis as unknown as { spansOfKeystrokes: number[] }).spansOfKeystrokes);
  const sorted = spans.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
  return { keystrokes: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}
