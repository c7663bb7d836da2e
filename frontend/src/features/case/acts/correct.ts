import type { ActionView, CaseView, TimelineItem } from "@/bridge/types";
import { field } from "@/acts/ask/ask";
import type { FormValue } from "@/ui/form/form";

/** The act that gives a step of before its right moment. */
const code = "move.correct";
const reason = field("reason", "原因", { kind: "long", required: true });

export const corrects = (action: ActionView): boolean => action.code === code;

/** The act as the case has it now; none in a case whose record is closed. */
export const correctingOf = (view: CaseView): ActionView | undefined => view.menu.find(corrects);

/** What a correction asks for. For one step its number is settled and its moment stands there to be changed. A correction happens now. */
export function correctForm(action: ActionView, step?: TimelineItem): FormValue[] {
  if (!step) return [...action.values, reason];
  return [...action.values.filter((v) => v.key !== "seq").map((v) => ({ ...v, default: step.at })), reason];
}

/** The values that the step settles without asking. */
export const correctValues = (step?: TimelineItem): Record<string, string> => (step ? { seq: String(step.move) } : {});
