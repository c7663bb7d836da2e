import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { toAppError, type AppError } from "./apperror";

export interface Load<T> {
  data: ShallowRef<T | undefined>;
  error: ShallowRef<AppError | undefined>;
  busy: Ref<boolean>;
  reload: () => Promise<void>;
}

/** Reads something and keeps the old answer when a later reading fails. A slow old answer never beats a newer one. */
export function useLoad<T>(read: () => Promise<T>): Load<T> {
  const data = shallowRef<T>();
  const error = shallowRef<AppError>();
  const busy = ref(false);
  let turn = 0;
  let newest = Promise.resolve();

  async function one(mine: number): Promise<void> {
    busy.value = true;
    try {
      const got = await read();
      // Who waits for an overtaken reading waits for the newer one: he wants what is there now.
      if (mine !== turn) return newest;
      data.value = got;
      error.value = undefined;
    } catch (thrown) {
      if (mine !== turn) return newest;
      error.value = toAppError(thrown);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }
  function reload(): Promise<void> {
    newest = one(++turn);
    return newest;
  }
  return { data, error, busy, reload };
}

export interface Act {
  busy: Ref<boolean>;
  error: ShallowRef<AppError | undefined>;
  /** Runs once at a time; tells whether it went through. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Does something that changes data: one at a time, its failure kept to be shown beside what was pressed. */
export function useAct(): Act {
  const busy = ref(false);
  const error = shallowRef<AppError>();
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    error.value = undefined;
    try {
      await work();
      return true;
    } catch (thrown) {
      error.value = toAppError(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, run };
}

/** What a page reads beside the drafts, before it is there: begun once the desk is open, and over once the page has come. */
export interface Ahead {
  begin: () => void;
  end: () => void;
}

declare module "vue-router" {
  interface RouteMeta {
    ahead?: Ahead;
  }
}

/** Resolves once what was changed by now has been drawn. */
export const drawn = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** Tells that the window's first screen stands. */
let stands!: () => void;

/** Resolves once the window's first screen stands. What that screen does not need is asked for only then. */
export const firstScreen = new Promise<void>((done) => (stands = done));

export const firstStands = (): void => stands();
