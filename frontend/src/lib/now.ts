import { readonly, ref } from "vue";

// The window goes by Go's clock; only the steps between two answers are its own.
let ahead = 0;
const current = ref(Date.now());
const told = ref(false);
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(here = Date.now()): void {
  clearTimeout(timer);
  current.value = here + ahead;
  // A breath after the full minute, so that the step is never missed by a rounding.
  timer = setTimeout(() => tick(), 60_000 - (current.value % 60_000) + 20);
}

/** Sets the clock by Go's now, in RFC 3339. */
export function setNow(now: string): void {
  const at = Date.parse(now);
  if (Number.isNaN(at)) return;
  const here = Date.now();
  ahead = at - here;
  told.value = true;
  tick(here);
}

/** Whether Go has told its now yet; until then nothing may be counted down. */
export const nowTold = readonly(told);

/** Go's now in milliseconds, stepping once a minute. */
export function useNow() {
  if (timer === undefined) tick();
  return readonly(current);
}
