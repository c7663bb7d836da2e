import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from "vue";
import { holidays } from "@/bridge/holidays";
import type { ChangeView, ClosureInput, HolidaysView, RecountView } from "@/bridge/types";
import { AppError } from "@/lib/apperror";
import { useAct, useLoad } from "@/lib/load";

/** Holidays, closures, and counting the dates they touch again, a batch at a time. */
export function useHolidays() {
  const { data: view, error, busy, reload } = useLoad(holidays.get);
  const act = useAct();
  const counting = useAct();
  /** Where the counting stands; undefined before any. */
  const progress = shallowRef<RecountView>();
  const changes = shallowRef<ChangeView[]>([]);
  const stopped = ref(false);
  onMounted(reload);
  onBeforeUnmount(() => (stopped.value = true));

  const left = computed(() => progress.value ?? view.value?.left);

  /** Counts until nothing is left or somebody stops it. What is done stays done. */
  const count = () =>
    counting.run(async () => {
      stopped.value = false;
      do {
        const step = await holidays.step();
        progress.value = step;
        if (step.changes.length) changes.value = [...changes.value, ...step.changes];
      } while (progress.value.open && !stopped.value);
    });

  /** A file of which something is asked before it is taken. */
  const doubted = shallowRef<ArrayBuffer>();

  async function take(bytes: ArrayBuffer, agree = false): Promise<void> {
    const done = await keep(() => holidays.import(bytes, agree));
    if (done) doubted.value = view.value?.doubts.length ? bytes : undefined;
  }

  async function keep(work: () => Promise<HolidaysView>): Promise<boolean> {
    const done = await act.run(async () => {
      view.value = await work();
      progress.value = undefined;
      changes.value = [];
    });
    if (done && view.value?.left.open) await count();
    return done;
  }

  return {
    view,
    error,
    busy,
    reload,
    act,
    counting,
    progress,
    changes,
    left,
    count,
    stop: () => (stopped.value = true),
    doubted,
    take: (file: { bytes: ArrayBuffer }) => take(file.bytes),
    agree: () => doubted.value && take(doubted.value, true),
    failed: () => (act.error.value = new AppError("hostile", "文件读不出来，请检查后再选一次")),
    addClosure: (input: ClosureInput) => keep(() => holidays.addClosure(input)),
    removeClosure: (id: string) => keep(() => holidays.removeClosure(id)),
  };
}
