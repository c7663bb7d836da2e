import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from "vue";
import { ownFilter } from "@/acts/own/useOwnColumns";
import { cases } from "@/bridge/cases";
import { onEvent } from "@/bridge/runtime";
import type { CaseRow, CasesInput, CasesView } from "@/bridge/types";
import { usePages } from "@/lib/list/pages";
import { listPlace, usePlace } from "@/lib/list/place";
import { usePause } from "@/lib/delayed";
import { remember } from "@/lib/remember";
import { forms, noFilter, type Look } from "./look";

const pageSize = 100;
const keysOf = (words: string) => words.split(" ").filter(Boolean);

/** The list of cases: which view, which filters, in which order and form. `begin` goes before its first reading. */
export function useCases(begin: () => Promise<unknown> = async () => {}) {
  const base = remember<string>("cases.view", "open");
  const form = remember<string>("cases.form", "table");
  const hidden = remember<string>("cases.hidden", "");
  const columnOrder = remember<string>("cases.order", "");
  const { filter, order, place, cards, month, made } = usePlace("cases", () => ({
    filter: noFilter(),
    order: { sort: "due", desc: base.value === "closed" },
    place: listPlace(),
    /** Where one is on the board or in the calendar, and the day by which its month is asked for. */
    cards: listPlace(),
    month: { day: "" },
    /** The view that is open, and its columns; without one they are remembered. */
    made: { begun: false, name: "", hidden: "", order: "" },
  }));

  // Of open cases what is due first matters most, of closed ones what has just ended.
  const view = computed({
    get: () => base.value,
    set: (code: string) => {
      if (order.sort === "due" && code !== base.value) order.desc = code === "closed";
      base.value = code;
    },
  });
  const columns = computed({
    get: () => (made.name ? { hidden: keysOf(made.hidden), order: keysOf(made.order) } : { hidden: keysOf(hidden.value), order: keysOf(columnOrder.value) }),
    set: (now: { hidden: string[]; order: string[] }) => {
      if (made.name) Object.assign(made, { hidden: now.hidden.join(" "), order: now.order.join(" ") });
      else {
        hidden.value = now.hidden.join(" ");
        columnOrder.value = now.order.join(" ");
      }
    },
  });

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
  /** The figures of what is filtered, whichever form has read them last. */
  const head = shallowRef<CasesView>();
  watch(pages.head, (now) => (head.value = now));

  const filtered = computed(() => filter.text.trim() !== "" || Object.values(filter).some((v) => Array.isArray(v) && v.length > 0));
  function clear(): void {
    Object.assign(filter, noFilter());
  }
  function sortBy(key: string): void {
    order.desc = order.sort === key ? !order.desc : false;
    order.sort = key;
  }
  /** The next form, as a key goes through them. */
  function nextForm(): void {
    form.value = forms[(forms.findIndex((one) => one.code === form.value) + 1) % forms.length]!.code;
  }
  /** The table of what is due on a day. */
  function toDay(day: string): void {
    filter.due = [day];
    form.value = "table";
  }

  const look = (): Look => ({ form: form.value, view: view.value, filter, ...order, ...columns.value });
  /** Shows a look, which is that of a view of this name; without one the columns stay those remembered. */
  function show(now: Look, name: string): void {
    Object.assign(filter, now.filter);
    view.value = now.view;
    Object.assign(order, { sort: now.sort, desc: now.desc });
    form.value = now.form;
    made.name = name;
    if (name) columns.value = now;
  }

  /** What the other forms are asked by, once typing has paused. */
  const asked = shallowRef(input(""));
  const table = () => form.value === "table";
  let stale = false;
  /** Says whether other cases are asked for than before. */
  function other(): boolean {
    const now = input("");
    if (JSON.stringify(now) === JSON.stringify(asked.value)) return false;
    asked.value = now;
    return true;
  }
  function ask(): void {
    if (!other()) return;
    stale = !table();
    if (table()) void pages.restart();
  }
  // Typing waits for a pause, choices do not.
  const typing = usePause();
  watch(
    () => filter.text,
    () => typing.after(ask),
  );
  watch(() => JSON.stringify([view.value, order, { ...filter, text: "" }]), ask);
  watch(form, () => {
    if (begun.value && table() && (stale || !pages.head.value)) void pages.restart();
  });
  const reload = async () => {
    if (table()) await pages.reload();
  };
  /** What comes before the first reading is over. */
  const begun = ref(false);
  onMounted(async () => {
    await begin();
    other();
    begun.value = true;
    await reload();
  });
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));

  return {
    ...{
      ...pages,
      read: pages.head,
      head,
      begun,
      reload,
      asked,
      input: () => input(""),
      place,
      cards,
      month,
      made,
      view,
      form,
      columns,
      filter,
      order,
      filtered,
    },
    ...{ clear, sortBy, nextForm, toDay, look, show },
  };
}

export type Cases = ReturnType<typeof useCases>;
