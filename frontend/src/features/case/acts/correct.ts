import type { ActionView, CaseView, TimelineItem } from "@/bridge/types";
import { reason } from "@/acts/record/form";
import type { ActionWords } from "@/acts/record/useRecord";
import type { FormValue } from "@/ui/form/form";

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
