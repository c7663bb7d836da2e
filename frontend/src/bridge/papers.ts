import { readBytes } from "./bytes";
import { call } from "./call";
import type { PaperInput, PaperView, SavedView } from "./types";

const service = "PapersService";

export const papers = {
  /** Makes a paper and reads its bytes for the preview. */
  async prepare(input: PaperInput): Promise<{ view: PaperView; bytes: ArrayBuffer }> {
    const view = await call<PaperView>(service, "Prepare", input);
    return { view, bytes: await readBytes(view.url) };
  },
  /** Asks where to and saves; the path is "" when the dialog was closed. */
  save: (input: PaperInput) => call<SavedView>(service, "Save", input),
};
