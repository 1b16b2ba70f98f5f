// The gateway in simulation, as a process of the test's own.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Simulator } from './simulator.ts';

function file(variable: string, ...besides: string[]): string {
  const named = process.env[variable];
  const candidates = named ? [named] : besides.map((path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url)));
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`${variable} names nothing that exists; run \`cargo xtask test --only browser\`.`);
  return found;
}

/** The program. */
export const PROGRAM = file('JETSTREAM_GATEWAY', 'target/release/jetstream-gateway', 'target/debug/jetstream-gateway');
/** The release build of the dashboard. */
export const DIST = file('JETSTREAM_DIST', 'dist');

/** What a file server in production adds to its answers. */
export interface Headers {
  headers: [string, string][];
  immutable: string;
  revalidate: string;
}

/** The production headers for a configuration. */
export async function headersFor(config: string): Promise<Headers> {
  const { stdout } = await promisify(execFile)(PROGRAM, ['headers', '--config', config]);
  return JSON.parse(stdout) as Headers;
}

/** A gateway that listens. */
export class Gateway {
  private readonly process: ChildProcess;
  /** Where the dashboard is, with a slash at its end. */
  readonly url: string;
  /** Steers the simulated fleet, and tells what it was asked. */
  readonly simulator: Simulator;

  private constructor(process: ChildProcess, url: string) {
    this.process = process;
    this.url = url;
    this.simulator = new Simulator(new URL('simulator', url));
  }

  /** Starts one on a free port, and returns when it listens. */
  static async start(options: readonly string[] = []): Promise<Gateway> {
    const child = spawn(PROGRAM, ['simulate', '--listen', '127.0.0.1:0', '--assets', DIST, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const line = /^Jetstream dashboard: (\S+)$/m.exec(output);
        if (line?.[1]) resolve(line[1]);
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}:\n${said}`)));
    });
    return new Gateway(child, url.endsWith('/') ? url : `${url}/`);
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    const impatience = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(impatience);
  }
}
