import type { Binding } from "@/lib/keys";

/** The keys of a list of outcomes: numbers pick, J and K go along. */
export const outcomeKeys = (press: (key: string) => void, step: (by: number) => void, when: () => boolean = () => true): Binding[] => [
  { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"], range: true, caps: ["1", "9"], label: "选第几项", bar: true, when, run: press },
  {
    keys: ["j", "k", "ArrowDown", "ArrowUp"],
    caps: ["J", "K"],
    label: "上下",
    bar: true,
    when,
    run: (key) => step(key === "j" || key === "ArrowDown" ? 1 : -1),
  },
];
