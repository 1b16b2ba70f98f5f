// nginx, with the site that the build writes for it: what an operator sets up by hand.

import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { DIST, writeHostFiles } from './gateway.ts';

const PROGRAM = process.env.JETSTREAM_NGINX ?? '/usr/sbin/nginx';

function mediaTypes(): string {
  const candidates = [join(dirname(PROGRAM), '../../etc/nginx/mime.types'), join(dirname(PROGRAM), '../etc/nginx/mime.types'), '/etc/nginx/mime.types'];
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error(`There are no media types beside ${PROGRAM}.`);
  return found;
}

/** A running nginx. */
export class Nginx {
  private readonly process: ChildProcess;
  /** The origin of its pages. */
  readonly origin: string;

  private constructor(process: ChildProcess, origin: string) {
    this.process = process;
    this.origin = origin;
  }

  /** Serves the build with this configuration under this path; `folder` is a temporary one of the test's own. */
  static async start(folder: string, config: string, base: string, port: number): Promise<Nginx> {
    const root = join(folder, 'www');
    const site = join(root, base);
    await mkdir(site, { recursive: true });
    await cp(DIST, site, { recursive: true });
    await writeFile(join(site, 'config.json'), config);
    await writeHostFiles(join(site, 'config.json'), site, base);
    // What the snippet tells its reader to do, and nothing else.
    const snippet = (await readFile(join(site, 'hosting/nginx.conf'), 'utf8')).replace('listen 80;', `listen 127.0.0.1:${port};`).replace('/var/www/jetstream', root);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
    const whole = `pid ${folder}/nginx.pid; error_log stderr; events {} http { include ${mediaTypes()}; access_log off; ${temporary.join(' ')} ${snippet} }`;
    await writeFile(join(folder, 'nginx.conf'), whole);
    const nginx = spawn(PROGRAM, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off; master_process off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    nginx.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const origin = `http://127.0.0.1:${port}`;
    const answers = () => fetch(`${origin}${base}`).then(({ status }) => status, () => said || 'nothing yet');
    await expect.poll(answers, 'nginx answers').toBe(200);
    return new Nginx(nginx, origin);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }
}
