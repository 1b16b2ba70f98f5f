// What every page owes to people who do not see it, or see it small, or have no pointer.

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** How bright the page's background is, from 0 to 1, as it was painted. */
function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    // Whatever notation the colours have, a canvas makes numbers of them.
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!context) return Number.NaN;
    for (const element of [document.documentElement, document.body]) {
      context.fillStyle = getComputedStyle(element).backgroundColor;
      context.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return alpha === 0 ? Number.NaN : (red + green + blue) / 3 / 255;
  });
}

/** First that this is the page, in this colour scheme; then that axe finds nothing on it. */
export async function expectAccessible(page: Page, heading: string, scheme: 'light' | 'dark'): Promise<void> {
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  const computed = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(computed).toContain(scheme);
  const bright = await brightness(page);
  expect(scheme === 'light' ? bright : 1 - bright, `the background is ${scheme}`).toBeGreaterThan(0.7);

  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
  expect(found).toEqual([]);
}

/** Nothing sticks out to the side. */
export async function expectToFit(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [Math.max(scrollWidth, document.body.scrollWidth), clientWidth];
  });
  expect(content, 'width of the page').toBeLessThanOrEqual(window ?? 0);
}

/** No row of a list cuts off what it shows. */
export async function expectWholeRows(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
    const cells = rows.flatMap((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => ({ row, cell })));
    // What has no place is a pixel wide, for those who do not see it.
    const shown = cells.filter(({ cell }) => cell.getBoundingClientRect().width > 1 && cell.textContent?.trim());
    const isCut = ({ row, cell }: { row: Element; cell: Element }) =>
      cell.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom + 1;
    return shown.filter(isCut).map(({ cell }) => cell.textContent);
  });
  expect(cut).toEqual([]);
}

/** Goes to a control by Tab alone, and checks that one sees where the focus is. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const isFocused = () => control.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < 80 && !(await isFocused()); stop += 1) await page.keyboard.press('Tab');
  await expect(control).toBeFocused();
  const isMarked = await control.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  expect(isMarked, 'the focus is visible').toBe(true);
}
