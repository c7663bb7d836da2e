import { computed, onBeforeUnmount, onMounted, shallowRef, toRef, watch } from "vue";
import { onEvent } from "@/bridge/runtime";
import { useSession } from "@/bridge/session";
import { today } from "@/bridge/today";
import type { FoldKey, TodayInput, TodayRow } from "@/bridge/types";
import { drawn, useAct, useLoad } from "@/lib/load";
import { setNow, useNow } from "@/lib/now";
import { listPlace, usePlace } from "@/lib/list/place";
import { choices, firstInput, load, noFold } from "./ahead";
import { foldName, toGroup, withMore, type Opened } from "./rows";

/** A line that was opened: of which group, and how many pages of it were asked for. */
interface Line {
  key: FoldKey;
  group: string;
  pages: number;
}

const todayPlace = () =>
  usePlace("today", () => ({ party: "", cover: "", pages: new Map<string, number>(), unfolded: new Map<string, Line>(), place: listPlace() }));

/** Whose rows 今日 shows: mine, all, or the id of one who is away. */
export const shownScope = (): string => todayPlace().cover || choices().scope.value;

/** What 今日 shows, by whose rows, which party and which order; it reads anew each minute and after every change. */
export function useToday() {
  const session = useSession();
  const { scope: chosen, by } = choices();
  // Pages a person has asked for in each group, and lines that were opened, kept through every reading.
  const kept = todayPlace();
  const { pages, unfolded, place } = kept;
  const party = toRef(kept, "party");
  // One who is away may be looked at in his place; the window remembers none but one's own and all.
  const scope = computed({
    get: () => kept.cover || chosen.value,
    set: (code) => {
      kept.cover = code === "mine" || code === "all" ? "" : code;
      if (!kept.cover) chosen.value = code;
    },
  });
  const covers = useLoad(async () => {
    const { rows } = await today.covers();
    if (!rows.some((row) => row.id === kept.cover)) kept.cover = "";
    return rows;
  });

  const input = (group = "", cursor = "", fold: FoldKey = noFold): TodayInput => ({
    scope: scope.value,
    party: party.value,
    by: by.value,
    group,
    cursor,
    fold,
    first: false,
  });

  // Nobody has been here since the desk was opened: what fills the screen comes first.
  const fresh = () => view.value === undefined && place.focused === "" && party.value === "" && kept.cover === "";

  const opened = shallowRef<ReadonlyMap<string, Opened>>(new Map());

  async function readLine(name: string): Promise<Opened> {
    const line = unfolded.get(name)!;
    const got: Opened = { rows: [], next: "" };
    for (let i = 0; i < line.pages; i++) {
      const group = (await today.load(input(line.group, got.next, line.key))).groups[0];
      got.rows = [...got.rows, ...(group?.rows ?? [])];
      got.next = group?.next ?? "";
      if (!got.next) break;
    }
    return got;
  }

  const {
    data: view,
    error,
    busy,
    reload,
  } = useLoad(async () => {
    let got = await load(fresh() ? firstInput() : input());
    for (const [code, count] of pages) {
      for (let i = 0; i < count; i++) {
        const next = got.groups.find((group) => group.code === code)?.next;
        if (next) got = withMore(got, code, await today.load(input(code, next)));
      }
    }
    const lines = new Map<string, Opened>();
    for (const name of unfolded.keys()) lines.set(name, await readLine(name));
    opened.value = lines;
    setNow(got.now);
    session.badge = got.badge;
    return got;
  });

  const paging = useAct();
  /** Reads on in a group, or in a line that is open. */
  async function more(code: string): Promise<void> {
    const line = unfolded.get(code);
    if (line) {
      line.pages++;
      await paging.run(async () => (opened.value = new Map([...opened.value, [code, await readLine(code)]])));
      return;
    }
    const next = view.value?.groups.find((group) => group.code === code)?.next;
    if (!next) return;
    await paging.run(async () => {
      const page = await today.load(input(code, next));
      if (view.value) view.value = withMore(view.value, code, page);
      pages.set(code, (pages.get(code) ?? 0) + 1);
    });
  }

  /** Opens a line that stands for several rows, or closes it. */
  async function fold(name: string): Promise<void> {
    const lines = new Map(opened.value);
    if (unfolded.delete(name)) {
      lines.delete(name);
      opened.value = lines;
      return;
    }
    const group = view.value?.groups.find((one) => one.folded.some((line) => foldName(line.key) === name));
    const line = group?.folded.find((one) => foldName(one.key) === name);
    if (!group || !line) return;
    unfolded.set(name, { key: line.key, group: group.code, pages: 1 });
    await paging.run(async () => (opened.value = lines.set(name, await readLine(name))));
  }

  watch([scope, by, party], () => {
    pages.clear();
    unfolded.clear();
    opened.value = new Map();
    void reload();
  });
  watch(useNow(), () => document.visibilityState === "visible" && void reload());
  const off = onEvent("desk:changed", () => {
    void reload();
    void covers.reload();
  });
  let left = false;
  onMounted(async () => {
    const few = fresh();
    await reload();
    void covers.reload();
    if (!few || !view.value?.groups.some((group) => group.next)) return;
    await drawn();
    if (!left) await reload();
  });
  onBeforeUnmount(() => {
    left = true;
    off();
  });

  const showing = computed(() => ({ byParty: by.value === "party", everybody: scope.value === "all" }));
  const groups = computed(() => view.value?.groups.filter((g) => g.count > 0).map((g) => toGroup(g, showing.value, opened.value)) ?? []);
  // In the order in which they stand.
  const rows = computed(
    () => view.value?.groups.flatMap((group) => [...group.rows, ...group.folded.flatMap((line) => opened.value.get(foldName(line.key))?.rows ?? [])]) ?? [],
  );
  const row = (runId: string): TodayRow | undefined => rows.value.find((r) => r.runId === runId);

  return { input, view, error, busy, reload, more, fold, moreError: paging.error, scope, covers, by, party, groups, place, rows, row };
}
