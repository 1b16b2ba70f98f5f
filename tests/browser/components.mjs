// `node components.mjs RUNNER PROGRAM...`: opens the page in which each program of component tests runs, and prints its output.
// RUNNER is wasm-bindgen-test-runner; it serves the page. Called by `cargo xtask test --only components`.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long the tests of one program may take, in milliseconds. */
const TIMEOUT = 60_000;

/** A server for the page of a program. Its address is undefined when the program holds no tests. */
async function serve(runner, program) {
  const server = spawn(runner, [program], {
    env: { ...process.env, NO_HEADLESS: '1', WASM_BINDGEN_USE_BROWSER: '1', WASM_BINDGEN_TEST_ADDRESS: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /now available at (http:\S+)/.exec(line)?.[1];
    if (address) return { server, address };
    console.log(line);
  }
  return { server, address: undefined };
}

/** Runs the tests of a program; whether they passed. */
async function run(browser, runner, program) {
  const { server, address } = await serve(runner, program);
  if (!address) return server.exitCode === 0 || (await new Promise((ended) => server.once('exit', ended))) === 0;
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC' });
  page.on('pageerror', (error) => console.error(error));
  try {
    await page.goto(address);
    const output = page.locator('#output');
    const ended = () => /^test result: .*$/m.test(document.getElementById('output')?.textContent ?? '');
    const inTime = await page.waitForFunction(ended, undefined, { timeout: TIMEOUT }).then(() => true, () => false);
    const text = (await output.textContent({ timeout: 1_000 }).catch(() => '')) ?? '';
    console.log(text.trim());
    if (!inTime) console.error(`${program}: no result after ${TIMEOUT / 1000} seconds.`);
    return inTime && /^test result: ok\./m.test(text);
  } finally {
    await page.close();
    server.kill();
  }
}

const [runner, ...programs] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || undefined,
  args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let passed = true;
for (const program of programs) passed = (await run(browser, runner, program)) && passed;
await browser.close();
process.exit(passed ? 0 : 1);
