import { computed, ref, shallowRef } from "vue";
import { papers } from "@/bridge/papers";
import type { PaperInput } from "@/bridge/types";
import { toAppError, type AppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";

/** A paper as it is shown. */
export interface Paper {
  title: string;
  bytes: ArrayBuffer;
  warnings: string[];
}

/** What a paper is asked for by: most need their kind and whose it is. */
export const wanted = (kind: string, id = "", more: Partial<PaperInput> = {}): PaperInput => ({ kind, id, scope: "", party: "", text: "", ...more });

/** One paper to look at and to save. A slow one never takes the place of the one asked for after it. */
export function usePaper() {
  const paper = shallowRef<Paper>();
  const unmade = shallowRef<AppError>();
  /** Where it was saved. */
  const notice = ref("");
  const saving = useAct();
  let turn = 0;

  /** The paper before stays in sight until this one is there. */
  async function make(input: PaperInput): Promise<void> {
    const mine = ++turn;
    try {
      const { view, bytes } = await papers.prepare(input);
      if (mine !== turn) return;
      paper.value = { title: view.title, bytes, warnings: view.warnings };
      unmade.value = undefined;
    } catch (thrown) {
      if (mine !== turn) return;
      paper.value = undefined;
      unmade.value = toAppError(thrown);
    }
  }

  /** Takes the paper out of sight; one still being made goes nowhere. */
  function clear(): void {
    turn++;
    paper.value = undefined;
    unmade.value = undefined;
  }

  const save = (input: PaperInput) =>
    saving.run(async () => {
      const { path } = await papers.save(input);
      if (path) notice.value = `已存到 ${path}`;
    });

  return { paper, error: computed(() => unmade.value ?? saving.error.value), notice, saving, make, clear, save };
}
