import { onScopeDispose, ref, watch, type Ref, type WatchSource } from "vue";

/** True once `busy` has held for `ms`: what is quick shows no sign of waiting. */
export function useDelayed(busy: WatchSource<boolean>, ms = 150): Ref<boolean> {
  const late = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    busy,
    (now) => {
      clearTimeout(timer);
      if (now) timer = setTimeout(() => (late.value = true), ms);
      else late.value = false;
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return late;
}

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
