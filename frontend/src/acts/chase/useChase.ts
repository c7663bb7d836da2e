import { computed, ref, watch } from "vue";
import { clients } from "@/bridge/clients";
import { today } from "@/bridge/today";
import { AppError } from "@/lib/apperror";
import { writeClipboard } from "@/lib/clipboard";
import { drafts } from "@/lib/drafts";
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
 * told every run that it asked about. What was written outlives the dialog and the program.
 */
export function useChase(done: (runs: string[]) => unknown) {
  let of: Chased = { caseId: "", runId: "" };
  const shown = ref(false);
  const words = ref("");
  /** When words that were put back had been written; "" when none were. */
  const back = ref("");
  /** They were written over another text than the one that is ready now. */
  const stale = ref(false);
  const { data: text, error, reload } = useLoad(() => today.chase({ ...of, sent: false, text: "" }));
  const sending = useAct();
  const edited = computed(() => text.value !== undefined && words.value !== text.value.text);

  const key = () => `chase:${of.caseId}:${of.runId}`;
  watch(
    words,
    (now) => {
      if (!shown.value || !text.value) return;
      if (edited.value) drafts.put(key(), JSON.stringify({ made: text.value.text, words: now }));
      else drafts.drop(key());
    },
    { flush: "sync" },
  );

  /** The dialog opens with its text, so that the second key sends it. */
  async function start({ caseId, runId }: Chased): Promise<void> {
    of = { caseId, runId };
    shown.value = false;
    text.value = undefined;
    error.value = sending.error.value = undefined;
    await reload();
    restore();
    putBack();
    shown.value = true;
  }

  /** What was written of this run and not sent. */
  function putBack(): void {
    const had = drafts.get(key());
    if (!had || !text.value) return;
    const kept = JSON.parse(had.body) as { made: string; words: string };
    words.value = kept.words;
    stale.value = kept.made !== text.value.text;
    back.value = had.at || "刚才";
  }

  function close(): void {
    shown.value = false;
    void drafts.flush();
  }

  function restore(): void {
    words.value = text.value?.text ?? "";
    back.value = "";
    stale.value = false;
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

  /** A covered value of the client's contact in full; the look is logged. */
  const reveal = (field: string) => async () =>
    (await clients.reveal({ token: `client:${text.value?.clientId ?? ""}:${field}`, caseId: of.caseId, use: "show" })).value;

  return {
    shown,
    text,
    words,
    edited,
    back,
    stale,
    busy: sending.busy,
    error: computed(() => sending.error.value ?? error.value),
    start,
    send,
    reveal,
    restore,
    close,
  };
}

export type Chase = ReturnType<typeof useChase>;
