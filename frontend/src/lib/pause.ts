import { onScopeDispose } from "vue";

/** Runs the last of what comes in a row, once nothing more has come for `ms`: typing asks when it pauses. Leaving drops what waits. */
export function usePause(ms = 200) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  onScopeDispose(stop);
  function after(run: () => unknown): void {
    stop();
    timer = setTimeout(() => void run(), ms);
  }
  return { after, stop };
}
