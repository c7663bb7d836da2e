import type { MaskKind } from "@/lib/mask";

/** A value that a form asks for, as Go describes it. */
export interface FormValue {
  key: string;
  label: string;
  /** text | suggest (what is usual is offered, anything may be written) | long | day | moment | until | choice | choices (codes with commas between them) | check | money | secret | icp | police | id | phone | email | wechat */
  kind: string;
  required: boolean;
  /** Of a day or a moment: it is never in the future. */
  happened?: boolean;
  /** How Go judges it once it is left: id, phone, domain, text …; by what else was typed where that decides. */
  check?: string | ((typed: Record<string, string>) => string);
  /** Of a day: the days to which a date is usually put off are offered. */
  offers?: boolean;
  default: string;
  options: { code: string; label: string }[];
  hint: string;
  /** Of a choice: what holds for the option that is chosen, in place of the hint. */
  notes?: Record<string, string>;
  /** Of choices: the code that goes with no other. */
  alone?: string;
  /** Whether it is asked at all, by what else was typed; left out it always is. What isn't asked is not sent. */
  when?: (typed: Record<string, string>) => boolean;
  /** Stands beside its neighbour in a dialog of two columns. */
  half?: boolean;
  /** The heading of the fields from here on. */
  part?: string;
}

/** What is chosen once somebody picks: the code that goes alone drops the others, and any other drops it. */
export function chosen(value: FormValue, before: string, picked: string[]): string {
  const alone = value.alone ?? "";
  if (!alone || !picked.includes(alone) || picked.length < 2) return picked.join(",");
  return before.split(",").includes(alone) ? picked.filter((code) => code !== alone).join(",") : alone;
}

/** What a value looks like when typed. */
export const shapes: Record<string, string> = {
  money: "如 600.00",
  icp: "如 浙ICP备2026051234号",
  police: "如 浙公网安备 33010602012345号",
};

/** The first values of a form. A tick is "true" or "". */
export function defaults(values: Pick<FormValue, "key" | "default">[]): Record<string, string> {
  return Object.fromEntries(values.map((v) => [v.key, v.default]));
}

/** What was typed as Go reads it: a tick is yes, and nothing is left out by an empty text. */
export function answersOf(values: FormValue[], typed: Record<string, string>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const value of values) {
    const text = typed[value.key] ?? "";
    const answer = value.kind !== "check" ? text : text === "true" ? "yes" : "";
    if (answer !== "") out[value.key] = answer;
  }
  return out;
}

const moneyShape = /^\d+(\.\d{1,2})?$/;

/** What is wrong with a value as typed, "" when nothing is. Only the shape: Go judges the rest. */
export function faultOf(value: FormValue, typed: string): string {
  const text = typed.trim();
  if (text === "") {
    if (!value.required) return "";
    return value.kind === "choice" ? `选一个${value.label}` : value.kind === "check" ? `须先确认：${value.label}` : `填写${value.label}`;
  }
  if (value.kind === "money" && !moneyShape.test(text)) return "写成元和分，如 600.00";
  if (value.kind === "choice" && !value.options.some((o) => o.code === text)) return `选一个${value.label}`;
  return "";
}

/** The kind by which Go judges a value once it is left; "" for one that only saving judges. */
export function checkOf(value: FormValue, typed: Record<string, string>): string {
  if (typeof value.check === "function") return value.check(typed);
  return value.check ?? (value.kind === "icp" || value.kind === "police" ? value.kind : "");
}

/** How the name of a person is judged: as its document writes it. */
export const nameKind = (typed: Record<string, string>): string =>
  typed.docKind === "passport" || typed.docKind === "permanent" ? "foreign-name" : "lead-name";

/** How the number of a person's document is judged; an empty kind is not asked for beside it. */
export function numberKind(typed: Record<string, string>): string {
  const residents = typed.docKind === "id" || typed.docKind === "residence" || (typed.docKind === "permanent" && (typed.docNumber ?? "").trim().length > 15);
  return residents ? "id" : typed.docKind ? "document" : "";
}

/** Kinds whose value is covered once the field is left. */
export function isSealed(kind: string): kind is MaskKind {
  return kind === "id" || kind === "phone" || kind === "email" || kind === "wechat" || kind === "all";
}
