import { defineStore } from "pinia";
import { computed, ref, shallowRef, watch } from "vue";
import type { AppError } from "@/lib/apperror";
import { toAppError } from "@/lib/apperror";
import { drafts, firstRunDraft } from "@/lib/drafts";
import { setNow } from "@/lib/now";
import { desk } from "./desk";
import { draftStore } from "./drafts";
import type { DeskView } from "./types";

/** Where the desk stands: which folder, who sits at it, what the rail's badge says. */
export const useSession = defineStore("session", () => {
  const view = shallowRef<DeskView>();
  const error = shallowRef<AppError>();
  const badge = ref(0);
  /** Where something typed is not saved yet; while there is any, the window asks before it closes. */
  const unsaved = ref(new Set<string>());
  const dirty = computed(() => unsaved.value.size > 0);
  /** Whether going on to another page would lose something: a draft waits only for its turn to be stored. */
  const losing = computed(() => [...unsaved.value].some((holder) => holder !== "drafts"));

  watch(view, (now) => now?.now && setNow(now.now), { flush: "sync" });
  /** Where a click on a notice leads once the page is there; told once, whatever the desk says next. */
  const go = ref("");
  watch(view, (now) => now?.go && (go.value = now.go), { flush: "sync" });

  const open = computed(() => view.value?.state === "open");
  /** The desk was made just now: letterhead and price are asked for before anything else. Outlives the window as a draft. */
  const starting = ref(false);

  /** Whether the drafts are here: no form may be filled in before. */
  const ready = ref(false);
  // The drafts are of who sits at the desk, and only while it is open.
  watch(
    () => (open.value ? `${view.value?.folder} ${view.value?.staffId}` : ""),
    async (now) => {
      drafts.close();
      ready.value = false;
      if (!now) return void (starting.value = false);
      try {
        const got = await draftStore.all();
        drafts.open({ keep: (key, body) => draftStore.keep({ key, body }), drop: draftStore.drop }, got.drafts);
        if (starting.value) drafts.put(firstRunDraft, "{}");
        else starting.value = drafts.get(firstRunDraft) !== undefined;
      } catch (thrown) {
        error.value = toAppError(thrown);
      }
      ready.value = true;
    },
    { immediate: true, flush: "sync" },
  );
  /** It locks: a backup on a slow share may hold it for seconds, and nothing is to be seen meanwhile. */
  const locking = ref(false);
  /** Somebody locks, and something typed can't be stored. */
  const asking = ref(false);
  watch(open, () => (asking.value = false));
  watch(drafts.unstored, (now) => void setDirty("drafts", now));

  async function load(): Promise<void> {
    try {
      view.value = await desk.state();
      error.value = undefined;
      if (!open.value) badge.value = 0;
    } catch (thrown) {
      error.value = toAppError(thrown);
    }
  }

  /** Goes on to letterhead and price of a desk that was made just now. */
  function begin(made: DeskView): void {
    starting.value = true;
    view.value = made;
  }
  /** They are saved, or put off. */
  function started(): void {
    drafts.drop(firstRunDraft);
    starting.value = false;
  }

  async function lock(sure = false): Promise<void> {
    // The menu and the page both answer Ctrl L.
    if (!open.value) return;
    try {
      await drafts.flush();
      if (drafts.unstored.value && !sure) return void (asking.value = true);
      locking.value = true;
      view.value = await desk.lock();
      error.value = undefined;
      badge.value = 0;
    } catch (thrown) {
      error.value = toAppError(thrown);
    } finally {
      locking.value = false;
    }
  }

  let telling: Promise<unknown> = Promise.resolve();
  /** Says of one place whether it holds something unsaved; what other places hold stays. */
  async function setDirty(holder: string, now: boolean): Promise<void> {
    const before = dirty.value;
    const next = new Set(unsaved.value);
    if (now) next.add(holder);
    else next.delete(holder);
    unsaved.value = next;
    // One after the other, each with what holds by then: answers may overtake each other.
    if (dirty.value !== before) await (telling = telling.catch(() => {}).then(() => desk.setDirty(dirty.value)));
  }

  return { view, error, badge, go, unsaved, dirty, losing, open, ready, starting, locking, asking, load, begin, started, lock, setDirty };
});
