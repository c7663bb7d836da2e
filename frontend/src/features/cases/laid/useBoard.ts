import { computed, nextTick, shallowRef, watch } from "vue";
import { cases, views } from "@/bridge/cases";
import type { CaseRow } from "@/bridge/types";
import { useAct } from "@/lib/load";
import type { Cases } from "../useCases";
import { useLaid } from "./useLaid";

const laneMore = 50;

/** The board: seven lanes, each read on by itself. */
export function useBoard(list: Cases) {
  const laid = useLaid(list, views.board);
  /** What was read on in a lane, and where it goes on. */
  const further = shallowRef<Record<string, { rows: CaseRow[]; next: string }>>({});
  watch(laid.data, () => (further.value = {}));
  const lanes = computed(() =>
    (laid.data.value?.lanes ?? []).map((lane) => {
      const on = further.value[lane.code];
      return { ...lane, rows: on ? [...lane.rows, ...on.rows] : lane.rows, next: on ? on.next : lane.next };
    }),
  );
  const reading = useAct();
  const more = (code: string) =>
    reading.run(async () => {
      const lane = lanes.value.find((one) => one.code === code);
      if (!lane?.next) return;
      const asked = list.asked.value;
      const stages = asked.stages.length ? lane.stages.filter((stage) => asked.stages.includes(stage)) : lane.stages;
      const of = laid.data.value;
      const got = await cases.list({ ...asked, stages, sort: "due", desc: false, cursor: lane.next, pageSize: laneMore });
      if (of !== laid.data.value) return;
      const had = further.value[code]?.rows ?? [];
      further.value = { ...further.value, [code]: { rows: [...had, ...got.rows], next: got.next } };
    });

  /** Where the focus is: its lane and its place there. */
  const at = computed(() => {
    for (const [lane, { rows }] of lanes.value.entries()) {
      const row = rows.findIndex((one) => one.id === list.cards.focused);
      if (row >= 0) return { lane, row };
    }
    return undefined;
  });
  const focus = (row?: CaseRow) => {
    if (row) list.cards.focused = row.id;
  };
  watch(lanes, (now) => {
    if (!at.value) focus(now.find((lane) => lane.rows.length)?.rows[0]);
  });

  async function step(by: number): Promise<void> {
    const from = at.value;
    const lane = from && lanes.value[from.lane];
    if (!lane) return;
    if (from.row + by >= lane.rows.length && lane.next) {
      await more(lane.code);
      await nextTick();
    }
    const rows = lanes.value[from.lane]?.rows ?? [];
    focus(rows[Math.min(rows.length - 1, Math.max(0, from.row + by))]);
  }
  /** The nearest lane on a side that has a card. */
  function aside(by: number): void {
    const from = at.value;
    if (!from) return;
    for (let i = from.lane + by; i >= 0 && i < lanes.value.length; i += by) {
      const { rows } = lanes.value[i]!;
      if (rows.length) return focus(rows[Math.min(from.row, rows.length - 1)]);
    }
  }
  return { ...laid, lanes, at, more, reading, step, aside };
}
