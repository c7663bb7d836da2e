import type { ActionView, NextView, ValueView } from "@/bridge/types";

/** Something that may be picked: a key of its own, a word, and what follows. */
export interface Choice {
  /** The number key: 1 to 9, 0 for the last of many; "" for what lies between and for what may not happen yet. */
  key: string;
  code: string;
  label: string;
  hint: string;
  /** Why it may not happen yet; it can't be picked then. */
  blocked: string[];
}

/** The code under which nothing is recorded but a note. */
export const pending = "";

const ranks: Record<string, number> = { primary: 0, outcome: 1, setback: 2 };

/** What may come of a step, the good before the bad; what may not happen yet comes last. */
export function actionsOf(next: NextView): ActionView[] {
  const rank = (a: ActionView) => (a.blocked.length > 0 ? 3 : (ranks[a.kind] ?? 2));
  return [...next.actions].sort((a, b) => rank(a) - rank(b));
}

/** All outcomes of a step by number keys, and last that nothing has come of it yet. */
export function outcomesOf(next: NextView): Choice[] {
  const all = actionsOf(next);
  const open = all.filter((a) => a.blocked.length === 0);
  return [
    ...open.map((a, i) => ({ key: keyAt(i), code: a.code, label: a.label, hint: a.hint, blocked: [] })),
    { key: keyAt(open.length), code: pending, label: next.pending, hint: "只在时间线记一笔，结果以后再登。", blocked: [] },
    ...all.filter((a) => a.blocked.length > 0).map((a) => ({ key: "", code: a.code, label: a.label, hint: "", blocked: a.blocked })),
  ];
}

/** The choice that an action can't do without, picked by number keys, too; nothing where it is settled or there is none. */
export function questionOf(action: ActionView): ValueView | undefined {
  return action.values.find((v) => v.kind === "choice" && v.required && v.default === "" && v.options.length > 1);
}

export function optionsOf(value: ValueView): Choice[] {
  const last = value.options.length - 1;
  return value.options.map((o, i) => ({ key: keyAt(i) || (i === last ? "0" : ""), code: o.code, label: o.label, hint: "", blocked: [] }));
}

const keyAt = (i: number) => (i < 9 ? String(i + 1) : "");
