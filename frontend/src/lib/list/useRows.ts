import { nextTick, onBeforeUnmount, reactive, toRef, useTemplateRef, watch } from "vue";
import type { Binding } from "../keys";
import { listPlace, type ListPlace } from "./place";
import { pageOf, scrollerOf, stepKeys, stepTo } from "./steps";
import { useKeys } from "../useKeys";

/**
 * The keys of a list of rows (the element with the ref "rows"): J K to move, Enter for the row in focus, and what else
 * the list does. When rows change, the focus stays on its row, or goes to the one that took its place.
 */
export function useRows(
  order: () => string[],
  open: (key: string) => void,
  more: (focused: () => string) => Binding[] = () => [],
  place: ListPlace = listPlace(),
  label = "打开",
) {
  const root = useTemplateRef<HTMLElement>("rows");
  const kept = reactive(place);
  const focused = toRef(kept, "focused");
  watch(
    order,
    (now, was) => {
      if (now.includes(focused.value)) return;
      const before = was?.indexOf(focused.value) ?? -1;
      focused.value = now[Math.min(before < 0 ? kept.at : before, now.length - 1)] ?? "";
    },
    { immediate: true },
  );
  watch(
    () => order().indexOf(focused.value),
    (now) => now >= 0 && (kept.at = now),
    { immediate: true },
  );

  const current = () => root.value?.querySelector<HTMLElement>(':is([aria-selected="true"], [aria-current="true"])');
  async function show(key: string): Promise<void> {
    focused.value = key;
    await nextTick();
    current()?.scrollIntoView({ block: "nearest" });
  }
  async function step(key: string): Promise<void> {
    const all = order();
    const next = all[stepTo(key, all.indexOf(focused.value), all.length, pageOf(current()))];
    if (!next) return;
    await show(next);
    // A button that still has the focus would take the next Enter for itself.
    root.value?.focus({ preventScroll: true });
  }

  // The rows come once they are read; then the list stands where it was left.
  let scroller: HTMLElement | undefined;
  const note = () => scroller && (kept.top = scroller.scrollTop);
  watch(
    root,
    (now) => {
      scroller?.removeEventListener("scroll", note);
      scroller = scrollerOf(now);
      if (!scroller) return;
      scroller.scrollTop = kept.top;
      current()?.scrollIntoView({ block: "nearest" });
      scroller.addEventListener("scroll", note, { passive: true });
    },
    { flush: "post" },
  );
  onBeforeUnmount(() => scroller?.removeEventListener("scroll", note));

  useKeys([
    ...stepKeys(step),
    { keys: ["Enter"], label, bar: true, when: () => focused.value !== "", run: () => open(focused.value) },
    ...more(() => focused.value),
  ]);
  return { focused, show };
}
