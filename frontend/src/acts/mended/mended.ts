import { shallowRef } from "vue";
import type { Mended } from "@/bridge/types";
import { isDateKind } from "@/lib/days";
import type { FormValue } from "@/ui/form/form";

const lines = shallowRef<Mended[]>([]);

/** Takes it from the answer of a save. A day that was typed in words stands in its form, which is no news. */
function take(answer: unknown, values: FormValue[] = []): void {
  const dates = new Set(values.filter((v) => isDateKind(v.kind)).map((v) => `values.${v.key}`));
  const mended = typeof answer === "object" && answer !== null && "mended" in answer ? (answer.mended as Mended[]) : [];
  lines.value = mended.filter((m) => !dates.has(m.field));
}

function clear(): void {
  lines.value = [];
}

/**
 * What was changed in what was saved last, wherever that was. A field tells it once it is
 * left; who saves from within a field reads it on the page that follows.
 */
export const mended = { lines, take, clear };
