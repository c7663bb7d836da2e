import { uploadSheets } from "./bytes";
import { call } from "./call";
import type { IDInput, ImportHead, ImportInput, ImportView, SheetsView } from "./types";

const service = "ImportService";

export const importing = {
  upload: uploadSheets,
  sheets: () => call<SheetsView>(service, "Sheets"),
  drop: () => call<void>(service, "Drop"),
  head: (input: ImportInput) => call<ImportHead>(service, "Head", input),
  /** Tells what would become of a sheet; stores nothing. */
  try: (input: ImportInput) => call<ImportView>(service, "Try", input),
  run: (input: ImportInput) => call<ImportView>(service, "Import", input),
  /** The id of a case by its number. */
  caseOf: async (number: string) => (await call<IDInput>(service, "CaseOf", { id: number })).id,
};
