import { shallowRef } from "vue";

/** A text that Ctrl+Shift+V has read off the clipboard, for the page that takes it in: in memory alone, and gone once it is taken. */
export const handed = shallowRef<string>();

/** Takes what was handed over, once. */
export function takeHanded(): string | undefined {
  const text = handed.value;
  handed.value = undefined;
  return text;
}
