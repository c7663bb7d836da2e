import { computed, reactive, watch } from "vue";
import type { AppError } from "@/lib/apperror";
import { useKept } from "@/ui/form/kept";
import { basisDays } from "./basis";

/**
 * What is typed into one dialog: begins anew whenever it opens, stays through every
 * refusal, and outlives Esc, a lock and a restart under the key `keep` until it is saved or
 * given up.
 */
export function useDraft(
  shown: () => boolean,
  keep: () => string,
  first: () => Record<string, string>,
  faultsOf: (typed: Record<string, string>) => Record<string, string>,
  error: () => AppError | undefined,
) {
  const typed = reactive<Record<string, string>>({});
  const left = reactive<Record<string, boolean>>({});
  const fields = () => Object.entries(first()).map(([key, value]) => ({ key, kind: basisDays.includes(key) ? "day" : "text", default: value }));
  const kept = useKept(keep, fields, typed);
  let sent = false;

  watch(
    shown,
    (now) => {
      if (now) {
        for (const key of Object.keys(left)) delete left[key];
        kept.begin();
      } else kept.end(sent); // what was typed stays in sight while the dialog leaves
      sent = false;
    },
    { immediate: true },
  );
  watch(error, (now) => now && (sent = false));

  const faults = computed(() => faultsOf(typed));
  return {
    typed,
    left,
    /** When what was put back had been typed; "" when nothing was. */
    back: kept.back,
    /** What is wrong with a field: Go's word first, its own shape once it was left. */
    told: (key: string): string => (error()?.field === key ? error()!.message : left[key] ? (faults.value[key] ?? "") : ""),
    /** Whether it was typed over since the dialog opened. */
    touched: kept.touched,
    put: kept.put,
    /** The first wrong field in this order, each of which says so from now on; "" when all are right, and what closes the dialog then has saved it. */
    send(order: string[]): string {
      for (const key of order) left[key] = true;
      const wrong = order.find((key) => faults.value[key]) ?? "";
      sent = wrong === "";
      return wrong;
    },
    /** Forgets what was put back, and begins with what stands. */
    discard: kept.discard,
    /** Forgets all that was typed: the dialog is given up. */
    giveUp: () => kept.end(true),
  };
}

export type Draft = ReturnType<typeof useDraft>;
