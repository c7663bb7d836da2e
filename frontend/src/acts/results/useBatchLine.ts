import { shallowRef } from "vue";
import { results } from "@/bridge/cases";
import { useAct } from "@/lib/load";

/** What was done to many cases last, and how it is taken back as one where it can be. */
export function useBatchLine(reload: () => Promise<unknown>) {
  const line = shallowRef<{ words: string; undo?: { name: string } }>();
  const undoing = useAct();
  let batch = "";

  return {
    line,
    busy: undoing.busy,
    error: undoing.error,
    dismiss: () => (line.value = undefined),
    /** `of` is the batch by which it is taken back, "" where it can't be. */
    tell: (title: string, of: string) => {
      batch = of;
      line.value = { words: `已记下“${title}”`, ...(of ? { undo: { name: title } } : {}) };
    },
    undo: () =>
      undoing.run(async () => {
        const { title } = await results.takeBack(batch);
        line.value = { words: `已撤销“${title}”` };
        await reload();
      }),
  };
}
