import { computed, onBeforeUnmount, onMounted, watch } from "vue";
import { ownFilter } from "@/acts/own/useOwnColumns";
import { cases } from "@/bridge/cases";
import { onEvent } from "@/bridge/runtime";
import type { CaseRow, CasesInput, CasesView } from "@/bridge/types";
import { usePages } from "@/lib/list/pages";
import { listPlace, usePlace } from "@/lib/list/place";
import { usePause } from "@/lib/delayed";
import { remember } from "@/lib/remember";

const pageSize = 100;

/** The cases table: which view, which filters, in which order. */
export function useCases() {
  const view = remember<string>("cases.view", "open");
  const { filter, order, place } = usePlace("cases", () => ({
    filter: {
      provs: [] as string[],
      stages: [] as string[],
      parties: [] as string[],
      owners: [] as string[],
      due: [] as string[],
      unpaid: [] as string[],
      tags: [] as string[],
      own: [] as string[],
      text: "",
    },
    order: { sort: "due", desc: view.value === "closed" },
    place: listPlace(),
  }));

  const input = (cursor: string): CasesInput => ({
    view: view.value,
    provs: filter.provs,
    stages: filter.stages,
    parties: filter.parties,
    owners: filter.owners,
    due: filter.due[0] ?? "",
    unpaid: filter.unpaid.length > 0,
    tags: filter.tags,
    own: ownFilter(filter.own),
    text: filter.text.trim(),
    sort: order.sort,
    desc: order.desc,
    cursor,
    pageSize,
  });
  const pages = usePages<CaseRow, CasesView>((cursor) => cases.list(input(cursor)), place);

  const filtered = computed(() => filter.text.trim() !== "" || Object.values(filter).some((v) => Array.isArray(v) && v.length > 0));
  function clear(): void {
    Object.assign(filter, { provs: [], stages: [], parties: [], owners: [], due: [], unpaid: [], tags: [], own: [], text: "" });
  }
  function sortBy(key: string): void {
    order.desc = order.sort === key ? !order.desc : false;
    order.sort = key;
  }

  // Of open cases what is due first matters most, of closed ones what has just ended.
  watch(view, (now) => {
    if (order.sort === "due") order.desc = now === "closed";
  });

  // Typing waits for a pause, choices do not.
  const typing = usePause();
  watch(
    () => filter.text,
    () => typing.after(pages.restart),
  );
  watch(
    () => JSON.stringify([view.value, order, { ...filter, text: "" }]),
    () => void pages.restart(),
  );
  onMounted(pages.reload);
  onBeforeUnmount(onEvent("desk:changed", () => void pages.reload()));

  return { ...pages, asked: () => input(""), place, view, filter, order, filtered, clear, sortBy };
}
