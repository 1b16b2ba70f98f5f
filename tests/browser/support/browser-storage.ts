// What a page keeps, as far as a page can tell.

import type { Frame, Page } from '@playwright/test';

/** Something that is kept, and what it is kept in. */
export interface Kept {
  place: 'sessionStorage' | 'localStorage' | 'IndexedDB' | 'Cache Storage' | 'history' | 'document';
  name: string;
  text: string;
}

/** The database that keeps events as they were received. */
export const HISTORY = 'jetstream-history';

/** The names of the databases of a page, once everything is done that was asked of them before. */
export function databases(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => {
    // One question after the other is answered, also this one, of a database that there is not.
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('none');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    return (await indexedDB.databases()).map(({ name }) => name);
  });
}

/**
 * Everything that a frame keeps and shares. Of the history, which may be large, only the texts that hold one of these words.
 */
export function keptBy(frame: Frame, words: readonly string[]): Promise<Kept[]> {
  return frame.evaluate(
    async ({ HISTORY, words }) => {
      const kept: Kept[] = [
        { place: 'document', name: 'title', text: document.title },
        { place: 'document', name: 'window.name', text: window.name },
        { place: 'history', name: 'state', text: JSON.stringify(history.state) ?? '' },
      ];
      // A sandbox and some tests block one or the other, and then nothing is kept there.
      const where = async (read: () => void | Promise<void>) => {
        try {
          await read();
        } catch (error) {
          if (!(error instanceof DOMException)) throw error;
        }
      };
      await where(() => {
        for (const [name, text] of Object.entries({ ...sessionStorage })) kept.push({ place: 'sessionStorage', name, text: String(text) });
      });
      await where(() => {
        for (const [name, text] of Object.entries({ ...localStorage })) kept.push({ place: 'localStorage', name, text: String(text) });
      });
      await where(async () => {
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const { url } of await cache.keys()) {
            kept.push({ place: 'Cache Storage', name, text: `${url} ${await (await cache.match(url))?.text()}` });
          }
        }
      });
      const answered = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      await where(async () => {
        // Whoever has no origin has no database, and Chromium takes the question for an error that nobody handles.
        if (self.origin === 'null') return;
        for (const { name = '' } of await indexedDB.databases()) {
          const database = await answered(indexedDB.open(name));
          for (const table of database.objectStoreNames) {
            const store = database.transaction(table).objectStore(table);
            // One after the other: all at once may be more than a page can hold.
            for (const key of await answered(store.getAllKeys())) {
              const value = await answered(store.get(key) as IDBRequest<unknown>);
              const text = `${String(key)} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
              const lower = text.toLowerCase();
              if (name === HISTORY && !words.some((word) => text.includes(word) || lower.includes(word))) continue;
              kept.push({ place: 'IndexedDB', name, text });
            }
          }
          database.close();
        }
      });
      return kept;
    },
    { HISTORY, words },
  );
}
