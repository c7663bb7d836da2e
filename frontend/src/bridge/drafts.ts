import { call } from "./call";
import type { DraftInput, DraftsView, KeptView } from "./types";

const service = "DraftsService";

export const draftStore = {
  all: () => call<DraftsView>(service, "All"),
  keep: (input: DraftInput) => call<KeptView>(service, "Keep", input),
  drop: (key: string) => call<object>(service, "Drop", { id: key }),
};
