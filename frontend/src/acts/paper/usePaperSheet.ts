import { ref } from "vue";
import type { PaperInput } from "@/bridge/types";
import { usePaper, wanted } from "./usePaper";

/** A paper over the page, opened by what asks for it. */
export function usePaperSheet() {
  const shown = ref(false);
  /** What the sheet is called until the paper tells its own title. */
  const title = ref("");
  const { paper, error, notice, saving, make, clear, save, savePicture, copyPicture } = usePaper();
  let asked = wanted("");

  function show(input: PaperInput, called: string): Promise<void> {
    asked = input;
    title.value = called;
    notice.value = "";
    saving.error.value = undefined;
    clear();
    shown.value = true;
    return make(input);
  }

  return {
    shown,
    title,
    paper,
    error,
    notice,
    busy: saving.busy,
    show,
    save: () => save(asked),
    savePicture: () => savePicture(asked),
    copyPicture: () => copyPicture(asked),
    close: () => (shown.value = false),
  };
}

export type PaperSheet = ReturnType<typeof usePaperSheet>;
