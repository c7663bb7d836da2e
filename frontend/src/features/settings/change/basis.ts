import type { Basis, ProvenanceView } from "@/bridge/types";

/** The fields of where a change is written, in their order. */
export const basisFields = ["source", "sourced", "confirmed"];

/** Those that may be typed as 昨天. */
export const basisDays = ["sourced", "confirmed"];

/** A year, a month or a day. A source without one is shown in words, which are no input. */
const dated = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/**
 * A change of the desk's own keeps its source when it is corrected. The release's source
 * does not hold for another number, and a confirmation never holds for one.
 */
export const basisOf = (s?: ProvenanceView): Record<string, string> =>
  s?.changed ? { source: s.source, sourced: dated.test(s.sourced) ? s.sourced : "", confirmed: "" } : { source: "", sourced: "", confirmed: "" };

export function basisFaults(typed: Record<string, string>): Record<string, string> {
  const out: Record<string, string> = {};
  const text = (key: string) => (typed[key] ?? "").trim();
  if (!text("source")) out.source = "写明依据，如 浙江管局电话答复";
  return out;
}

export const basisInput = (typed: Record<string, string>): Basis => ({
  source: (typed.source ?? "").trim(),
  sourced: (typed.sourced ?? "").trim(),
  confirmed: (typed.confirmed ?? "").trim(),
});
