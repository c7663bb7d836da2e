import { call } from "./call";
import type { BackupListView, RestoreInput, RestoreView } from "./types";

const service = "RestoreService";

export const restore = {
  list: (place: string) => call<BackupListView>(service, "List", { place }),
  state: () => call<RestoreView>(service, "State"),
  restore: (input: RestoreInput) => call<RestoreView>(service, "Restore", input),
  stop: () => call<RestoreView>(service, "Stop"),
  clear: () => call<RestoreView>(service, "Clear"),
};
