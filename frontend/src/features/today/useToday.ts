import { computed, onBeforeUnmount, onMounted, toRef, watch } from "vue";
import { onEvent } from "@/bridge/runtime";
import { useSession } from "@/bridge/session";
import { today } from "@/bridge/today";
import type { TodayInput, TodayRow } from "@/bridge/types";
import { useAct, useLoad } from "@/lib/load";
import { setNow, useNow } from "@/lib/now";
import { listPlace, usePlace } from "@/lib/list/place";
import { remember } from "@/lib/remember";
import { toGroup, withMore } from "./rows";

/** What 今日 shows, by whose rows, which party and which order; it reads anew each minute and after every change. */
export function useToday() {
  const session = useSession();
  const scope = remember<string>("today.scope", "mine");
  const by = remember<string>("today.by", "time");
  // Pages a person has asked for in each group, kept through every reading.
  const kept = usePlace("today", () => ({ party: "", pages: new Map<string, number>(), place: listPlace() }));
  const { pages, place } = kept;
  const party = toRef(kept, "party");

  const input = (group = "", cursor = ""): TodayInput => ({ scope: scope.value, party: party.value, by: by.value, group, cursor });

  const {
    data: view,
    error,
    busy,
    reload,
  } = useLoad(async () => {
    let got = await today.load(input());
    for (const [code, count] of pages) {
      for (let i = 0; i < count; i++) {
        const next = got.groups.find((group) => group.code === code)?.next;
        if (next) got = withMore(got, code, await today.load(input(code, next)));
      }
    }
    setNow(got.now);
    session.badge = got.badge;
    return got;
  });

  const paging = useAct();
  async function more(code: string): Promise<void> {
    const next = view.value?.groups.find((group) => group.code === code)?.next;
    if (!next) return;
    await paging.run(async () => {
      const page = await today.load(input(code, next));
      if (view.value) view.value = withMore(view.value, code, page);
      pages.set(code, (pages.get(code) ?? 0) + 1);
    });
  }

  watch([scope, by, party], () => {
    pages.clear();
    void reload();
  });
  watch(useNow(), () => document.visibilityState === "visible" && void reload());
  const off = onEvent("desk:changed", () => void reload());
  onMounted(reload);
  onBeforeUnmount(off);

  const groups = computed(() => view.value?.groups.filter((g) => g.count > 0).map((g) => toGroup(g, by.value === "party")) ?? []);
  const rows = computed(() => view.value?.groups.flatMap((group) => group.rows) ?? []);
  const row = (runId: string): TodayRow | undefined => rows.value.find((r) => r.runId === runId);

  return { view, error, busy, reload, more, moreError: paging.error, scope, by, party, groups, place, rows, row };
}
