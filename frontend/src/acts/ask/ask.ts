import { computed, ref, shallowRef } from "vue";
import { useAct } from "@/lib/load";
import { mended } from "@/acts/mended/mended";
import type { FormValue } from "@/ui/form/form";

/** A question put in a dialog, and what its answer saves. */
export interface Ask {
  title: string;
  text?: string;
  /** Whose it is, above the fields. */
  about?: string;
  /** What to know before it is saved, above the fields. */
  warn?: string[];
  values: FormValue[];
  confirm: string;
  /** What the other button says, unless it is 取消. */
  cancel?: string;
  width?: number;
  /** Names the form and what it is about: under it is kept what was typed and not saved. Without it the dialog asks before it closes. */
  keep?: string;
  /** The field that is asked about first; else the first of all. */
  first?: string;
  /** The version of what is changed, as the page knows it now. Left out where nothing can be run over. */
  version?: () => number;
  /** Reads what is changed anew after a colleague's save. */
  refresh?: () => Promise<unknown>;
  /** Saves by the version that was looked at when the question was put; its answer may tell what was mended. */
  save: (typed: Record<string, string>, version: number) => Promise<unknown>;
}

/** One field of a question. */
export function field(key: string, label: string, more: Partial<FormValue> = {}): FormValue {
  return { key, label, kind: "text", required: false, default: "", options: [], hint: "", ...more };
}

/** One question at a time. What is typed stays through every refusal. */
export function useAsk() {
  const asked = shallowRef<Ask>();
  const shown = ref(false);
  const { busy, error, run } = useAct();
  let seen = 0;

  /** A colleague saved in between: nothing was written. */
  const conflict = computed(() => error.value?.code === "conflict");
  const fresh = ref(false);

  function put(ask: Ask): void {
    error.value = undefined;
    fresh.value = false;
    seen = ask.version?.() ?? 0;
    asked.value = ask;
    shown.value = true;
  }

  function close(): void {
    shown.value = false;
  }

  async function submit(typed: Record<string, string>): Promise<void> {
    const ask = asked.value;
    if (!ask) return;
    fresh.value = false;
    const saved = await run(async () => mended.take(await ask.save(typed, seen), ask.values));
    if (saved) close();
  }

  /** Takes the colleague's version as read; the next save goes on top of it. */
  async function refresh(): Promise<void> {
    const ask = asked.value;
    if (!ask) return;
    fresh.value = await run(async () => {
      await ask.refresh?.();
      seen = ask.version?.() ?? 0;
    });
  }

  return { asked, shown, busy, error, conflict, fresh, put, close, submit, refresh };
}

export type Asking = ReturnType<typeof useAsk>;
