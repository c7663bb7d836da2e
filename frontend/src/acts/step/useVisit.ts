import { ref, shallowRef } from "vue";
import type { NextView } from "@/bridge/types";
import { useAct } from "@/lib/load";
import type { Standing, StepRun } from "./useOutcomes";

/** 陪同面审: the appointment of a step and what to bring to it. */
export function useVisit(read: (of: StepRun) => Promise<Standing>) {
  const shown = ref(false);
  const title = ref("");
  const next = shallowRef<NextView>();
  const reading = useAct();

  async function open(of: StepRun, todo: string): Promise<void> {
    title.value = todo;
    next.value = undefined;
    shown.value = true;
    await reading.run(async () => (next.value = (await read(of)).next));
  }

  function close(): void {
    shown.value = false;
  }

  return { shown, title, next, busy: reading.busy, error: reading.error, open, close };
}

export type Visit = ReturnType<typeof useVisit>;
