import { readonly, ref } from "vue";

// The window goes by Go's clock; only the steps between two answers are its own.
let ahead = 0;
const current = ref(Date.now());
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  clearTimeout(timer);
  current.value = Date.now() + ahead;
  // A breath after the full minute, so that the step is never missed by a rounding.
  timer = setTimeout(tick, 60_000 - (current.value % 60_000) + 20);
}

/** Sets the clock by Go's now, in RFC 3339. */
export function setNow(told: string): void {
  const at = Date.parse(told);
  if (Number.isNaN(at)) return;
  ahead = at - Date.now();
  tick();
}

/** Go's now in milliseconds, stepping once a minute. */
export function useNow() {
  if (timer === undefined) tick();
  return readonly(current);
}
