// What arrives on the live feed's socket, counted and hashed as the simulator does it.

import type { Page } from '@playwright/test';

const MASK = (1n << 64n) - 1n;

function fnv1a(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return hash;
}

function written(hash: bigint): string {
  return (hash & MASK).toString(16).padStart(16, '0');
}

/** The sum of the hashes of ids, in the simulator's form. */
export function hashOf(ids: Iterable<string>): string {
  let sum = 0n;
  for (const id of ids) sum += fnv1a(id.toLowerCase());
  return written(sum);
}

/** The hash of what came between two sums. */
export function difference(later: string, earlier: string): string {
  return written(BigInt(`0x${later}`) - BigInt(`0x${earlier}`));
}

/** A frame of the feed. */
export interface Frame {
  type: string;
  events?: { EventId: string }[];
  [field: string]: unknown;
}

/** The frames of every feed that a page opens. */
export class FeedTally {
  /** Those sent by the page. */
  readonly sent: Frame[] = [];
  /** The frames as text. Empty unless asked for. */
  readonly texts: string[] = [];
  private readonly ids = new Set<string>();

  /** Listens from now on; `keepTexts` for tests that look into frames. */
  constructor(page: Page, keepTexts = false) {
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => this.sent.push(JSON.parse(String(payload)) as Frame));
      socket.on('framereceived', ({ payload }) => {
        if (keepTexts) this.texts.push(String(payload));
        const frame = JSON.parse(String(payload)) as Frame;
        for (const event of frame.events ?? []) this.ids.add(event.EventId.toLowerCase());
      });
    });
  }

  /** How many different events arrived. */
  get count(): number {
    return this.ids.size;
  }

  /** The sum of the hashes of their ids, in the simulator's form. */
  get hash(): string {
    return hashOf(this.ids);
  }
}
