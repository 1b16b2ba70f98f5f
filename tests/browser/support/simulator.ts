// A client of the simulator: the routes that steer it, and the API as a second user calls it.

import { request } from 'node:http';

/** The user `colleague`, of the same application as the dashboard's user `demo`. */
export const COLLEAGUE_KEY = 'c011ea90-0000-4000-8000-0000c011ea90';
/** The user `demo`. */
export const DEMO_KEY = 'de300000-0000-4000-8000-00000000de30';

/** How the simulation stands. */
export interface State {
  now: string;
  devices: number;
  /** How many events it has issued. */
  issued: number;
  /** The sum of the FNV-1a 64 of their ids, as 16 hexadecimal digits. */
  hash: string;
}

/** What devices were asked to do. */
export interface Asked {
  clicks: Record<string, { received: number; executed: number }>;
  executions: { device: string; command: string; user: string; click: string | null; at: string }[];
}

export class Simulator {
  private readonly root: URL;

  constructor(root: URL) {
    this.root = root;
  }

  state = () => this.get<State>('');
  asked = () => this.get<Asked>('/asked');
  advance = (seconds: number) => this.post('/advance', { seconds });
  rate = (perSecond: number) => this.post('/rate', { perSecond });
  connect = (device: string) => this.post(`/devices/${encodeURIComponent(device)}/connect`);
  disconnect = (device: string) => this.post(`/devices/${encodeURIComponent(device)}/disconnect`);
  poll = (device: string) => this.post(`/devices/${encodeURIComponent(device)}/poll`);
  trip = (device: string, entry: string) => this.post(`/devices/${encodeURIComponent(device)}/trip`, { entry });

  /** The executions of a command on one device. */
  async executions(device: string, command: RegExp): Promise<Asked['executions']> {
    const { executions } = await this.asked();
    return executions.filter((execution) => execution.device === device && command.test(execution.command));
  }

  /** A call to the API, on a connection of its own. Rejects when no whole answer comes. */
  call(key: string, method: string, path: string, body?: unknown): Promise<number> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    // Node sends the body of a DELETE without any framing unless it is told the length.
    const about = text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
    const headers = { AccessKey: key, ...about };
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(`3/${path}`, this.root), { method, headers, agent: false }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0)).on('error', reject);
      });
      outgoing.on('error', reject).end(text);
    });
  }

  /** What the API answers to a read. */
  async read(key: string, path: string): Promise<unknown> {
    const answer = await fetch(new URL(`3/${path}`, this.root), { headers: { AccessKey: key } });
    if (!answer.ok) throw new Error(`GET 3/${path}: ${answer.status}`);
    return answer.json();
  }

  private async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json() as Promise<T>;
  }

  private async post(path: string, body: unknown = {}): Promise<void> {
    await this.send('POST', path, JSON.stringify(body));
  }

  private async send(method: string, path: string, body?: string): Promise<Response> {
    const headers = body === undefined ? undefined : { 'Content-Type': 'application/json' };
    const answer = await fetch(this.root.href + path, { method, headers, body });
    if (!answer.ok) throw new Error(`${method} /simulator${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
