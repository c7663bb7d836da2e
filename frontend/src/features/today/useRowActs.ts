import { shallowRef } from "vue";
import { field, useAsk } from "@/acts/ask/ask";
import { useChase } from "@/acts/chase/useChase";
import { actionForm, when } from "@/acts/record/form";
import { useRecord, type CaseFile } from "@/acts/record/useRecord";
import { cases } from "@/bridge/cases";
import type { CaseView, TodayRow } from "@/bridge/types";
import { keys } from "@/lib/keys";
import { useAct } from "@/lib/load";

/** The acts of a row: 催办, its action, 改期, 记录通话. Each opens a dialog; none records anything by a single key. */
export function useRowActs(done: () => Promise<void>, chased: (runs: string[]) => void = () => {}) {
  const asking = useAsk();
  const { blocked, act: record, agree } = useRecord(asking);
  const chase = useChase((runs) => {
    chased(runs);
    return done();
  });
  const row = shallowRef<TodayRow>();
  const reading = useAct();

  const about = (of: TodayRow) => `${of.client} ・ ${of.stage} ・ ${of.number}`;

  /** A row does not tell the version of its case, which a save must name: it is read before the question is put. */
  function withFile(of: TodayRow, put: (file: CaseFile, view: CaseView) => void) {
    return reading.run(async () => {
      const view = await cases.get(of.caseId);
      let { version } = view;
      const file: CaseFile = {
        caseId: of.caseId,
        about: about(of),
        version: () => version,
        refresh: async () => {
          ({ version } = await cases.get(of.caseId));
          await done();
        },
        take: () => void done(),
      };
      put(file, view);
    });
  }

  async function startAction(of: TodayRow): Promise<void> {
    row.value = of;
    if (of.action.blocked.length > 0) blocked.value = of.action;
    else await withFile(of, (file) => record(file, of.action, actionForm(of.action, false)));
  }
  async function startChase(of: TodayRow): Promise<void> {
    row.value = of;
    await chase.start(of);
  }
  /** Records what came of it instead of chasing once more. */
  async function startOutcome(): Promise<void> {
    chase.close();
    await startAction(row.value!);
  }

  /** Enter: the one thing the row's button says. */
  const act = (of: TodayRow) => (of.chase ? startChase(of) : of.action.code ? startAction(of) : undefined);

  /** 改期, where the date is ours to agree on; elsewhere the key line says that it is not. */
  const startAgree = (of: TodayRow) =>
    withFile(of, (file, view) => {
      const next = view.next.find((one) => one.runId === of.runId);
      if (next?.movable) agree(file, next);
      else keys.status.value = "这个期限不由我们定，不能改期";
    });

  const startNote = (of: TodayRow) =>
    asking.put({
      title: "记录通话",
      about: about(of),
      confirm: "记下",
      keep: `call:${of.caseId}`,
      values: [field("text", "说了什么", { kind: "long", required: true }), when],
      save: async (typed) => {
        await cases.note({ caseId: of.caseId, text: typed.text ?? "", kind: "phone", at: typed.at ?? "", draft: `call:${of.caseId}` });
        void done();
      },
    });

  return { asking, blocked, row, chase, reading, act, startOutcome, startAgree, startNote };
}
