import { shallowRef, watch } from "vue";
import { pasteText } from "@/bridge/runtime";
import { useSession } from "@/bridge/session";

/** A text that Ctrl+Shift+V has read off the clipboard, for the page that takes it in: in memory alone, and gone once it is taken. */
export const handed = shallowRef<string>();

/** Takes what was handed over, once. */
export function takeHanded(): string | undefined {
  const text = handed.value;
  handed.value = undefined;
  return text;
}

/** Hands over what lies on the clipboard; false where the desk was locked while it was read: the text is dropped then. */
export async function handOver(): Promise<boolean> {
  const session = useSession();
  let locked = false;
  const stop = watch(
    () => session.open,
    () => (locked = true),
    { flush: "sync" },
  );
  const text = await pasteText();
  stop();
  if (locked || !session.open) return false;
  handed.value = text;
  return true;
}
