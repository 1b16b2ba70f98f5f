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

/** A file server for one folder. */
export class FileServer {
  private readonly server: Server;
  private readonly folder: string;
  /** Contents that stand in place of files, by path without the first slash. */
  readonly instead = new Map<string, string | Buffer>();
  /** Added to every answer. */
  headers: Headers = { headers: [], immutable: 'no-cache', revalidate: 'no-cache' };

  private constructor(folder: string) {
    this.folder = folder;
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://server');
      this.find(pathname.slice(1)).then(({ name, content }) => {
        for (const [header, value] of this.headers.headers) response.setHeader(header, value);
        const { immutable, revalidate } = this.headers;
        response.setHeader('Cache-Control', /\.html$|^config\.json$/.test(name) ? revalidate : immutable);
        response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
        response.end(content);
      }, () => response.writeHead(404).end());
    });
  }

  /** Starts one on a free port. */
  static async start(folder: string): Promise<FileServer> {
    const files = new FileServer(folder);
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

  /** The file, or the page itself for every path that is none: deep links are the app's own. */
  private async find(path: string): Promise<{ name: string; content: string | Buffer }> {
    const name = extname(path) in TYPES ? normalize(path) : 'index.html';
    return { name, content: this.instead.get(name) ?? (await readFile(join(this.folder, name))) };
  }
}
