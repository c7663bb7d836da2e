import { ref } from "vue";

/** What was opened in this window, the last first: identifiers of cases, clients and bills, gone once it is locked. */
export const recent = ref<string[]>([]);

/** How many are remembered. */
const most = 8;

/** Something is opened. */
export function opened(id: string): void {
  recent.value = [id, ...recent.value.filter((other) => other !== id)].slice(0, most);
}
