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
