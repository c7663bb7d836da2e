import { shallowRef } from "vue";
import { field, type Ask, type Asking } from "@/acts/ask/ask";
import { cases } from "@/bridge/cases";
import type { ActionView, CaseView, NextView } from "@/bridge/types";
import { toAppError } from "@/lib/apperror";
import { answersOf, type FormValue } from "@/ui/form/form";
import { agreed, override, reason, remark } from "./form";

/** What is asked only once Go has said that it is needed. */
const extras = [override, agreed];

/** The case in which something is recorded. */
export interface CaseFile {
  caseId: string;
  /** Whose it is, above the fields. */
  about: string;
  /** As the page knows it now. */
  version: () => number;
  /** Reads it anew after a colleague's save. */
  refresh: () => Promise<unknown>;
  /** Takes it as a save has left it. */
  take: (now: CaseView) => unknown;
  /** Hears of a step that was recorded: by an action, or an agreed date that moved. */
  recorded?: (now: CaseView, action?: ActionView) => void;
}

/** A question about a case; its answer is the case anew. */
export type CaseAsk = Omit<Ask, "about" | "version" | "refresh" | "save"> & {
  save: (typed: Record<string, string>, version: number) => Promise<CaseView>;
};

/** How an action is asked for where it is not in its own words. */
export interface ActionWords {
  title?: string;
  text?: string;
  /** Values that are settled without asking. */
  settled?: Record<string, string>;
}

/** What is recorded in a case, asked in a dialog and guarded by the version that was looked at. */
export function useRecord(asking: Asking) {
  /** An action that may not happen yet: its reasons are shown instead. */
  const blocked = shallowRef<ActionView>();

  function ask(file: CaseFile, what: CaseAsk): void {
    asking.put({
      ...what,
      about: file.about,
      version: file.version,
      refresh: file.refresh,
      save: async (typed, version) => {
        const now = await what.save(typed, version);
        file.take(now);
        return now;
      },
    });
  }

  function act(file: CaseFile, action: ActionView, values: FormValue[], words: ActionWords = {}): void {
    ask(file, {
      title: words.title ?? action.title,
      text: words.text ?? action.hint,
      warn: action.warn,
      values,
      confirm: action.label,
      keep: ["act", file.caseId, action.code, action.siteId, words.settled?.seq ?? ""].join(":"),
      save: async (typed, version) => {
        try {
          const now = await cases.do({
            caseId: file.caseId,
            action: action.code,
            siteId: action.siteId,
            at: typed.at ?? "",
            reason: typed.reason ?? "",
            values: { ...words.settled, ...answersOf([...action.values, ...extras], typed) },
            version,
          });
          file.recorded?.(now, action);
          return now;
        } catch (thrown) {
          offerExtra(thrown);
          throw thrown;
        }
      },
    });
  }

  /** The rules say no, or a number is odd: the same dialog then asks for the reason, or for a second look. */
  function offerExtra(thrown: unknown): void {
    const asked = asking.asked.value;
    const extra = extras.find((one) => one.key === toAppError(thrown).field);
    if (!asked || !extra || asked.values.includes(extra)) return;
    asking.asked.value = { ...asked, values: [...asked.values, extra] };
  }

  /** 改期: the agreed date of a run moves. Why is asked where the date was promised already. */
  function agree(file: CaseFile, of: Pick<NextView, "runId" | "promised">): void {
    ask(file, {
      title: "改期",
      text: "只改我们约定的日期，记入时间线。",
      confirm: "改期",
      keep: `agree:${file.caseId}:${of.runId}`,
      width: 664,
      values: [
        field("day", "改到", { kind: "day", required: true, offers: true }),
        of.promised ? { ...reason, hint: "这个日子已经约好" } : { ...remark, label: "原因" },
      ],
      save: async (typed, version) => {
        const now = await cases.agree({ caseId: file.caseId, runId: of.runId, day: typed.day ?? "", reason: typed.reason ?? "", version });
        file.recorded?.(now);
        return now;
      },
    });
  }

  return { blocked, ask, act, agree };
}

export type Recording = ReturnType<typeof useRecord>;
