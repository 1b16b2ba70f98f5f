// Another origin, where nothing of ours has any business.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that lets everybody in, answers with a script, and knows who called. */
export class Elsewhere {
  private readonly server: Server;
  /** The calls, upgrades to a WebSocket included. */
  readonly calls: string[] = [];

  private constructor() {
    this.server = createServer((request, response) => {
      this.calls.push(`${request.method} ${request.url}`);
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' });
      response.end('document.documentElement.dataset.foreign = "ran";');
    });
    this.server.on('upgrade', (request, socket) => {
      this.calls.push(`upgrade ${request.url}`);
      socket.destroy();
    });
  }

  static async start(): Promise<Elsewhere> {
    const elsewhere = new Elsewhere();
    await new Promise<void>((resolve) => elsewhere.server.listen(0, '127.0.0.1', resolve));
    return elsewhere;
  }

  /** Its address, with a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
