import { computed, ref } from "vue";
import { today } from "@/bridge/today";
import { AppError } from "@/lib/apperror";
import { writeClipboard } from "@/lib/clipboard";
import { useAct, useLoad } from "@/lib/load";
import type { StepRun } from "./useOutcomes";

const notCopied = (): never => {
  throw new AppError("internal", "没复制上，也没有记下。再按一次");
};

/** 提工单: the text with which the reviewer is asked, copied and noted in one press. `done` follows once it is noted. */
export function useTicket(done: () => unknown) {
  let of: StepRun = { caseId: "", runId: "" };
  const shown = ref(false);
  const { data: text, error, reload } = useLoad(() => today.ticket({ ...of, sent: false }));
  const sending = useAct();

  async function start(run: StepRun): Promise<void> {
    of = { caseId: run.caseId, runId: run.runId };
    text.value = undefined;
    error.value = sending.error.value = undefined;
    shown.value = true;
    await reload();
  }

  function close(): void {
    shown.value = false;
  }

  async function send(): Promise<void> {
    const run = of;
    const ready = text.value;
    if (!ready) return;
    const noted = await sending.run(async () => {
      await writeClipboard(ready.text).catch(notCopied);
      await today.ticket({ ...run, sent: true });
    });
    if (!noted) return;
    close();
    await done();
  }

  return { shown, text, busy: sending.busy, error: computed(() => sending.error.value ?? error.value), start, send, close };
}

export type Ticket = ReturnType<typeof useTicket>;
