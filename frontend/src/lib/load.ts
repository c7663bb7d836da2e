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

  async function reload(): Promise<void> {
    const mine = ++turn;
    busy.value = true;
    try {
      const got = await read();
      if (mine !== turn) return;
      data.value = got;
      error.value = undefined;
    } catch (thrown) {
      if (mine === turn) error.value = toAppError(thrown);
    } finally {
      if (mine === turn) busy.value = false;
    }
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
