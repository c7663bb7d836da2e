import { field, useAsk } from "@/acts/ask/ask";
import { useDone } from "@/acts/done/useDone";
import { when } from "@/acts/record/form";
import { useRecord, type CaseFile } from "@/acts/record/useRecord";
import type { Standing, StepRun } from "@/acts/step/useOutcomes";
import { useStepActs } from "@/acts/step/useStepActs";
import { cases } from "@/bridge/cases";
import type { CaseView, TodayRow } from "@/bridge/types";
import { AppError } from "@/lib/apperror";
import { keys } from "@/lib/keys";
import { useAct } from "@/lib/load";

/** The acts of a row: its own, all that may come of it, 改期, 记录通话. Each opens a dialog; none records anything by a single key. */
export function useRowActs(reload: () => Promise<void>, chased: (runs: string[]) => void = () => {}) {
  const asking = useAsk();
  const record = useRecord(asking);
  const done = useDone(record);
  const reading = useAct();

  const about = (of: CaseView, stage: string) => `${of.client} ・ ${stage} ・ ${of.number}`;

  /** A row does not tell the version of its case, which a save must name: it is read before the question is put. */
  function fileOf(view: CaseView, stage: string): CaseFile {
    let { version } = view;
    const file: CaseFile = {
      caseId: view.id,
      about: about(view, stage),
      version: () => version,
      refresh: async () => {
        ({ version } = await cases.get(view.id));
        await reload();
      },
      take: () => void reload(),
      recorded: (now, action) => done.recorded(file, now, action),
    };
    return file;
  }

  async function read(of: StepRun): Promise<Standing> {
    const view = await cases.get(of.caseId);
    const next = view.next.find((n) => n.runId === of.runId);
    if (!next) throw new AppError("notfound", "这一步已经办完了，请刷新后再看");
    return { file: fileOf(view, next.stageLabel), next };
  }

  const steps = useStepActs(asking, record, done, read, reload, chased);

  /** 改期, where the date is ours to agree on; elsewhere the key line says that it is not. */
  const startAgree = (of: TodayRow) =>
    reading.run(async () => {
      const { file, next } = await read(of);
      if (next.movable) record.agree(file, next);
      else keys.status.value = "这个期限不由我们定，不能改期";
    });

  /** Asks for the day that the date of a row lacks to be counted. */
  const startDate = (of: TodayRow) =>
    reading.run(async () => {
      const { correctingOf, dateForm, dateWords } = await import("@/acts/record/correct");
      const view = await cases.get(of.caseId);
      const action = correctingOf(view);
      if (action) record.act(fileOf(view, of.stage), action, dateForm(action), dateWords(action));
    });

  const startNote = (of: TodayRow) =>
    asking.put({
      title: "记录通话",
      about: `${of.client} ・ ${of.stage} ・ ${of.number}`,
      confirm: "记下",
      keep: `call:${of.caseId}`,
      values: [field("text", "说了什么", { kind: "long", required: true }), when],
      save: async (typed) => {
        await cases.note({ caseId: of.caseId, text: typed.text ?? "", kind: "phone", at: typed.at ?? "", draft: `call:${of.caseId}` });
        done.say("已记下通话", of.client);
        void reload();
      },
    });

  return { asking, record, done, steps, reading, read, startAgree, startDate, startNote };
}
