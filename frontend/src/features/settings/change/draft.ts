import { computed, reactive, ref, watch } from "vue";
import type { AppError } from "@/lib/apperror";

/**
 * What is typed into one dialog: begins anew whenever it opens, stays through every
 * refusal, and knows whether anything of it is not saved.
 */
export function useDraft(
  shown: () => boolean,
  first: () => Record<string, string>,
  faultsOf: (typed: Record<string, string>) => Record<string, string>,
  error: () => AppError | undefined,
) {
  const typed = reactive<Record<string, string>>({});
  const before = ref<Record<string, string>>({});
  const left = reactive<Record<string, boolean>>({});

  watch(
    shown,
    (now) => {
      if (!now) return; // what was typed stays in sight while the dialog leaves
      for (const key of Object.keys(left)) delete left[key];
      for (const key of Object.keys(typed)) delete typed[key];
      before.value = first();
      Object.assign(typed, before.value);
    },
    { immediate: true },
  );

  const faults = computed(() => faultsOf(typed));
  return {
    typed,
    left,
    dirty: computed(() => Object.keys(typed).some((key) => typed[key] !== (before.value[key] ?? ""))),
    /** What is wrong with a field: Go's word first, its own shape once it was left. */
    told: (key: string): string => (error()?.field === key ? error()!.message : left[key] ? (faults.value[key] ?? "") : ""),
    /** Whether it was typed over since the dialog opened. */
    touched: (key: string): boolean => typed[key] !== (before.value[key] ?? ""),
    /** Fills a field from elsewhere without calling it typed. */
    put(key: string, text: string): void {
      typed[key] = text;
      before.value = { ...before.value, [key]: text };
    },
    /** The first wrong field in this order, "" when all are right; from now on each says so. */
    wrong(order: string[]): string {
      for (const key of order) left[key] = true;
      return order.find((key) => faults.value[key]) ?? "";
    },
  };
}

export type Draft = ReturnType<typeof useDraft>;
