import { shallowRef, type Ref } from "vue";
import { actionForm } from "@/acts/record/form";
import type { CaseFile, Recording } from "@/acts/record/useRecord";
import { cases } from "@/bridge/cases";
import type { ActionView, CaseView } from "@/bridge/types";
import type { AppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";

/** What was done last, and how it is taken back. */
export interface Done {
  words: string;
  /** In whose case; "" where the page is about one. */
  about: string;
  /** The move that an undo takes back, with the case as the act has left it; nothing where none may be. */
  undo?: { name: string; version: number; file: CaseFile };
}

/** What the line at the foot shows, and its 撤销. */
export interface DoneLine {
  line: Ref<{ words: string; about?: string; undo?: { name: string } } | undefined>;
  busy: Ref<boolean>;
  error: Ref<AppError | undefined>;
  dismiss: () => unknown;
  undo: () => unknown;
}

const code = "case.undo";

/** The undo of a case as it may happen now. */
export const undoOf = (view: CaseView): ActionView | undefined => view.menu.find((a) => a.code === code && a.blocked.length === 0);

/**
 * The line that says what was just recorded and offers to take it back. What this page has
 * just recorded goes back at once; where anything came in between, and for what was recorded
 * before, it is asked first.
 */
export function useDone(record: Recording) {
  const line = shallowRef<Done>();
  const undoing = useAct();

  function recorded(file: CaseFile, now: CaseView, action?: ActionView): void {
    undoing.error.value = undefined;
    if (action?.code === code) line.value = { words: `已${action.title}`, about: file.about };
    else if (undoOf(now) && now.undoes)
      line.value = { words: `已记下“${now.undoes}”`, about: file.about, undo: { name: now.undoes, version: now.version, file } };
    else line.value = { words: `已记下“${action?.label ?? ""}”`, about: file.about };
  }

  /** Something was done that is no step of the case. */
  function say(words: string, about = ""): void {
    undoing.error.value = undefined;
    line.value = { words, about };
  }

  function dismiss(): void {
    line.value = undefined;
  }

  /** Asks first: what is taken back stands in the question. */
  async function ask(file: CaseFile): Promise<void> {
    await undoing.run(async () => {
      const view = await cases.get(file.caseId);
      await file.refresh();
      const action = undoOf(view);
      if (action) record.act(file, action, actionForm(action, true));
      else say("没有可以撤销的一步", file.about);
    });
  }

  async function undo(): Promise<void> {
    const last = line.value?.undo;
    if (!last) return;
    const { name, version, file } = last;
    const done = await undoing.run(async () => {
      const now = await cases.do({ caseId: file.caseId, action: code, siteId: "", at: "", reason: "", values: {}, version });
      line.value = { words: `已撤销“${name}”`, about: file.about };
      file.take(now);
    });
    if (!done && undoing.error.value?.code === "conflict") await ask(file);
  }

  return { line, busy: undoing.busy, error: undoing.error, recorded, say, dismiss, ask, undo };
}

export type DoneActs = ReturnType<typeof useDone>;
