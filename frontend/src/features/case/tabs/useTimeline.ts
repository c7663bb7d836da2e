import { computed, shallowRef, watch, type Ref } from "vue";
import { cases } from "@/bridge/cases";
import type { CaseView, TimelineItem, TimelineView } from "@/bridge/types";
import { useAct } from "@/lib/load";

/**
 * The timeline of a case, further back than the page's own lines when asked. What was read
 * stays through the page's readings by the minute and goes once the timeline has changed: a
 * new line may be a correction that gives an older one another moment.
 */
export function useTimeline(id: string, view: Readonly<Ref<CaseView | undefined>>) {
  const older = shallowRef<TimelineView>();
  const reading = useAct();
  const newest = computed(() => view.value?.timeline[0]?.seq);
  watch(
    newest,
    () => {
      older.value = undefined;
      reading.error.value = undefined;
    },
    { flush: "sync" },
  );

  const items = computed<TimelineItem[]>(() => [...(view.value?.timeline ?? []), ...(older.value?.items ?? [])]);
  const more = computed(() => older.value?.more ?? view.value?.timelineMore ?? 0);

  /** Reads the page before the last line; anew when the timeline has changed meanwhile. */
  const read = () =>
    reading.run(async () => {
      while (more.value > 0) {
        const of = newest.value;
        const got = await cases.timeline({ caseId: id, before: more.value });
        if (of !== newest.value) continue;
        older.value = { items: [...(older.value?.items ?? []), ...got.items], more: got.more };
        return;
      }
    });

  return { items, more, reading, read };
}
