// Ports for what must be told beforehand where to listen.

import { createServer } from 'node:net';

/** Below those that systems give to whoever asks for any; each worker has some of its own. */
let port = 20_000 + 500 * Number(process.env.TEST_PARALLEL_INDEX ?? 0);

/** A port that is free: the origin of a host must be known before its configuration is. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const isFree = new Promise<boolean>((resolve) => server.once('listening', () => resolve(true)).once('error', () => resolve(false)));
  port += 1;
  server.listen(port, '127.0.0.1');
  if (!(await isFree)) return freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
