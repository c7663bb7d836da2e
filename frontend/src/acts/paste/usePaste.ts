import { computed, reactive, ref, shallowRef } from "vue";
import { cases } from "@/bridge/cases";
import type { PasteItem, PasteView } from "@/bridge/types";
import { useAct } from "@/lib/load";
import { takeHanded } from "./handed";

/** A line of what was read: a value, what stands in its place already, and whether it may be taken. */
export interface PasteRow {
  at: number;
  item: PasteItem;
  ours: string;
  /** Why it can't be taken; "" where it can. */
  barred: string;
}

/** A stretch of the text: plain, or a value that was read. */
export interface Piece {
  text: string;
  item?: PasteItem;
}

/** What stands in the place of a value, and whether it is taken unless staff say otherwise. */
export type Stand = (item: PasteItem) => { ours: string; take: boolean; barred?: string } | undefined;

/** Reads a pasted text. It is held until it is taken over or left, and by nobody else. `stand` tells of each value what is there already; undefined leaves it out. */
export function usePaste(caseId: string, stand: Stand) {
  const text = ref("");
  const view = shallowRef<PasteView>();
  const none = ref("");
  const ticks = reactive(new Set<number>());
  const reading = useAct();

  const rows = computed<PasteRow[]>(() =>
    (view.value?.found ?? []).flatMap((item, at) => {
      const now = item.field && stand(item);
      return now ? [{ at, item, ours: now.ours, barred: now.barred ?? "" }] : [];
    }),
  );
  /** What was read and no field takes, with why. */
  const aside = computed(() => (view.value?.found ?? []).filter((item) => !item.field));
  const picked = computed(() => rows.value.filter((row) => ticks.has(row.at)));

  /** The text in pieces. What lies inside another value is told in its row alone; covered values are shown covered. */
  const pieces = computed<Piece[]>(() => {
    const list: Piece[] = [];
    let at = 0;
    for (const item of view.value?.found ?? []) {
      if (item.guessed || item.start < at) continue;
      const written = text.value.slice(item.start, item.end);
      list.push({ text: text.value.slice(at, item.start) }, { text: item.shown === item.value ? written : item.shown, item });
      at = item.end;
    }
    list.push({ text: text.value.slice(at) });
    return list.filter((piece) => piece.text);
  });

  async function read(raw: string): Promise<void> {
    text.value = raw;
    view.value = undefined;
    none.value = raw.trim() ? "" : "剪贴板里没有文字。图片请在案件里粘贴，会归到材料";
    ticks.clear();
    if (none.value) return;
    await reading.run(async () => {
      const got = await cases.paste({ caseId, text: raw });
      if (text.value !== raw) return;
      view.value = got;
      for (const row of rows.value) if (stand(row.item)?.take && !row.item.doubt) ticks.add(row.at);
      if (rows.value.length === 0) none.value = aside.value.length ? "没有可以填的" : "没有认出资料。请看看是不是复制全了";
    });
  }
  /** Takes a text that Ctrl+Shift+V has handed over. */
  function takeOver(): boolean {
    const raw = takeHanded();
    if (raw === undefined) return false;
    void read(raw);
    return true;
  }

  /** Of several values for one field one alone is taken. */
  function tick(row: PasteRow, on: boolean): void {
    if (on) for (const other of rows.value) if (other.item.field === row.item.field) ticks.delete(other.at);
    if (on) ticks.add(row.at);
    else ticks.delete(row.at);
  }

  function drop(): void {
    text.value = "";
    view.value = undefined;
    none.value = "";
    ticks.clear();
    reading.error.value = undefined;
  }

  return { text, view, none, rows, aside, picked, ticks, pieces, reading, read, takeOver, tick, drop };
}

export type Paste = ReturnType<typeof usePaste>;
