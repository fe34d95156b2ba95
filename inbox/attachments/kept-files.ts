/**
 * Files that are not wholly uploaded, kept in the browser so that a reload loses none. A browser that refuses to keep them
 * (private windows, a full disk) answers false and null; nothing here throws.
 */
interface KeptFile {
  key: string;
  file: File;
  keptAt: number;
}

const STORE = 'files';
/** As long as the API keeps one that nobody sends. */
const FORGET_AFTER_MS = 7 * 24 * 3_600_000;

/** True once the file would outlive a reload. */
export async function keepFile(key: string, file: File): Promise<boolean> {
  const kept = await inStore('readwrite', (store) => {
    forgetOld(store);
    return store.put({ key, file, keptAt: Date.now() } satisfies KeptFile);
  });
  return kept !== null;
}

export async function keptFile(key: string): Promise<File | null> {
  const kept = await inStore('readonly', (store) => store.get(key) as IDBRequest<KeptFile | undefined>);
  return kept?.file ?? null;
}

export async function forgetFile(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key));
}

/** Of a draft that was never finished, or of somebody who did not come back. */
function forgetOld(store: IDBObjectStore): void {
  const old = store.index('keptAt').openKeyCursor(IDBKeyRange.upperBound(Date.now() - FORGET_AFTER_MS));
  old.onsuccess = () => {
    if (old.result === null) return;
    store.delete(old.result.primaryKey);
    old.result.continue();
  };
}

/** What the request came to once its transaction is safe; null when it cannot be. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | null> {
  const database = await open();
  if (database === null) return null;
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(STORE, mode);
      const asked = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => resolve(null);
    } catch {
      resolve(null);
    }
  }).finally(() => database.close()) as Promise<Result | null>;
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open('baton', 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('keptAt', 'keptAt');
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => resolve(null);
      opening.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}
