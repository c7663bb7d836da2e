import { call } from "./call";
import type { BackupInput, BackupView } from "./types";

const service = "BackupService";

export const backup = {
  get: () => call<BackupView>(service, "Get"),
  save: (input: BackupInput) => call<BackupView>(service, "Save", input),
  start: () => call<BackupView>(service, "Start"),
  stop: () => call<BackupView>(service, "Stop"),
};
