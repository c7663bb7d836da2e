import { onBeforeUnmount, onMounted, ref, watch } from "vue";
import { readBytes } from "@/bridge/bytes";
import { toAppError } from "@/lib/apperror";
import { useKeys } from "@/lib/useKeys";

/** A sealed file that can be seen whole: what names it, of what type it is, and the look at it that Go logs, which gives an address that serves once. */
export interface Seen {
  id: string;
  mime: string;
  reveal: () => Promise<string>;
}

/** Shows the original of a sealed file for as long as a button or the space bar is held. */
export function useOriginal(of: () => Seen | undefined) {
  const held = ref(false);
  /** The address of the original while it is shown, else "". */
  const original = ref("");
  const fault = ref("");
  let turn = 0;

  function cover(): void {
    turn++;
    held.value = false;
    if (original.value.startsWith("blob:")) URL.revokeObjectURL(original.value);
    original.value = "";
  }
  /** The URL serves once, so the bytes are read here and dropped when the hold ends. */
  async function hold(): Promise<void> {
    const seen = of();
    if (held.value || !seen) return;
    const mine = ++turn;
    held.value = true;
    fault.value = "";
    try {
      const bytes = await readBytes(await seen.reveal());
      if (mine === turn) original.value = URL.createObjectURL(new Blob([bytes], { type: seen.mime }));
    } catch (thrown) {
      if (mine === turn) fault.value = toAppError(thrown).message;
    }
  }
  const up = (event: KeyboardEvent) => event.key === " " && held.value && cover();
  onMounted(() => {
    addEventListener("keyup", up);
    addEventListener("blur", cover);
  });
  onBeforeUnmount(() => {
    removeEventListener("keyup", up);
    removeEventListener("blur", cover);
    cover();
  });
  watch(
    () => of()?.id,
    () => {
      cover();
      fault.value = "";
    },
  );
  useKeys([{ keys: ["Space"], caps: ["空格"], label: "按住看原件", bar: true, when: () => of() !== undefined, run: () => void hold() }]);

  return { original, fault, hold, cover };
}
