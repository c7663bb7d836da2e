import { onBeforeUnmount, watch, type WatchSource } from "vue";
import { usePaper, wanted } from "@/acts/paper/usePaper";

/** The paper of the bill in focus, made once the focus rests. `key` changes with the bill and with every change to it. */
export function useBillPaper(key: WatchSource<string>, idOf: () => string) {
  const { paper, error, notice, saving, make, clear, save } = usePaper();
  const input = () => wanted("invoice", idOf());
  let pause: ReturnType<typeof setTimeout> | undefined;

  watch(
    key,
    () => {
      clearTimeout(pause);
      notice.value = "";
      if (!idOf()) clear();
      else pause = setTimeout(() => void make(input()), 120);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(pause);
    clear();
  });

  return { paper, error, notice, saving: saving.busy, save: () => save(input()) };
}
