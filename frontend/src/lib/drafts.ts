import { computed, reactive, ref, shallowRef } from "vue";
import { toAppError, type AppError } from "./apperror";

/** A form that was left before it was saved. */
export interface Draft {
  body: string;
  /** When it was stored, "11月28日 09:12"; "" until it is. */
  at: string;
  /** Typed today: 今天 and 08:40 in it still mean the same. */
  today: boolean;
}

/** Where drafts lie while no window is open: sealed in the folder. */
export interface Keeper {
  keep: (key: string, body: string) => Promise<{ at: string }>;
  drop: (key: string) => Promise<unknown>;
}

/** Under which a new case is kept while it is being typed. */
export const newCaseDraft = "newcase";

/** That letterhead and price of a new desk are still being asked for. */
export const firstRunDraft = "firstrun";

/** Under which what is typed of one part of the settings is kept. */
export const settingsDraft = (part: string): string => `settings:${part}`;

/** How long somebody must pause before what he typed is stored. */
const pause = 400;

const all = reactive(new Map<string, Draft>());
/** What is not in the store as it is here. */
const waiting = reactive(new Set<string>());
const failed = shallowRef<AppError>();
const opened = ref(0);
let keeper: Keeper | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> | undefined;

async function write(): Promise<void> {
  for (const key of [...waiting]) {
    const by = keeper;
    const one = all.get(key);
    if (!by) return;
    try {
      if (!one) {
        await by.drop(key);
        if (!all.has(key)) waiting.delete(key);
        continue;
      }
      const { at } = await by.keep(key, one.body);
      if (by !== keeper) return;
      const now = all.get(key);
      if (now?.body !== one.body) continue; // typed on meanwhile: the next turn stores it
      all.set(key, { ...now, at });
      waiting.delete(key);
      failed.value = undefined;
    } catch (thrown) {
      failed.value = toAppError(thrown);
      return;
    }
  }
}

/** Stores all that waits. One writing follows the other, so that an old text never beats a newer one. */
async function flush(): Promise<void> {
  clearTimeout(timer);
  if (writing) await writing;
  if (waiting.size === 0 || !keeper) return;
  writing = write();
  await writing;
  writing = undefined;
  if (waiting.size > 0 && !failed.value) timer = setTimeout(() => void flush(), pause);
}

/**
 * What was typed and not saved, by form. It is in memory for as long as the desk is open,
 * and goes to the keeper at every pause; nothing of it lies anywhere in clear.
 */
export const drafts = {
  /** Grows with each desk that is opened: what was restored before belongs to another. */
  opened: computed(() => opened.value),
  /** Why the last writing failed. */
  failed,
  /** Whether something typed is in memory only. */
  unstored: computed(() => waiting.size > 0),

  open(by: Keeper, found: (Draft & { key: string })[]): void {
    all.clear();
    waiting.clear();
    failed.value = undefined;
    for (const { key, body, at, today } of found) all.set(key, { body, at, today });
    keeper = by;
    opened.value++;
  },
  /** Forgets everything in memory: the desk is locked. */
  close(): void {
    clearTimeout(timer);
    keeper = undefined;
    failed.value = undefined;
    all.clear();
    waiting.clear();
    opened.value++;
  },
  get: (key: string): Draft | undefined => all.get(key),
  put(key: string, body: string): void {
    if (all.get(key)?.body === body) return;
    all.set(key, { body, at: all.get(key)?.at ?? "", today: true });
    if (!keeper) return;
    waiting.add(key);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  },
  /** Forgets one: it was saved or discarded. */
  drop(key: string): void {
    if (!all.delete(key) || !keeper) return;
    waiting.add(key);
    void flush();
  },
  flush,
};
