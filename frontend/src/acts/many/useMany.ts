import { computed, reactive, ref, shallowRef, watch } from "vue";
import { splitTags } from "@/lib/list/tags";
import type { Choice } from "@/acts/step/outcomes";
import { results } from "@/bridge/cases";
import type { ActInput, ManyView } from "@/bridge/types";
import { usePause } from "@/lib/delayed";
import { useAct } from "@/lib/load";

const acts: [code: string, label: string, hint: string][] = [
  ["owner", "更换经办", "选中的案件一起交给另一位经办。"],
  ["note", "记备忘", "同一段话记进每件的时间线。"],
  ["tag", "贴标签", "贴上或去掉标签，列表能按它筛选。"],
  ["chase", "催办", "一个客户一条现成的话，复制后发出，再一起记下。"],
  ["print", "打印进度报告", "一件一份，连成一个 PDF。"],
];

/**
 * One act for many cases: which one, then what it needs, shown case by case before it is done.
 * Nothing is done but what was shown. `done` is told what it was and by which batch it is taken
 * back; `print` shows the reports.
 */
export function useMany(done: (title: string, batch: string) => Promise<unknown>, print: (cases: string[]) => unknown) {
  const shown = ref(false);
  const cases = shallowRef<ActInput["cases"]>([]);
  const act = ref("");
  const typed = reactive({ owner: "", text: "", way: "wechat", tags: "", untag: "" });
  /** What was changed of the messages, by client. */
  const texts = reactive<Record<string, string>>({});
  const view = shallowRef<ManyView>();
  const trying = useAct();
  const pause = usePause();
  // The input that the view tells of.
  let told = "";

  const choices = acts.map(([code, label, hint], i): Choice => ({ key: String(i + 1), code, label, hint, blocked: [] }));
  const input = (): ActInput => ({
    cases: cases.value,
    act: act.value,
    ...typed,
    tags: splitTags(typed.tags),
    untag: splitTags(typed.untag),
    texts: { ...texts },
    dry: false,
  });
  /** What is still to be chosen or written; "" when it can be done. */
  const wants = computed(() => {
    if (act.value === "owner" && !typed.owner) return "选接手的经办";
    if (act.value === "note" && !typed.text.trim()) return "写下内容";
    if (act.value === "tag" && !(typed.tags + typed.untag).trim()) return "写要贴上或去掉的标签";
    return Object.values(texts).some((text) => !text.trim()) ? "有一条没有文字，写几句，或点“不催”" : "";
  });

  function open(ids: string[]): void {
    cases.value = ids.map((caseId) => ({ caseId, runId: "", version: 0 }));
    reset();
    shown.value = true;
  }
  function reset(): void {
    act.value = told = "";
    view.value = trying.error.value = undefined;
    Object.assign(typed, { owner: "", text: "", way: "wechat", tags: "", untag: "" });
    for (const client of Object.keys(texts)) delete texts[client];
  }
  function pick(code: string): void {
    if (code !== "print") {
      act.value = code;
      return;
    }
    shown.value = false;
    print(cases.value.map((one) => one.caseId));
  }
  function press(key: string): void {
    const found = choices.find((c) => c.key === key);
    if (found) pick(found.code);
  }
  /** Esc goes one level back: from an act to all of them. */
  function back(): void {
    if (act.value) reset();
    else shown.value = false;
  }

  /** The first look tells which versions the cases have; from then on they are held to them. */
  async function look(): Promise<void> {
    const now = input();
    if (!now.act || JSON.stringify(now) === told) return;
    await trying.run(async () => {
      const got = await results.tryAct(now);
      if (act.value !== now.act) return;
      view.value = got;
      cases.value = got.cases.filter((one) => cases.value.some((had) => had.caseId === one.caseId)).map((one) => kept(one));
      told = JSON.stringify({ ...now, cases: cases.value });
    });
  }
  const kept = (one: ActInput["cases"][number]) => {
    const had = cases.value.find((of) => of.caseId === one.caseId);
    return had && had.version > 0 ? had : one;
  };
  watch([act, () => JSON.stringify({ ...input(), texts: undefined })], () => act.value && pause.after(look));

  /** Cases that it can't be done to are left out, or those of a client. */
  function leaveOut(client?: string): void {
    const rows = view.value?.report.rows ?? [];
    const numbers = new Set(view.value?.chases.find((c) => c.clientId === client)?.cases);
    const out = new Set(rows.filter((row) => (client ? numbers.has(row.number) : row.problem)).map((row) => row.caseId));
    cases.value = cases.value.filter((one) => !out.has(one.caseId));
    if (client) delete texts[client];
  }

  /** Does what is shown; what is not shown yet is shown first. */
  async function go(): Promise<void> {
    if (wants.value) return;
    const now = input();
    if (JSON.stringify({ ...now, texts: {} }) !== JSON.stringify({ ...(JSON.parse(told || "{}") as object), texts: {} })) {
      pause.stop();
      return look();
    }
    await trying.run(async () => {
      // What was shown is what was sent, also where nobody has changed it.
      const said = Object.fromEntries(view.value?.chases.map((c) => [c.clientId, c.text]) ?? []);
      const got = await results.act({ ...now, texts: { ...said, ...now.texts } });
      view.value = got;
      if (!got.report.done) return;
      shown.value = false;
      reset();
      await done(got.report.title, got.report.batch);
    });
  }

  return { shown, cases, act, choices, typed, texts, view, trying, wants, open, pick, press, back, leaveOut, go };
}

export type Many = ReturnType<typeof useMany>;
