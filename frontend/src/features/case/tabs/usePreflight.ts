import { computed, ref, watch, type ShallowRef } from "vue";
import { cases } from "@/bridge/cases";
import type { CaseView, PreflightRow } from "@/bridge/types";
import { useLoad } from "@/lib/load";

/** How many passes stand there before the rest folds up. */
const shownPasses = 5;

/** What the rules say before the next submission; judged anew whenever the case was read anew. */
export function usePreflight(id: string, view: ShallowRef<CaseView | undefined>) {
  const { data: report, error, busy, reload } = useLoad(() => cases.preflight({ caseId: id, stage: "" }));
  watch(view, (now) => now && void reload(), { immediate: true });

  const unfolded = ref(false);
  const rows = computed<PreflightRow[]>(() => {
    const all = report.value?.rows ?? [];
    if (unfolded.value) return all;
    const passes = all.filter((r) => r.result === "pass").slice(0, shownPasses);
    return [...all.filter((r) => r.result !== "pass"), ...passes];
  });
  const folded = computed(() => (report.value?.rows.length ?? 0) - rows.value.length);

  return { report, error, busy, reload, rows, folded, unfolded };
}

export type Preflight = ReturnType<typeof usePreflight>;
