/**
 * Keeps a learner's progress in the browser's own storage. Whatever was kept is joined with what is new, so
 * that two tabs never take anything from each other.
 */

import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ok, type Result } from '#base/result.ts';
import {
  markOf,
  merged,
  noProgress,
  noted,
  type ProgressRecord,
  parseProgress,
  printProgress,
} from '#tutor/progress.ts';
import type { Progress } from '#ui/lesson/progress.ts';

const kept = 'informer-lab.progress';
const beforeReset = 'informer-lab.progress.before-reset';
const unreadableOne = 'informer-lab.progress.unreadable';

export interface KeptProgress {
  readonly record: ProgressRecord;
  /** What a reset has taken away, while it can be brought back. */
  readonly before: ProgressRecord | undefined;
  /** Why what was kept could not be read. */
  readonly unreadable: string | undefined;
  /** Nothing outlives the page. */
  readonly lost: boolean;
}

export interface ProgressKeeper extends Progress {
  readonly store: StoreApi<KeptProgress>;
  /** Joins a file's record with what is here; or says what is wrong with it. */
  readonly bringIn: (text: string) => Result<ProgressRecord, string>;
  readonly reset: () => void;
  readonly undoReset: () => void;
  /** Reads again what another tab may have kept. */
  readonly refresh: () => void;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `now` is a date and time as `2026-11-27T03:00:00.000Z`. */
export function createProgressKeeper(
  storage: Shelf | undefined,
  now: () => string,
): ProgressKeeper {
  const first = readKept(storage, kept);
  const store = createStore<KeptProgress>(() => ({
    record: first.record ?? noProgress,
    before: readKept(storage, beforeReset).record,
    unreadable: first.problem,
    lost: storage === undefined,
  }));
  if (first.problem !== undefined) write(storage, unreadableOne, read(storage, kept));
  const keep = (record: ProgressRecord): void => {
    const lost = !write(storage, kept, printProgress(record));
    store.setState({ record, lost });
  };
  const known = (): ProgressRecord => {
    const { record } = store.getState();
    const there = readKept(storage, kept).record;
    return there === undefined ? record : merged(there, record);
  };
  return {
    store,
    tell: (news) => keep(noted(known(), news, now())),
    useMark: (address) => useStore(store, ({ record }) => markOf(record, address)),
    bringIn: (text) => {
      const parsed = parseProgress(text);
      if (!parsed.ok) return parsed;
      keep(merged(known(), parsed.value));
      return ok(parsed.value);
    },
    reset: () => {
      const before = known();
      write(storage, beforeReset, printProgress(before));
      keep(noProgress);
      store.setState({ before });
    },
    undoReset: () => {
      const { before } = store.getState();
      if (before === undefined) return;
      keep(merged(known(), before));
      write(storage, beforeReset, undefined);
      store.setState({ before: undefined });
    },
    refresh: () => {
      const there = readKept(storage, kept).record;
      if (there !== undefined) store.setState({ record: there });
    },
  };
}

/** The browser's storage, where it lets itself be used. */
export function usableStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function readKept(
  storage: Shelf | undefined,
  name: string,
): { readonly record: ProgressRecord | undefined; readonly problem: string | undefined } {
  const text = read(storage, name);
  if (text === undefined) return { record: undefined, problem: undefined };
  const parsed = parseProgress(text);
  return parsed.ok
    ? { record: parsed.value, problem: undefined }
    : { record: undefined, problem: parsed.error };
}

function read(storage: Shelf | undefined, name: string): string | undefined {
  try {
    return storage?.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is kept. */
function write(storage: Shelf | undefined, name: string, text: string | undefined): boolean {
  if (storage === undefined) return false;
  try {
    if (text === undefined) storage.removeItem(name);
    else storage.setItem(name, text);
    return true;
  } catch {
    // Storage is full or forbidden: what was done lasts as long as the page.
    return false;
  }
}
