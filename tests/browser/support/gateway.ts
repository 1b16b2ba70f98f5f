// The gateway, in simulation or as a relay, as a process of the test's own.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addGateway } from './allowed-origins.ts';
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

/** The build with a simulated Jetstream in the page. A function: whoever runs other specs by hand may have none. */
export function demoFolder(): string {
  return file('JETSTREAM_DEMO', 'dist-demo');
}

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

/** Writes into a folder of the build what hosts read, for a configuration and a path. */
export async function writeHostFiles(config: string, folder: string, base: string): Promise<void> {
  await promisify(execFile)(PROGRAM, ['headers', '--config', config, '--into', folder, '--base', base]);
}

type Kind = 'simulate' | 'relay';

/** A gateway that listens. */
export class Gateway {
  /** All that were started since somebody emptied this list. */
  static readonly started: Gateway[] = [];

  private readonly process: ChildProcess;
  readonly kind: Kind;
  readonly options: readonly string[];
  /** Everything that it has said so far, to stdout and stderr. */
  readonly log: () => string;
  /** Where the dashboard is, with a slash at its end. */
  readonly url: string;
  /** Steers the simulated fleet, and tells what it was asked. A relay has none. */
  readonly simulator: Simulator;

  private constructor(process: ChildProcess, kind: Kind, options: readonly string[], log: () => string, url: string) {
    this.process = process;
    this.kind = kind;
    this.options = options;
    this.log = log;
    this.url = url;
    this.simulator = new Simulator(new URL('simulator', url));
  }

  /** Starts one that simulates on a free port, and returns when it listens. */
  static start(options: readonly string[] = []): Promise<Gateway> {
    return Gateway.run('simulate', options);
  }

  /** Starts one that relays this one, and keeps its events in this folder. */
  static relay(upstream: Gateway, data: string, options: readonly string[] = []): Promise<Gateway> {
    return Gateway.run('relay', ['--upstream', upstream.url, '--data', data, '--pause', '0.2', ...options]);
  }

  private static async run(kind: Kind, options: readonly string[]): Promise<Gateway> {
    const child = spawn(PROGRAM, [kind, '--listen', '127.0.0.1:0', '--assets', DIST, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Each request is logged, so that a secret in the log shows.
      env: { ...process.env, RUST_LOG: 'debug' },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        output += text;
        const line = /^Jetstream dashboard: (\S+)$/m.exec(output);
        if (line?.[1]) resolve(line[1]);
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}:\n${said.slice(-4_000)}`)));
    });
    const gateway = new Gateway(child, kind, options, () => said, url.endsWith('/') ? url : `${url}/`);
    Gateway.started.push(gateway);
    addGateway(gateway.url);
    return gateway;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    // Closed is after the exit: then all that it said is read.
    const ended = new Promise((resolve) => this.process.once('close', resolve));
    this.process.kill('SIGTERM');
    const impatience = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(impatience);
  }
}
