import { computed, ref, shallowRef } from "vue";
import { papers } from "@/bridge/papers";
import type { PaperInput } from "@/bridge/types";
import { toAppError, type AppError } from "@/lib/apperror";
import { writePicture } from "@/lib/clipboard";
import { useAct } from "@/lib/load";

/** A paper as it is shown. */
export interface Paper {
  title: string;
  bytes: ArrayBuffer;
  warnings: string[];
  /** It can be drawn for a phone, too. */
  picture: boolean;
}

/** What a paper is asked for by: most need their kind and whose it is. */
export const wanted = (kind: string, id = "", more: Partial<PaperInput> = {}): PaperInput => ({ kind, id, scope: "", party: "", text: "", cases: [], ...more });

/** One paper to look at and to save. A slow one never takes the place of the one asked for after it. */
export function usePaper() {
  const paper = shallowRef<Paper>();
  const unmade = shallowRef<AppError>();
  /** Where it was saved, or that it lies on the clipboard. */
  const notice = ref("");
  const saving = useAct();
  let turn = 0;

  /** The paper before stays in sight until this one is there. */
  async function make(input: PaperInput): Promise<void> {
    const mine = ++turn;
    try {
      const { view, bytes } = await papers.prepare(input);
      if (mine !== turn) return;
      paper.value = { title: view.title, bytes, warnings: view.warnings, picture: view.picture };
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

  async function keepPicture(input: PaperInput, before = ""): Promise<void> {
    const { path } = await papers.savePicture(input);
    if (path) notice.value = `${before}已存到 ${path}`;
  }
  const savePicture = (input: PaperInput) => saving.run(() => keepPicture(input));

  /** The picture on the clipboard; where the window takes none, in a file. */
  const copyPicture = (input: PaperInput) =>
    saving.run(async () => {
      const drawn = papers.picture(input);
      if (await writePicture(drawn)) {
        notice.value = "图片已复制，到微信里粘贴";
        return;
      }
      await drawn;
      await keepPicture(input, "这个窗口不能把图片放进剪贴板，");
    });

  return { paper, error: computed(() => unmade.value ?? saving.error.value), notice, saving, make, clear, save, savePicture, copyPicture };
}
