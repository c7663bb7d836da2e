import { nextTick, ref, useTemplateRef, watch } from "vue";
import type { Binding } from "@/lib/keys";
import { useKeys } from "@/lib/useKeys";

/** The keys of a list of rows (the element with the ref "rows"): J K to move, Enter to open the row in focus, and what else the list does. */
export function useRows(order: () => string[], open: (key: string) => void, more: (focused: () => string) => Binding[] = () => []) {
  const root = useTemplateRef<HTMLElement>("rows");
  const focused = ref("");
  watch(
    order,
    (now, was) => {
      if (now.includes(focused.value)) return;
      const at = Math.max(0, was?.indexOf(focused.value) ?? 0);
      focused.value = now[Math.min(at, now.length - 1)] ?? "";
    },
    { immediate: true },
  );

  async function show(key: string): Promise<void> {
    focused.value = key;
    await nextTick();
    root.value?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }
  function step(by: number): void {
    const all = order();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(focused.value) + by))];
    if (next) void show(next);
  }
  useKeys([
    { keys: ["j", "k", "ArrowDown", "ArrowUp"], caps: ["J", "K"], label: "上下", bar: true, run: (key) => step(key === "j" || key === "ArrowDown" ? 1 : -1) },
    { keys: ["Enter"], label: "打开", bar: true, when: () => focused.value !== "", run: () => open(focused.value) },
    ...more(() => focused.value),
  ]);
  return { focused, show };
}
