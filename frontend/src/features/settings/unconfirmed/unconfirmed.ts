import type { RouteLocationRaw } from "vue-router";
import type { UnconfirmedItem } from "@/bridge/types";
import { keyOf, type RuleEntry } from "../rulebook/entries";

export const itemKey = (of: UnconfirmedItem): string => keyOf(of);

/** What is waiting, as every part of the settings handles it. Its seq is the view's: another part may have changed it. */
export const itemEntry = (of: UnconfirmedItem, seq: number): RuleEntry => ({
  about: { kind: of.kind, scope: of.scope, code: of.code, seq },
  name: of.name,
  now: "",
  base: "",
  own: false,
  provenance: { ...of.provenance, seq },
});

/** Where it is shown whole; undefined where the list shows all there is of it. */
export function placeOf(of: UnconfirmedItem): RouteLocationRaw | undefined {
  const parts: Record<string, string> = { clock: "clocks", age: "clocks", rule: "rules", text: "texts", law: "laws" };
  if (!parts[of.kind]) return undefined;
  const pack = of.kind === "rule" && of.scope ? { pack: of.scope } : {};
  return { path: "/settings", query: { part: parts[of.kind], ...pack, open: itemKey(of) } };
}

/** Those of a sort ("" for all) in which what is looked for stands: a province, a page, a name. */
export function matching(all: UnconfirmedItem[], sort: string, text: string): UnconfirmedItem[] {
  const words = text.trim().toLowerCase();
  return all.filter((of) => (!sort || of.sort === sort) && (!words || [of.where, of.name, of.provenance.source].some((t) => t.toLowerCase().includes(words))));
}

/** 全部 and each sort with its count, in the order in which they come. */
export function sortsOf(all: UnconfirmedItem[]): { code: string; label: string }[] {
  const sorts = [...new Set(all.map((of) => of.sort))];
  return [{ code: "", label: `全部 ${all.length}` }, ...sorts.map((sort) => ({ code: sort, label: `${sort} ${all.filter((of) => of.sort === sort).length}` }))];
}
