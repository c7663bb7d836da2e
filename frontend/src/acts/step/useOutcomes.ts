import { computed, ref, shallowRef } from "vue";
import type { ActionView, NextView } from "@/bridge/types";
import type { CaseFile } from "@/acts/record/useRecord";
import { useLoad } from "@/lib/load";
import { optionsOf, outcomesOf, pending, questionOf, type Choice } from "./outcomes";

/** The open run of a case whose outcome is recorded. */
export interface StepRun {
  caseId: string;
  runId: string;
}

/** A step as it stands now, and the case to record it in. */
export interface Standing {
  file: CaseFile;
  next: NextView;
}

/** What is done with what was picked. */
export interface Picked {
  /** An outcome; `settled` holds the choice that was picked with it, `text` says it in words. */
  record: (at: Standing, action: ActionView, settled: Record<string, string>, text: string) => void;
  /** Nothing has come of it yet. */
  note: (at: Standing) => void;
}

/** All outcomes of a step to pick from by number keys. Picking one records nothing: it opens the form that does. */
export function useOutcomes(read: (of: StepRun) => Promise<Standing>, picked: Picked) {
  const shown = ref(false);
  const title = ref("");
  const wanted = shallowRef<StepRun>();
  // Who asks for another step meanwhile gets that one.
  const reading = useLoad(() => read(wanted.value!));
  const at = reading.data;
  const action = shallowRef<ActionView>();
  // A key pressed before the step is there counts once it is.
  let early = "";

  const question = computed(() => action.value && questionOf(action.value));
  const choices = computed<Choice[]>(() => (question.value ? optionsOf(question.value) : at.value ? outcomesOf(at.value.next) : []));
  const heading = computed(() => (action.value && question.value ? `${action.value.label}：${question.value.label}` : title.value));

  async function open(of: StepRun, todo: string): Promise<void> {
    wanted.value = of;
    title.value = todo;
    at.value = action.value = undefined;
    reading.error.value = undefined;
    early = "";
    shown.value = true;
    await reading.reload();
    const key = early;
    early = "";
    if (key && at.value) press(key);
  }

  function close(): void {
    shown.value = false;
  }

  /** Esc goes one level back: from the choice within an outcome to the outcomes. */
  function back(): void {
    if (action.value) action.value = undefined;
    else close();
  }

  function press(key: string): void {
    if (!at.value) early = key;
    const choice = choices.value.find((c) => c.key === key);
    if (choice) pick(choice);
  }

  function pick(choice: Choice): void {
    const here = at.value;
    if (!here || choice.blocked.length > 0) return;
    if (action.value && question.value) {
      finish(here, action.value, { [question.value.key]: choice.code }, `${question.value.label}：${choice.label}。`);
    } else if (choice.code === pending) {
      close();
      picked.note(here);
    } else {
      const found = here.next.actions.find((a) => a.code === choice.code);
      if (!found) return;
      if (questionOf(found)) action.value = found;
      else finish(here, found, {}, "");
    }
  }

  function finish(here: Standing, of: ActionView, settled: Record<string, string>, text: string): void {
    close();
    picked.record(here, of, settled, text);
  }

  /** Esc has a level to go back to. */
  const within = computed(() => action.value !== undefined);
  return { shown, heading, at, choices, within, busy: reading.busy, error: reading.error, open, close, back, press, pick };
}

export type Outcomes = ReturnType<typeof useOutcomes>;
