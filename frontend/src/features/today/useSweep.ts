import { computed, onMounted, reactive, ref, shallowRef, watch } from "vue";
import { outcomeForm } from "@/acts/record/form";
import { useOutcomes } from "@/acts/step/useOutcomes";
import { results } from "@/bridge/cases";
import { today } from "@/bridge/today";
import { AppError } from "@/lib/apperror";
import type { NoticeView, SweepItem, SweepPlace } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";
import { useRowActs } from "./useRowActs";
import { shownScope } from "./useToday";

/** One thing to look up: a step at a place, or a place's messages as a whole. */
export interface Entry {
  key: string;
  place: Pick<SweepPlace, "code" | "label" | "url" | "more">;
  item?: SweepItem;
  notice?: NoticeView;
}

/** What became of an entry: 已登, 还在审, 看过, 跳过. */
export interface Mark {
  kind: "done" | "pending" | "skipped";
  words: string;
}

/** Entries in the order in which they are looked up. */
export function entriesOf(places: SweepPlace[], notices: NoticeView[]): Entry[] {
  return [
    ...places.flatMap((place) => place.items.map((item) => ({ key: item.runId, place, item }))),
    ...notices
      .filter((one) => !one.seen)
      .map((notice) => ({ key: `notice-${notice.code}`, place: { code: "notices", label: "系统消息", url: notice.url, more: false }, notice })),
  ];
}

/** The entry to go on with after a place: the next without a mark, else the first such; -1 when all have one. */
export function nextOf(entries: Entry[], marks: ReadonlyMap<string, Mark>, at: number): number {
  const open = (entry: Entry) => !marks.has(entry.key);
  const after = entries.findIndex((entry, i) => i > at && open(entry));
  return after >= 0 ? after : entries.findIndex(open);
}

/** Today as a queue: one thing to look up after the other, with its outcomes at hand. */
export function useSweep() {
  const scope = shownScope();
  const marks = reactive(new Map<string, Mark>());
  const at = ref(-1);
  const acts = useRowActs(async () => {});
  const doing = useAct();

  const loaded = useLoad(() => today.sweep(scope));
  const entries = shallowRef<Entry[]>([]);
  const current = computed(() => entries.value[at.value]);
  /** What was looked up before without a result, and rests until the next working day. */
  const resting = computed(() => (loaded.data.value?.places ?? []).reduce((n, place) => n + place.rests, 0));
  const over = computed(() => entries.value.length > 0 && at.value < 0);

  const outcomes = useOutcomes(acts.read, {
    record: (standing, action, settled, text) => acts.record.act(standing.file, action, outcomeForm(action, settled), { settled, text: text + action.hint }),
    note: () => void pending(),
  });

  /** Nothing has come of it yet: a note says that somebody has looked. */
  async function pending(): Promise<void> {
    const entry = current.value;
    const words = outcomes.at.value?.next.pending ?? "";
    if (!entry?.item) return;
    const { caseId, runId, client } = entry.item;
    await doing.run(async () => {
      const got = await results.record({
        cases: [{ caseId, runId, version: 0 }],
        action: "",
        at: "",
        reason: "",
        values: {},
        column: "",
        agree: false,
        dry: false,
      });
      // What has ended meanwhile is told in its row, not as an error.
      if (!got.done) throw new AppError("blocked", got.rows[0]?.problem || got.rows[0]?.asks || "这一笔没有记上，请重新打开今日再看");
      mark(entry, { kind: "pending", words });
      acts.done.say(`已记一笔：${words}`, client);
    });
  }

  function mark(entry: Entry, as: Mark): void {
    marks.set(entry.key, as);
    if (entry === current.value) go(nextOf(entries.value, marks, at.value));
  }
  function skip(): void {
    if (current.value && !marks.has(current.value.key)) mark(current.value, { kind: "skipped", words: "跳过" });
    else step(1);
  }
  function seen(): void {
    const entry = current.value;
    if (!entry?.notice) return;
    const { code } = entry.notice;
    void doing.run(async () => {
      await today.seen({ code, seen: true });
      mark(entry, { kind: "done", words: "看过了" });
    });
  }

  function open(): void {
    const item = current.value?.item;
    if (item) void outcomes.open(item, item.todo);
  }
  function go(to: number): void {
    at.value = to;
    doing.error.value = undefined;
    open();
  }
  function step(by: number): void {
    if (entries.value.length > 0) go(Math.min(entries.value.length - 1, Math.max(0, at.value < 0 ? (by > 0 ? 0 : entries.value.length - 1) : at.value + by)));
  }

  // What was recorded leads on to the next; what was taken back is to be looked up again.
  let recorded: Entry | undefined;
  watch(acts.done.line, (line) => {
    const entry = current.value;
    if (line?.undo && entry?.item?.caseId === line.undo.file.caseId) {
      recorded = entry;
      mark(entry, { kind: "done", words: line.undo.name.replace(/（[^（]*）$/, "") });
    } else if (line?.words.startsWith("已撤销") && recorded) {
      marks.delete(recorded.key);
      go(entries.value.indexOf(recorded));
      recorded = undefined;
    }
  });
  // A form that was closed leaves the outcomes to pick from anew.
  watch(acts.asking.shown, (shown) => {
    if (!shown && current.value && !marks.has(current.value.key)) open();
  });

  onMounted(async () => {
    await loaded.reload();
    const got = loaded.data.value;
    if (!got) return;
    entries.value = entriesOf(got.places, got.notices);
    go(nextOf(entries.value, marks, -1));
  });

  const tally = computed(() => {
    const count = (kind: Mark["kind"]) => [...marks.values()].filter((one) => one.kind === kind).length;
    return { all: entries.value.length, looked: marks.size, done: count("done"), pending: count("pending"), skipped: count("skipped") };
  });

  return { loaded, entries, resting, marks, at, current, over, tally, outcomes, acts, doing, go, step, skip, seen };
}

export type Sweep = ReturnType<typeof useSweep>;
