// What no spec may bring about: console errors and warnings, exceptions, and violations of the security policy.

import type { Page } from '@playwright/test';

/** Notes them from now on, but for those that `expected` matches: they are what the test is about. */
export async function watch(page: Page, expected: RegExp): Promise<string[]> {
  const problems: string[] = [];
  const note = (problem: string) => {
    if (!expected.test(problem)) problems.push(problem);
  };
  page.on('console', (message) => {
    const isGrave = message.type() === 'error' || message.type() === 'warning';
    if (isGrave) note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`exception: ${error.message}`));
  page.on('crash', () => note('the page crashed'));
  await page.exposeFunction('noteViolation', (text: string) => note(`policy violation: ${text}`));
  await page.addInitScript(() => {
    const note = (window as unknown as { noteViolation: (text: string) => void }).noteViolation;
    addEventListener('securitypolicyviolation', (violation) => {
      note(`${violation.violatedDirective} blocked ${violation.blockedURI} ${violation.sample}`);
    });
  });
  return problems;
}
