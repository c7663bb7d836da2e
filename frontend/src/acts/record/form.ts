import { field } from "@/acts/ask/ask";
import type { ActionView } from "@/bridge/types";
import type { FormValue } from "@/ui/form/form";

/** When something happened. */
export const when = field("at", "发生时间", { kind: "moment", happened: true, hint: "空着就是现在" });

/** Why a promised date moves, an action happens, a step is corrected. */
export const reason = field("reason", "原因", { kind: "long", required: true });

/** A usual reason is chosen; words are added, or stand for it where none fits. */
const causeKey = "cause";
const addition = field("reason", "说明", { kind: "long", hint: "选了“其他”就写在这里" });

/** Why a submission goes out although the pre-flight says no. */
export const override = field("override", "仍要提交的理由", { kind: "long", required: true, hint: "记入时间线" });

/** That odd numbers have been checked; Go says what is odd under it. */
export const agreed = field("agree", "核对过，就照这样记", { kind: "check" });

/** Room for a word where none must be said. */
export const remark = field("reason", "说明", { kind: "long" });

/** What is left to ask once `settled` was picked beforehand. When it happened comes before any words. */
export function outcomeForm(action: ActionView, settled: Record<string, string>): FormValue[] {
  const form = actionForm(action, true).filter((v) => !(v.key in settled));
  if (Object.keys(settled).length === 0) return form;
  return [...form.filter((v) => v.kind !== "long"), ...form.filter((v) => v.kind === "long")];
}

/** What an action asks for: its own values, when it happened, and why. Without a reason to give, `remarks` leaves room for a word. */
export function actionForm(action: ActionView, remarks: boolean): FormValue[] {
  if (action.values.some((v) => v.key === causeKey)) return [...action.values, addition, when];
  if (action.reason) return [...action.values, reason, when];
  return [...action.values, when, ...(remarks ? [remark] : [])];
}
