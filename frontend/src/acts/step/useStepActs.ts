import { shallowRef } from "vue";
import { field, type Asking } from "@/acts/ask/ask";
import { useChase } from "@/acts/chase/useChase";
import type { DoneActs } from "@/acts/done/useDone";
import { outcomeForm, when } from "@/acts/record/form";
import type { Recording } from "@/acts/record/useRecord";
import { cases } from "@/bridge/cases";
import type { ActView } from "@/bridge/types";
import { useOutcomes, type Standing, type StepRun } from "./useOutcomes";
import { useTicket } from "./useTicket";
import { useVisit } from "./useVisit";

/** A step with what its button does. */
export interface Step extends StepRun {
  todo: string;
  /** Whose it is; "" where the page is about one case. */
  about: string;
  act: ActView;
}

/**
 * What the buttons of steps do, on Today as on a case: a step's own act, and all that may
 * come of it. Nothing here records an outcome by itself; the form that is opened does.
 */
export function useStepActs(
  asking: Asking,
  record: Recording,
  done: DoneActs,
  read: (of: StepRun) => Promise<Standing>,
  reload: () => Promise<unknown>,
  chased: (runs: string[]) => void = () => {},
) {
  const now = shallowRef<Step>();
  const noted = (words: string) => async () => {
    done.say(words, now.value?.about);
    await reload();
  };
  const said = noted("催办已复制并记下");
  const chase = useChase((runs) => {
    chased(runs);
    return said();
  });
  const ticket = useTicket(noted("工单已复制并记下"));
  const visit = useVisit(read);
  const outcomes = useOutcomes(read, {
    record: (at, action, settled, text) => record.act(at.file, action, outcomeForm(action, settled), { settled, text: text + action.hint }),
    note,
  });

  /** Nothing has come of it yet: a note stays, and the step stands as it stood. */
  function note(at: Standing): void {
    const keep = `pending:${at.file.caseId}:${at.next.runId}`;
    asking.put({
      title: at.next.act.noted === "phone" ? "记录通话" : "记一笔",
      text: "只在时间线记一笔，结果以后再登。",
      about: at.file.about,
      confirm: "记下",
      keep,
      values: [field("text", "说了什么", { kind: "long", required: true, default: at.next.pending }), when],
      save: async (typed) => {
        at.file.take(await cases.note({ caseId: at.file.caseId, text: typed.text ?? "", kind: at.next.act.noted, at: typed.at ?? "", draft: keep }));
        done.say(`已记一笔：${typed.text ?? ""}`, at.file.about);
      },
    });
  }

  /** Enter: what the step's button says. */
  function act(of: Step): void {
    now.value = of;
    if (of.act.opens === "message") void chase.start(of);
    else if (of.act.opens === "ticket") void ticket.start(of);
    else if (of.act.opens === "visit") void visit.open(of, of.todo);
    else void outcomes.open(of, of.todo);
  }

  /** All that may come of a step, whatever its own act is. */
  function results(of: Step): void {
    now.value = of;
    void outcomes.open(of, of.todo);
  }

  /** From a step's own act to what came of it. */
  function instead(): void {
    chase.close();
    ticket.close();
    visit.close();
    if (now.value) results(now.value);
  }

  function sendVisit(): void {
    visit.close();
    if (now.value) void chase.start(now.value);
  }

  return { chase, ticket, visit, outcomes, now, act, results, instead, sendVisit };
}

export type StepActs = ReturnType<typeof useStepActs>;
