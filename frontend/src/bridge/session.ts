import { defineStore } from "pinia";
import { computed, ref, shallowRef, watch } from "vue";
import type { AppError } from "@/lib/apperror";
import { toAppError } from "@/lib/apperror";
import { setNow } from "@/lib/now";
import { desk } from "./desk";
import type { DeskView } from "./types";

/** Where the desk stands: which folder, who sits at it, what the rail's badge says. */
export const useSession = defineStore("session", () => {
  const view = shallowRef<DeskView>();
  const error = shallowRef<AppError>();
  const badge = ref(0);
  /** Where something typed is not saved yet; while there is any, the window asks before it closes. */
  const unsaved = ref(new Set<string>());
  const dirty = computed(() => unsaved.value.size > 0);

  watch(view, (now) => now?.now && setNow(now.now), { flush: "sync" });

  const open = computed(() => view.value?.state === "open");

  async function load(): Promise<void> {
    try {
      view.value = await desk.state();
      error.value = undefined;
    } catch (thrown) {
      error.value = toAppError(thrown);
    }
  }

  async function lock(): Promise<void> {
    // The menu and the page both answer Ctrl L.
    if (!open.value) return;
    try {
      view.value = await desk.lock();
      error.value = undefined;
      badge.value = 0;
    } catch (thrown) {
      error.value = toAppError(thrown);
    }
  }

  /** Says of one place whether it holds something unsaved; what other places hold stays. */
  async function setDirty(holder: string, now: boolean): Promise<void> {
    const before = dirty.value;
    const next = new Set(unsaved.value);
    if (now) next.add(holder);
    else next.delete(holder);
    unsaved.value = next;
    if (dirty.value !== before) await desk.setDirty(dirty.value);
  }

  return { view, error, badge, dirty, open, load, lock, setDirty };
});
