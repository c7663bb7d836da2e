import { onBeforeUnmount, onMounted, watch, type WatchSource } from "vue";
import { keys, type Binding } from "./keys";

/** Binds keys for as long as the component lives, in the layer that is on top when it mounts. */
export function useKeys(bindings: Binding[]): void {
  let off: (() => void) | undefined;
  onMounted(() => (off = keys.register(bindings)));
  onBeforeUnmount(() => off?.());
}

/** Makes what is open while `shown` holds a layer: Esc closes it and nothing else. */
export function useLayer(
  shown: WatchSource<boolean>,
  close: () => void,
  options: { modal?: boolean; bindings?: Binding[] } = {},
): void {
  let leave: (() => void) | undefined;
  let before: Element | null = null;
  watch(
    shown,
    (now) => {
      if (now && !leave) {
        before = document.activeElement;
        const opened = keys.open(close, options.modal ?? false);
        if (options.bindings) keys.register(options.bindings, opened.layer);
        leave = opened.leave;
      } else if (!now && leave) {
        leave();
        leave = undefined;
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      }
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    leave?.();
    leave = undefined;
  });
}

/** Shows words at the right end of the key bar while the component lives. */
export function useStatus(words: WatchSource<string>): void {
  watch(words, (now) => (keys.status.value = now), { immediate: true });
  onBeforeUnmount(() => (keys.status.value = ""));
}
