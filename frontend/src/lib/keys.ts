import { computed, shallowReactive, shallowRef } from "vue";

/** One thing the keyboard does. Keys are written "j", "?", "Enter", "mod+k", "alt+1", "shift+Tab". */
export interface Binding {
  keys: string[];
  label: string;
  run: (key: string, event: KeyboardEvent) => void;
  /** Caps as shown; the keys themselves when left out. */
  caps?: string[];
  /** The caps are the first and last of a run: 1–5. */
  range?: boolean;
  /** Shown in the bar at the bottom, not only in the list of all keys. */
  bar?: boolean;
  /** Heard through a dialog, too: what may never wait, as locking. */
  always?: boolean;
  when?: () => boolean;
}

/** Something open above the page. Esc closes the top one only. */
interface Layer {
  close: () => void;
  /** A modal layer hides the keys of everything under it. */
  modal: boolean;
  bindings: Binding[][];
}

const mac = typeof navigator !== "undefined" && /Mac/.test(navigator.platform);

const typingTags = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const pressTags = new Set(["BUTTON", "A", "SUMMARY"]);
const silentInputs = new Set(["checkbox", "radio", "button", "submit", "file"]);
const pressRoles = new Set(["button", "tab", "checkbox", "radio", "switch"]);

/** Whether keystrokes on this element are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target.tagName === "INPUT" && silentInputs.has((target as HTMLInputElement).type)) return false;
  return typingTags.has(target.tagName);
}

/** What Enter or Space would press. */
const isPress = (el: HTMLElement) => pressTags.has(el.tagName) || pressRoles.has(el.getAttribute("role") ?? "");

/**
 * What the mouse has pressed gives the focus back, so that the next Enter goes to the
 * list and not to the same button once more; Tab still goes on from there. In a dialog
 * it keeps the focus: nothing lies under it that could take the key.
 */
function release(event: MouseEvent): void {
  const held = document.activeElement;
  // A click without a mouse is Enter or Space on the button, or a script's.
  if (event.detail === 0 || !(held instanceof HTMLElement) || !(event.target instanceof Node)) return;
  if (held.contains(event.target) && isPress(held) && !held.closest('[role="dialog"]')) held.blur();
}

/** The written form of a keystroke. */
export function keyOf(event: KeyboardEvent): string {
  const single = event.key.length === 1;
  let name = single ? event.key.toLowerCase() : event.key;
  if (name === " ") name = "Space";
  const mod = mac ? event.metaKey : event.ctrlKey;
  const chord = mod || event.altKey;
  let out = "";
  if (mod) out += "mod+";
  if (event.altKey) out += "alt+";
  // A printable key already carries Shift in its character, as "?" does.
  if (event.shiftKey && (!single || chord)) out += "shift+";
  return out + name;
}

/** Caps for a written key, as printed on a keyboard. */
export function capsOf(key: string): string[] {
  return key.split("+").map((part) => {
    if (part === "mod") return mac ? "⌘" : "Ctrl";
    if (part === "alt") return mac ? "⌥" : "Alt";
    if (part === "shift") return "Shift";
    const arrows: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
    return arrows[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

/** The one registry of keys and layers of a window. */
export function createKeys() {
  const base: Layer = { close: () => {}, modal: true, bindings: shallowReactive([]) };
  const layers = shallowReactive<Layer[]>([base]);

  const reachable = (): Layer[] => {
    const out: Layer[] = [];
    for (let i = layers.length - 1; i >= 0; i--) {
      const layer = layers[i]!;
      out.push(layer);
      if (layer.modal) break;
    }
    return out;
  };

  /** Bindings that work now, the newest first: a page's own win over the shell's. */
  const live = computed(() => {
    const heard = reachable();
    const through = layers.filter((layer) => !heard.includes(layer)).flatMap((layer) => layer.bindings.flat().filter((b) => b.always));
    return [...heard.flatMap((layer) => [...layer.bindings].reverse().flat()), ...through];
  });

  function register(bindings: Binding[], layer: Layer = layers[layers.length - 1]!): () => void {
    layer.bindings.push(bindings);
    return () => {
      const at = layer.bindings.indexOf(bindings);
      if (at >= 0) layer.bindings.splice(at, 1);
    };
  }

  /** Opens a layer; the answer takes it away again. */
  function open(close: () => void, modal = false): { layer: Layer; leave: () => void } {
    const layer: Layer = { close, modal, bindings: shallowReactive([]) };
    layers.push(layer);
    return {
      layer,
      leave: () => {
        const at = layers.indexOf(layer);
        if (at > 0) layers.splice(at, 1);
      },
    };
  }

  /** What an Esc finds open. */
  function found(event: KeyboardEvent) {
    // A drop-down that only has the focus counts as active, too, but its menu is not there.
    const active = event.target instanceof Element && event.target.closest(".n-base-selection--active");
    return { event, top: layers[layers.length - 1]!, dropDown: active && document.querySelector(".n-base-select-menu") !== null };
  }
  let escaped: ReturnType<typeof found> | undefined;

  function handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    const key = keyOf(event);
    if (key === "Escape") {
      const { top, dropDown } = escaped?.event === event ? escaped : found(event);
      // An open drop-down closes itself, and what lay on top may have closed already: one key, one level.
      if (dropDown || !layers.includes(top)) return;
      if (top !== base) {
        event.preventDefault();
        top.close();
        return;
      }
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
    }
    const chord = key.includes("mod+") || key.includes("alt+") || /^F\d+$/.test(key);
    if (isTyping(event.target) && !chord) return;
    // Enter and Space belong to the button that has the focus.
    if (
      (key === "Enter" || key === "Space") &&
      event.target instanceof HTMLElement &&
      (pressTags.has(event.target.tagName) || event.target.tagName === "INPUT")
    ) {
      return;
    }
    const bound = live.value.find((b) => b.keys.includes(key) && (b.when?.() ?? true));
    if (!bound) return;
    event.preventDefault();
    bound.run(key, event);
  }

  /**
   * Listens on a window. Chords are heard before any control, since a drop-down takes
   * every Enter for itself; plain keys only after the control that has the focus. What
   * an Esc finds open is looked at before a control closes it.
   */
  function install(target: Window): void {
    const chord = (event: KeyboardEvent) => {
      if (event.key === "Escape") escaped = found(event);
      if (!keyOf(event).startsWith("mod+")) return;
      handle(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    target.addEventListener("keydown", chord, true);
    target.addEventListener("keydown", handle);
    target.addEventListener("click", release, true);
  }

  /** Words at the right end of the key bar: counts, times. A page sets them, leaving clears them. */
  const status = shallowRef("");

  return { register, open, handle, install, live, layers, status };
}

/** The window's registry. */
export const keys = createKeys();
