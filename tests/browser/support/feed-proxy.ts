// A wire between the browser and the gateway, whose live feed a test can hold up and cut.

import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { addGateway } from './allowed-origins.ts';

interface Line {
  browser: Socket;
  gateway: Socket;
  isFeed: boolean;
}

/** Passes bytes on unchanged, and knows the connections of the feed by their upgrade. */
export class FeedProxy {
  private readonly server: Server;
  private readonly lines = new Set<Line>();
  private held = false;
  private target: URL;
  /** The dashboard, as reached through this wire. */
  url = '';

  private constructor(target: URL) {
    this.target = target;
    this.server = createServer((browser) => {
      this.pass(browser, connect(Number(this.target.port), this.target.hostname));
    });
  }

  /** Lays a wire to a gateway. */
  static async to(gateway: string): Promise<FeedProxy> {
    const target = new URL(gateway);
    const wire = new FeedProxy(target);
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve));
    const { port } = wire.server.address() as AddressInfo;
    wire.url = `http://127.0.0.1:${port}${target.pathname}`;
    addGateway(wire.url);
    return wire;
  }

  /** New connections go to another gateway. */
  leadTo(gateway: string): void {
    this.target = new URL(gateway);
  }

  /** From now on the feed's frames stay on their way. */
  holdFeed(): void {
    this.held = true;
    for (const line of this.feeds()) line.gateway.pause();
  }

  /** They arrive, all of them and in order. */
  releaseFeed(): void {
    this.held = false;
    for (const line of this.feeds()) line.gateway.resume();
  }

  /** Breaks the feed's connections without a word. Returns how many there were. */
  cutFeed(): number {
    const feeds = this.feeds();
    for (const { browser, gateway } of feeds) {
      gateway.destroy();
      browser.resetAndDestroy();
    }
    return feeds.length;
  }

  async stop(): Promise<void> {
    for (const { browser, gateway } of this.lines) {
      gateway.destroy();
      browser.destroy();
    }
    await new Promise((resolve) => this.server.close(resolve));
  }

  private feeds(): Line[] {
    return [...this.lines].filter((line) => line.isFeed);
  }

  private pass(browser: Socket, gateway: Socket): void {
    const line: Line = { browser, gateway, isFeed: false };
    this.lines.add(line);
    browser.on('data', (bytes) => {
      if (/^upgrade: *websocket/im.test(bytes.toString('latin1'))) {
        line.isFeed = true;
        if (this.held) gateway.pause();
      }
      gateway.write(bytes);
    });
    gateway.on('data', (bytes) => browser.write(bytes));
    for (const [one, other] of [[browser, gateway], [gateway, browser]] as const) {
      one.setNoDelay(true);
      one.on('end', () => other.end());
      // Its end tells all there is to know.
      one.on('error', () => undefined);
      one.on('close', () => {
        this.lines.delete(line);
        other.destroy();
      });
    }
  }
}
