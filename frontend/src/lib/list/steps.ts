import type { Binding } from "../keys";

const down = new Set(["j", "ArrowDown"]);
const up = new Set(["k", "ArrowUp"]);

/** The index to which a key leads among `count` rows, of which `page` are in sight. */
export function stepTo(key: string, at: number, count: number, page: number): number {
  const by = down.has(key) ? 1 : up.has(key) ? -1 : key === "PageDown" ? page : key === "PageUp" ? -page : key === "Home" ? -count : count;
  return Math.min(count - 1, Math.max(0, at + by));
}

/** The keys that move in a list, the same in every one. */
export function stepKeys(move: (key: string) => void, label = "上下", caps = ["J", "K"]): Binding[] {
  return [
    { keys: [...down, ...up], caps, label, bar: true, run: move },
    { keys: ["Home", "End"], label: "第一行、最后一行", run: move },
    { keys: ["PageUp", "PageDown"], label: "上一页、下一页", run: move },
  ];
}

/** The same keys where there is no row to be on: they scroll. The bar leaves them out, where a list may tell its own. */
export function scrollKeys(box: () => HTMLElement | undefined): Binding[] {
  const line = 80;
  return stepKeys((key) => {
    const el = box();
    if (el)
      el.scrollTop =
        stepTo(key, Math.round(el.scrollTop / line), Math.ceil(el.scrollHeight / line) + 1, Math.max(1, Math.floor(el.clientHeight / line) - 1)) * line;
  }).map((binding) => ({ ...binding, bar: false }));
}

/** What scrolls an element: itself, or the nearest around it that does. */
export function scrollerOf(el: HTMLElement | null | undefined): HTMLElement | undefined {
  for (let at = el; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}

/** How many rows of this one's height are in sight, less one so that the eye finds its place. */
export function pageOf(row: HTMLElement | null | undefined): number {
  const view = scrollerOf(row)?.clientHeight ?? 0;
  return row?.offsetHeight ? Math.max(1, Math.floor(view / row.offsetHeight) - 1) : 10;
}
