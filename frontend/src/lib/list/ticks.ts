import { computed, shallowRef, watch } from "vue";
import { isTyping, type Binding } from "../keys";
import { stepTo } from "./steps";

/**
 * Rows that are picked to be done together: X or Space picks the row in focus, Shift with an
 * arrow or a click all from the last one picked. A row that leaves the list is picked no longer.
 * `may` tells which rows can be picked at all; the others are passed over.
 */
export function useTicks(order: () => string[], may: (key: string) => boolean = () => true) {
  const ticked = shallowRef<ReadonlySet<string>>(new Set());
  /** Where a range begins, and what it has picked so far. */
  let anchor = "";
  let span: string[] = [];

  watch(order, (now) => {
    if ([...ticked.value].some((key) => !now.includes(key))) ticked.value = new Set(now.filter((key) => ticked.value.has(key)));
    if (!now.includes(anchor)) clearSpan();
  });
  function clearSpan(from = ""): void {
    anchor = from;
    span = [];
  }

  function toggle(key: string): void {
    const now = new Set(ticked.value);
    if (!now.delete(key)) now.add(key);
    ticked.value = now;
    clearSpan(key);
  }
  /** Picks from the last row that was picked to this one, in place of the range before. */
  function reach(key: string): void {
    const all = order();
    const [from, to] = [Math.max(0, all.indexOf(anchor)), all.indexOf(key)];
    const now = new Set(ticked.value);
    for (const one of span) now.delete(one);
    span = all.slice(Math.min(from, to), Math.max(from, to) + 1).filter(may);
    ticked.value = new Set([...now, ...span]);
  }
  function pick(keys: string[]): void {
    ticked.value = new Set(keys);
    clearSpan();
  }

  return {
    ticked,
    /** Those picked, in the order of the list. */
    picked: computed(() => order().filter((key) => ticked.value.has(key))),
    toggle,
    pick,
    clear: () => pick([]),
    /** A press on a row's box. */
    press: (key: string, event: MouseEvent): void => (event.shiftKey && anchor ? reach(key) : toggle(key)),
    /** The keys, with the row in focus and how the focus goes to another. */
    bindings: (at: () => string, go: (key: string) => unknown): Binding[] => [
      { keys: ["x", "Space"], caps: ["X"], label: "选中", bar: true, when: () => at() !== "" && may(at()), run: () => toggle(at()) },
      {
        keys: ["shift+ArrowDown", "shift+ArrowUp"],
        caps: ["Shift", "↓"],
        label: "连着选",
        when: () => at() !== "",
        run: (key) => {
          const all = order();
          const next = all[stepTo(key.replace("shift+", ""), all.indexOf(at()), all.length, 1)];
          if (!next) return;
          if (!ticked.value.has(anchor)) {
            anchor = at();
            span = [];
          }
          reach(next);
          void go(next);
        },
      },
      {
        keys: ["mod+a"],
        label: "全选",
        when: () => order().some(may) && !isTyping(document.activeElement),
        run: () => pick(order().filter(may)),
      },
      { keys: ["Escape"], label: "全不选", when: () => ticked.value.size > 0, run: () => pick([]) },
    ],
  };
}

export type Ticks = ReturnType<typeof useTicks>;
