// A plain file server with the production headers: what a CDN is to the dashboard.

import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Headers } from './gateway.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** What the build has for hosts without rules. */
const NOT_FOUND = '404.html';

/** What a host can do. */
export interface Abilities {
  /** The path under which the files lie, with a slash at both ends. */
  base?: string;
  /**
   * Answers every path that is no file with the page, as a host does that has a rule for it; also where a file is asked for that is missing.
   * Without one deep links get `404.html`, as 404, and files that are missing nothing.
   */
  rewrites?: boolean;
}

/** A file server for one folder. */
export class FileServer {
  private readonly server: Server;
  private readonly folder: string;
  /** The path under which the files lie. */
  readonly base: string;
  /** Contents that stand in place of files, by path without the first slash. */
  readonly instead = new Map<string, string | Buffer>();
  /** Files that are not there, by path without the first slash. */
  readonly missing = new Set<string>();
  /** Added to every answer. */
  headers: Headers = { headers: [], immutable: 'no-cache', revalidate: 'no-cache' };

  private constructor(folder: string, { base = '/', rewrites = true }: Abilities) {
    this.folder = folder;
    this.base = base;
    this.server = createServer((request, response) => {
      // Not against a base: a path may begin with two slashes.
      const { pathname } = new URL(`http://server${request.url ?? '/'}`);
      if (!pathname.startsWith(base)) return response.writeHead(404).end();
      this.find(pathname.slice(base.length), rewrites).then(({ name, content }) => {
        if (name === NOT_FOUND) response.statusCode = 404;
        for (const [header, value] of this.headers.headers) response.setHeader(header, value);
        const { immutable, revalidate } = this.headers;
        response.setHeader('Cache-Control', /\.html$|^config\.json$/.test(name) ? revalidate : immutable);
        response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
        response.end(content);
      }, () => response.writeHead(404).end());
      return undefined;
    });
  }

  /** Starts one on a free port. */
  static async start(folder: string, abilities: Abilities = {}): Promise<FileServer> {
    const files = new FileServer(folder, abilities);
    await new Promise<void>((resolve) => files.server.listen(0, '127.0.0.1', resolve));
    return files;
  }

  /** The origin of its pages. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The file, or for every path that is none a page: deep links are the app's own. */
  private async find(path: string, rewrites: boolean): Promise<{ name: string; content: string | Buffer }> {
    const page = rewrites || path === '' ? 'index.html' : NOT_FOUND;
    const name = extname(path) in TYPES ? normalize(path) : page;
    const content = await this.read(name).catch((error: unknown) => {
      if (!rewrites) throw error;
      return undefined;
    });
    return content === undefined ? { name: page, content: await this.read(page) } : { name, content };
  }

  private async read(name: string): Promise<string | Buffer> {
    if (this.missing.has(name)) throw new Error(`${name} is missing.`);
    return this.instead.get(name) ?? (await readFile(join(this.folder, name)));
  }
}
