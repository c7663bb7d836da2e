import type { ClockItem, OptionView, RuleItem, RuleRef, RulebookView, ProvenanceView, TextItem } from "@/bridge/types";

/** What can be changed, as every part of the settings handles it: a clock, a text, a rule. */
export interface RuleEntry {
  about: RuleRef;
  /** 管局最迟（浙江） */
  name: string;
  /** What stands, in one line or a text. */
  now: string;
  /** The release's own; "" where it has none. */
  base: string;
  /** The desk added it: restoring takes it away. */
  own: boolean;
  provenance: ProvenanceView;
}

/** What a list and a link call it: "clock/33/bureau-review.max", as 为什么 names a rule. */
export const keyOf = (about: Pick<RuleRef, "kind" | "scope" | "code">): string => `${about.kind}/${about.scope}/${about.code}`;

const about = (kind: string, scope: string, code: string, provenance: ProvenanceView): RuleRef => ({ kind, scope, code, seq: provenance.seq });

export const clockEntry = (c: ClockItem): RuleEntry => ({
  about: about(c.kind, c.scope, c.code, c.provenance),
  name: (c.kind === "age" ? `${c.stage}，` : "") + (c.scope ? `${c.label}（${c.scopeLabel}）` : c.label),
  now: c.term,
  base: c.base,
  own: c.base === "",
  provenance: c.provenance,
});

export const textEntry = (t: TextItem): RuleEntry => ({
  about: about(t.kind, t.scope, t.code, t.provenance),
  name: t.scope ? `${t.step}：${t.field}（${t.type}）` : `${t.step}：${t.field}`,
  now: t.text,
  base: t.base,
  own: false,
  provenance: t.provenance,
});

export const ruleEntry = (scope: string, r: RuleItem): RuleEntry => ({
  about: about("rule", scope, r.code, r.provenance),
  name: r.title,
  now: "",
  base: "",
  own: r.own,
  provenance: r.provenance,
});

/** Rows under the word they share, which stands on the first of each run alone. */
export function grouped<T>(rows: T[], word: (row: T) => string): { row: T; head: string }[] {
  return rows.map((row, i) => ({ row, head: i > 0 && word(rows[i - 1]!) === word(row) ? "" : word(row) }));
}

/** 来源 with its date, as lists show it. */
export const sourceOf = (s: ProvenanceView): string => (s.sourced && !s.source.includes(s.sourced) ? `${s.source}，${s.sourced}` : s.source);

/** Of the cases that go by earlier clocks and rules, those that a change meets come first. */
export function outdatedWords(of: Pick<RulebookView, "outdated" | "reached">): string {
  const count = (n: number) => n.toLocaleString("en-US");
  if (of.reached === 0) return `改动没有碰到在办案件正在办的环节；${count(of.outdated)} 件仍按旧的期限和规则办`;
  const others = of.outdated - of.reached;
  return `改动涉及 ${count(of.reached)} 件在办案件正在办的环节${others > 0 ? `，另有 ${count(others)} 件现在不受影响` : ""}`;
}

/** A piece of a text: its own words, a placeholder by its name, or a bracket around what may fall away. */
export interface TextWord {
  kind: "words" | "place" | "bracket";
  text: string;
  /** As it is written: "{lead}". */
  code: string;
}

/** The pieces of a text in their order. A placeholder that nobody knows stays as it is written. */
export function wordsOf(text: string, places: OptionView[]): TextWord[] {
  return text
    .split(/(\{[^{}]*\}|[[\]])/)
    .filter(Boolean)
    .map((piece) => {
      if (piece === "[" || piece === "]") return { kind: "bracket", text: piece, code: piece };
      const place = piece.startsWith("{") ? places.find((p) => `{${p.code}}` === piece) : undefined;
      return { kind: place ? "place" : "words", text: place?.label ?? piece, code: piece };
    });
}
