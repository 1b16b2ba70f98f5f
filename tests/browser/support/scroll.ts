// Long lists, as somebody rushes through them.

import type { Locator } from '@playwright/test';

/** Scrolls a list as fast as it is painted, without a rest on the way. */
export async function rush(list: Locator): Promise<void> {
  await list.evaluate(async (list) => {
    for (let turn = 0; turn < 60; turn += 1) {
      list.scrollBy(0, 1_500);
      await new Promise(requestAnimationFrame);
    }
  });
}
