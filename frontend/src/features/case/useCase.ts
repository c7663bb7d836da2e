import { onBeforeUnmount, onMounted, watch } from "vue";
import { cases } from "@/bridge/cases";
import { clients } from "@/bridge/clients";
import { onEvent } from "@/bridge/runtime";
import type { CaseView, MaterialsView } from "@/bridge/types";
import { useLoad } from "@/lib/load";
import { setNow, useNow } from "@/lib/now";

/** One case as it stands; read anew each minute, after every change, and when a command has written. */
export function useCase(id: string) {
  const {
    data: view,
    error,
    busy,
    reload,
  } = useLoad(async () => {
    const got = await cases.get(id);
    setNow(got.now);
    return got;
  });

  /** Takes the answer of a save, which is the whole page again. */
  function take(now: CaseView): void {
    setNow(now.now);
    view.value = now;
  }
  function takeMaterials(now: MaterialsView): void {
    if (view.value) view.value = { ...view.value, materials: now };
  }

  watch(useNow(), () => document.visibilityState === "visible" && void reload());
  const off = onEvent("desk:changed", () => void reload());
  onMounted(reload);
  onBeforeUnmount(off);

  /** One covered value in full; the look is logged in this case's timeline. */
  const reveal =
    (token: string, use: "show" | "copy" = "show") =>
    async () =>
      (await clients.reveal({ token, caseId: id, use })).value;

  return { id, view, error, busy, reload, take, takeMaterials, reveal };
}

export type CaseDesk = ReturnType<typeof useCase>;
