import { onBeforeUnmount, ref, shallowRef, watch, type WatchSource } from "vue";
import { papers } from "@/bridge/papers";
import { toAppError, type AppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";

/** The paper of the bill in focus, made once the focus rests. `key` changes with the bill and with every change to it. */
export function usePaper(key: WatchSource<string>, idOf: () => string) {
  const bytes = shallowRef<ArrayBuffer>();
  const warnings = ref<string[]>([]);
  const error = shallowRef<AppError>();
  const told = ref("");
  let turn = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function make(id: string): Promise<void> {
    const mine = ++turn;
    try {
      const made = await papers.prepare({ kind: "invoice", id, scope: "" });
      if (mine !== turn) return;
      bytes.value = made.bytes;
      warnings.value = made.view.warnings;
      error.value = undefined;
    } catch (thrown) {
      if (mine !== turn) return;
      bytes.value = undefined;
      error.value = toAppError(thrown);
    }
  }

  watch(
    key,
    () => {
      clearTimeout(pause);
      told.value = "";
      const id = idOf();
      if (!id) {
        turn++;
        bytes.value = undefined;
        return;
      }
      pause = setTimeout(() => void make(id), 120);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(pause);
    turn++;
  });

  const saving = useAct();
  const save = () =>
    saving.run(async () => {
      const { path } = await papers.save({ kind: "invoice", id: idOf(), scope: "" });
      if (path) told.value = `已存到 ${path}`;
    });
  return { bytes, warnings, error, told, saving, save };
}
