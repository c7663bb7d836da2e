import type { ActionView, CaseView, TimelineItem } from "@/bridge/types";
import type { FormValue } from "@/ui/form/form";
import { reason } from "./form";
import type { ActionWords } from "./useRecord";

/** The act that gives a step of before its right moment. */
const code = "move.correct";

export const corrects = (action: ActionView): boolean => action.code === code;

/** The act as the case has it now; none in a case whose record is closed. */
export const correctingOf = (view: CaseView): ActionView | undefined => view.menu.find(corrects);

/** What a correction asks for. For one step its number is settled and its moment stands there to be changed. A correction happens now. */
export function correctForm(action: ActionView, step?: TimelineItem): FormValue[] {
  if (!step) return [...action.values, reason];
  return [...action.values.filter((v) => v.key !== "seq").map((v) => ({ ...v, default: step.at })), reason];
}

/** How one step is asked for: by its name, with its moment as it stands, its number settled. */
export const correctWords = (action: ActionView, step: TimelineItem): ActionWords => ({
  title: `${action.label}：${step.title}`,
  text: `现在记在 ${step.when}。${action.hint}`,
  settled: { seq: String(step.move) },
});

/** What is asked where a date can't be counted yet: on which day a step happened of which nobody knew that. Which of several a date is counted from nobody but who asks knows: none of them is taken unasked. */
export function dateForm(action: ActionView): FormValue[] {
  const dateless = (v: FormValue) => v.options.filter((option) => option.label.endsWith("日期不详"));
  const only = (options: FormValue["options"]) => (options.length === 1 ? options[0]!.code : "");
  return [
    ...action.values.map((v) => (v.key === "seq" ? { ...v, options: dateless(v), default: only(dateless(v)) } : v)),
    { ...reason, default: "导入时没有写，后来查到" },
  ];
}

/** How a missing day is asked for. */
export const dateWords = (action: ActionView): ActionWords => ({ title: "补日期", text: `期限从这一步起算，现在不知道是哪天。${action.hint}` });
