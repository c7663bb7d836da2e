import { onBeforeUnmount, onMounted, watch, type WatchSource } from "vue";
import { keys, type Binding } from "./keys";

/** Binds keys for as long as the component lives, in the layer that is on top when it mounts. */
export function useKeys(bindings: Binding[]): void {
  let off: (() => void) | undefined;
  onMounted(() => (off = keys.register(bindings)));
  onBeforeUnmount(() => off?.());
}

/** Makes what is open while `shown` holds a layer: Esc closes it and nothing else. */
export function useLayer(shown: WatchSource<boolean>, close: () => void, options: { modal?: boolean; bindings?: Binding[] } = {}): void {
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
        giveBack(before);
      }
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    leave?.();
    leave = undefined;
  });
}

/**
 * The focus goes back to where it was, and away where that was nothing. It must not go
 * with a field that is taken out of the page: the blur would run in the middle of the
 * page's drawing, which then draws a dialog that is closing twice.
 */
function giveBack(before: Element | null): void {
  const held = document.activeElement;
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  if (held instanceof HTMLElement && held !== document.body && document.activeElement === held && held !== before) held.blur();
}

/** Shows words at the right end of the key bar while the component lives. */
export function useStatus(words: WatchSource<string>): void {
  watch(words, (now) => (keys.status.value = now), { immediate: true });
  onBeforeUnmount(() => (keys.status.value = ""));
}
