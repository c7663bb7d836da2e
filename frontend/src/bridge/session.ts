import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import type { AppError } from "@/lib/apperror";
import { toAppError } from "@/lib/apperror";
import { desk } from "./desk";
import type { DeskView } from "./types";

/** Where the desk stands: which folder, who sits at it, what the rail's badge says. */
export const useSession = defineStore("session", () => {
  const view = shallowRef<DeskView>();
  const error = shallowRef<AppError>();
  const badge = ref(0);
  /** Work on this page that is not saved yet; the window asks before it closes. */
  const dirty = ref(false);

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

  async function setDirty(now: boolean): Promise<void> {
    if (dirty.value === now) return;
    dirty.value = now;
    await desk.setDirty(now);
  }

  return { view, error, badge, dirty, open, load, lock, setDirty };
});
