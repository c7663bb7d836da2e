import { call } from "./call";
import type { AuditInput, AuditView, SavedView } from "./types";

const service = "AuditService";

export const audit = {
  list: (input: AuditInput) => call<AuditView>(service, "List", input),
  export: (input: AuditInput) => call<SavedView>(service, "Export", input),
};
