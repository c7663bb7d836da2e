import { onBeforeUnmount, onMounted, watch } from "vue";
import { onEvent } from "@/bridge/runtime";
import type { CasesInput, CasesView } from "@/bridge/types";
import { useLoad } from "@/lib/load";
import type { Cases } from "../useCases";

/** Reads another form of the list, anew whenever other cases are asked for, and hands on its figures. */
export function useLaid<T extends { head: CasesView }>(list: Cases, read: (asked: CasesInput) => Promise<T>) {
  const laid = useLoad(() => read(list.asked.value));
  watch(list.asked, laid.reload);
  watch(laid.data, (now) => {
    if (now) list.head.value = now.head;
  });
  onMounted(laid.reload);
  onBeforeUnmount(onEvent("desk:changed", () => void laid.reload()));
  return laid;
}
