import { computed, ref, watch, type Ref } from "vue";
import type { RouteLocationRaw } from "vue-router";
import { cases } from "@/bridge/cases";
import type { FoundItem } from "@/bridge/types";
import { recent } from "@/lib/list/recent";
import { useLoad } from "@/lib/load";

/** How long typing rests before it is looked for, in ms. */
const rest = 60;

/** Where something that was found is looked at; nothing for an action of the window. */
export function wayTo(of: FoundItem, next = false): RouteLocationRaw | undefined {
  if (of.kind === "bill") return { name: "billing", query: { id: of.id } };
  if (of.caseId) return { name: "case", params: { id: of.caseId }, query: next && of.act ? { act: "next" } : {} };
  if (of.clientId) return { name: "client", params: { id: of.clientId } };
  const [page, part] = of.id.split("/");
  if (part) return { name: page!, query: { part } };
  if (of.id === "new") return { name: "newcase" };
  if (of.id === "daily") return { name: "today", query: { print: "daily" } };
  return of.id === "lock" || of.id === "keys" ? undefined : { name: of.id };
}

/** What a few words find, and which line of it the keys are on. The words live as long as the dialog is shown. */
export function useFind(shown: Ref<boolean>) {
  const text = ref("");
  const at = ref(0);
  /** What the lines in sight were found by. */
  let answered = "";
  const {
    data: view,
    error,
    busy,
    reload,
  } = useLoad(async () => {
    const asked = text.value;
    const got = await cases.find({ text: asked, recent: recent.value });
    answered = asked;
    return got;
  });
  const items = computed(() => view.value?.groups.flatMap((group) => group.items) ?? []);
  const active = computed(() => items.value[at.value]);

  let timer = 0;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void reload(), ms);
  };
  watch(text, () => shown.value && later(rest));
  watch(view, () => (at.value = 0), { flush: "sync" });
  watch(
    shown,
    (now) => {
      clearTimeout(timer);
      text.value = "";
      view.value = undefined;
      if (now) void reload();
    },
    { immediate: true },
  );

  /** Goes so many lines on, around the ends. */
  function step(by: number): void {
    const n = items.value.length;
    if (n > 0) at.value = (at.value + by + n) % n;
  }

  /** The line that the keys are on, of what was typed last: who types and presses Enter means that. */
  async function chosen(): Promise<FoundItem | undefined> {
    if (!view.value || answered !== text.value) {
      clearTimeout(timer);
      await reload();
    }
    return answered === text.value ? active.value : undefined;
  }

  return { text, at, view, error, busy, items, chosen, reload, step };
}
