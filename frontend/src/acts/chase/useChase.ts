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

/**
 * 催办: a run's ready text, which may be edited, is copied and noted in one press. `done` is
 * told every run that it asked about. What was written stays when the dialog is closed.
 */
export function useChase(done: (runs: string[]) => unknown) {
  let of: Chased = { caseId: "", runId: "" };
  const shown = ref(false);
  const words = ref("");
  const written = new Map<string, { made: string; words: string }>();
  const { data: text, error, reload } = useLoad(() => today.chase({ ...of, sent: false, text: "" }));
  const sending = useAct();
  const edited = computed(() => text.value !== undefined && words.value !== text.value.text);

  /** The dialog opens with its text, so that the second key sends it. */
  async function start({ caseId, runId }: Chased): Promise<void> {
    of = { caseId, runId };
    text.value = undefined;
    error.value = sending.error.value = undefined;
    await reload();
    restore();
    const kept = written.get(of.runId);
    if (kept && kept.made === words.value) words.value = kept.words;
    shown.value = true;
  }

  function close(): void {
    if (text.value && edited.value) written.set(of.runId, { made: text.value.text, words: words.value });
    else written.delete(of.runId);
    shown.value = false;
  }

  function restore(): void {
    words.value = text.value?.text ?? "";
  }

  async function send(): Promise<void> {
    const run = of;
    const ready = text.value;
    if (!ready) return;
    const sent = words.value.trim();
    const noted = await sending.run(async () => {
      if (!sent) throw new AppError("invalid", "没有文字可发。写几句，或还原");
      await writeClipboard(sent).catch(notCopied);
      await today.chase({ ...run, sent: true, text: sent });
    });
    if (!noted) return;
    restore();
    close();
    await done(ready.runs);
  }

  return { shown, text, words, edited, busy: sending.busy, error: computed(() => sending.error.value ?? error.value), start, send, restore, close };
}

export type Chase = ReturnType<typeof useChase>;
