import { computed, ref, watch } from "vue";
import { clients } from "@/bridge/clients";
import { today } from "@/bridge/today";
import { AppError } from "@/lib/apperror";
import { writeClipboard } from "@/lib/clipboard";
import { drafts } from "@/lib/drafts";
import { useAct, useLoad } from "@/lib/load";

/** For what somebody is chased: the run of a case, or whatever a client owes in all of its cases. */
export type Chased = { caseId: string; runId: string } | { clientId: string };

const notCopied = (): never => {
  throw new AppError("internal", "没复制上，也没有记下。再按一次");
};

/**
 * 催办: a ready text, which may be edited, is copied and noted in one press. `done` is
 * told every run that it asked about. What was written outlives the dialog and the program.
 */
export function useChase(done: (runs: string[]) => unknown) {
  let reading = false;
  let of = { caseId: "", runId: "", clientId: "" };
  const shown = ref(false);
  /** By what it goes: wechat or sms. */
  const way = ref("wechat");
  const words = ref("");
  /** When words that were put back had been written; "" when none were. */
  const back = ref("");
  /** They were written over another text than the one that is ready now. */
  const stale = ref(false);
  const { data: text, error, reload } = useLoad(() => today.chase({ ...of, way: way.value, sent: false, text: "" }));
  const sending = useAct();
  const edited = computed(() => text.value !== undefined && words.value !== text.value.text);
  /** How long an SMS has come to be; "" of what has no bounds. */
  const length = computed(() => {
    const { part = 0, joined = 0 } = text.value ?? {};
    const n = words.value.trim().length;
    return part ? `${n} 字，${n > part ? `分 ${Math.ceil(n / joined)} 条发` : "一条发完"}（一条 ${part} 字）` : "";
  });

  const key = () => ["chase", ...(of.clientId ? ["client", of.clientId] : [of.caseId, of.runId]), ...(way.value === "sms" ? ["sms"] : [])].join(":");
  watch(
    words,
    (now) => {
      if (!shown.value || !text.value || reading) return;
      if (edited.value) drafts.put(key(), JSON.stringify({ made: text.value.text, words: now }));
      else drafts.drop(key());
    },
    { flush: "sync" },
  );

  /** The dialog opens with its text, so that the second key sends it. */
  async function start(what: Chased): Promise<void> {
    of = "clientId" in what ? { caseId: "", runId: "", clientId: what.clientId } : { caseId: what.caseId, runId: what.runId, clientId: "" };
    way.value = "wechat";
    await read();
  }

  /** The same by another way; what was written for this one stays a draft of its own. */
  async function go(by: string): Promise<void> {
    if (by === way.value) return;
    way.value = by;
    await read(false);
  }

  async function read(anew = true): Promise<void> {
    if (anew) shown.value = false;
    reading = true;
    text.value = undefined;
    error.value = sending.error.value = undefined;
    await reload();
    restore();
    putBack();
    reading = false;
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
    const run = { ...of, way: way.value };
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
    way,
    words,
    edited,
    length,
    back,
    stale,
    busy: sending.busy,
    error: computed(() => sending.error.value ?? error.value),
    start,
    go,
    send,
    reveal,
    restore,
    close,
  };
}

export type Chase = ReturnType<typeof useChase>;
