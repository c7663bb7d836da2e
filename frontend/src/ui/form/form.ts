import type { MaskKind } from "@/lib/mask";

/** A value that a form asks for, as Go describes it. */
export interface FormValue {
  key: string;
  label: string;
  /** text | long | day | moment | choice | check | money | secret | icp | police | id | phone | email */
  kind: string;
  required: boolean;
  default: string;
  options: { code: string; label: string }[];
  hint: string;
}

/** What a day or a minute looks like when typed. */
export const shapes: Record<string, string> = {
  day: "如 2026-11-23",
  moment: "如 2026-11-23 14:54",
  money: "如 600.00",
  icp: "如 浙ICP备2026051234号",
  police: "如 浙公网安备 33010602012345号",
};

/** The first values of a form. A tick is "true" or "". */
export function defaults(values: FormValue[]): Record<string, string> {
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

const dayShape = /^\d{4}-\d{2}-\d{2}$/;
const momentShape = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/;
const moneyShape = /^\d+(\.\d{1,2})?$/;

/** What is wrong with a value as typed, "" when nothing is. Only the shape: Go judges the rest. */
export function faultOf(value: FormValue, typed: string): string {
  const text = typed.trim();
  if (text === "") {
    if (!value.required) return "";
    return value.kind === "choice" ? `选一个${value.label}` : value.kind === "check" ? `须先确认：${value.label}` : `填写${value.label}`;
  }
  if (value.kind === "day" && !dayShape.test(text)) return "写成年-月-日，如 2026-11-23";
  if (value.kind === "moment" && !momentShape.test(text)) return "写成年-月-日 时:分，如 2026-11-23 14:54";
  if (value.kind === "money" && !moneyShape.test(text)) return "写成元和分，如 600.00";
  if (value.kind === "choice" && !value.options.some((o) => o.code === text)) return `选一个${value.label}`;
  return "";
}

/** Kinds whose value is covered once the field is left. */
export function isSealed(kind: string): kind is MaskKind {
  return kind === "id" || kind === "phone" || kind === "email";
}
