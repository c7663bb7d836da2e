import { computed, ref } from "vue";
import { today } from "@/bridge/today";
import { AppError } from "@/lib/apperror";
import { writeClipboard } from "@/lib/clipboard";
import { useAct, useLoad } from "@/lib/load";

/** The run of a case for which somebody is chased. */
export interface Chased {
  caseId: string;
  runId: string;
}

const notCopied = (): never => {
  throw new AppError("internal", "没复制上，也没有记下。再按一次");
};

/** 催办: a run's ready text is shown, then copied and noted in one press. `done` follows once it is noted. */
export function useChase(done: () => unknown) {
  let of: Chased = { caseId: "", runId: "" };
  const shown = ref(false);
  const { data: text, error, reload } = useLoad(() => today.chase({ ...of, sent: false }));
  const sending = useAct();

  async function start({ caseId, runId }: Chased): Promise<void> {
    of = { caseId, runId };
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
      await today.chase({ ...run, sent: true });
    });
    if (!noted) return;
    close();
    await done();
  }

  return { shown, text, busy: sending.busy, error: computed(() => sending.error.value ?? error.value), start, send, close };
}

export type Chase = ReturnType<typeof useChase>;
