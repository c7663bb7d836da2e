import { call } from "./call";
import type { PurgeInput, RetentionView } from "./types";

const service = "RetentionService";

export const retention = {
  list: () => call<RetentionView>(service, "List", {}),
  purge: (input: PurgeInput) => call<RetentionView>(service, "Purge", input),
};
