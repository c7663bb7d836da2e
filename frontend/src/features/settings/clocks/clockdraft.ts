import type { ClockItem, ClockSave } from "@/bridge/types";
import { basisFaults, basisFields, basisInput, basisOf } from "../change/basis";

export const clockFields = ["scope", "from", "to", "unit", ...basisFields];

/** The units that a clock may be counted in: hours never become days. Papers age by months or days. */
export function unitsOf(clock: ClockItem): { value: string; label: string }[] {
  if (clock.unit === "hours") return [{ value: "hours", label: "小时" }];
  if (clock.kind === "age")
    return [
      { value: "months", label: "个月" },
      { value: "days", label: "天" },
    ];
  const workdays = { value: "workdays", label: "工作日" };
  return clock.kind === "agreed" ? [workdays] : [{ value: "days", label: "天" }, workdays];
}

/** Only an expected clock has a span; all others name one last moment. */
export const spans = (clock: ClockItem): boolean => clock.sort === "expected";

export const clockDraft = (clock: ClockItem, apart: boolean): Record<string, string> => ({
  scope: apart ? "" : clock.scope,
  from: clock.from ? String(clock.from) : "",
  to: clock.to ? String(clock.to) : "",
  unit: clock.unit || unitsOf(clock)[0]!.value,
  ...basisOf(apart ? undefined : clock.provenance),
});

export function clockFaults(apart: boolean, typed: Record<string, string>): Record<string, string> {
  const out = basisFaults(typed);
  const whole = (key: string) => /^\d{1,4}$/.test((typed[key] ?? "").trim());
  if (apart && !typed.scope) out.scope = "选省份或备案类型";
  if (!whole("to")) out.to = "填整数，如 25";
  if ((typed.from ?? "").trim() && !whole("from")) out.from = "填整数；没有开头就空着";
  return out;
}

/** What is typed as Go reads it. Apart from the clock it is about another scope, which has no change yet. */
export const clockSave = (clock: ClockItem, apart: boolean, typed: Record<string, string>): ClockSave => ({
  about: { kind: clock.kind, scope: apart ? (typed.scope ?? "") : clock.scope, code: clock.code, seq: apart ? 0 : clock.provenance.seq },
  unit: typed.unit || clock.unit,
  from: spans(clock) ? Number((typed.from ?? "").trim() || 0) : 0,
  to: Number((typed.to ?? "").trim()),
  basis: basisInput(typed),
});
