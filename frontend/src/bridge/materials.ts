import { uploadMaterial, uploadSheets } from "./bytes";
import { call } from "./call";
import type {
  ScanCopyInput,
  CopyLook,
  CopyTried,
  IDInput,
  ImportBatches,
  ImportHead,
  ImportInput,
  ImportView,
  MaterialsView,
  PaperDaysInput,
  SavedView,
  SheetsView,
} from "./types";

export const materials = {
  get: (caseId: string) => call<MaterialsView>("MaterialsService", "Get", { caseId }),
  setDays: (input: PaperDaysInput) => call<MaterialsView>("MaterialsService", "SetDays", input),
  upload: uploadMaterial,
  /** Finds the paper in a picture that is to be copied. */
  copyLook: (documentId: string) => call<CopyLook>("MaterialsService", "CopyLook", { documentId }),
  /** Tells what a copy would be; keeps nothing. */
  copyTry: (input: ScanCopyInput) => call<CopyTried>("MaterialsService", "CopyTry", input),
  /** Keeps a copy as the next version of its material. */
  copyKeep: (input: ScanCopyInput) => call<MaterialsView>("MaterialsService", "CopyKeep", input),
};

/** A spreadsheet that is imported. */
export const importing = {
  upload: uploadSheets,
  sheets: () => call<SheetsView>("ImportService", "Sheets"),
  drop: () => call<void>("ImportService", "Drop"),
  head: (input: ImportInput) => call<ImportHead>("ImportService", "Head", input),
  /** Tells what would become of a sheet; stores nothing. */
  try: (input: ImportInput) => call<ImportView>("ImportService", "Try", input),
  run: (input: ImportInput) => call<ImportView>("ImportService", "Import", input),
  /** Gives up what is being tried or imported; nothing of it is stored. */
  stop: () => call<unknown>("ImportService", "Stop"),
  /** Asks where a sheet to be filled in goes; the path is "" when the dialog was closed. */
  template: async () => (await call<SavedView>("ImportService", "Template")).path,
  /** Asks where the rows go that are wrong or ask something; the path is "" when the dialog was closed. */
  faults: async (input: ImportInput) => (await call<SavedView>("ImportService", "Faults", input)).path,
  /** The latest imports. */
  batches: async () => (await call<ImportBatches>("ImportService", "Batches")).batches,
  /** Takes one back whole. */
  undo: async (seq: number) => (await call<ImportBatches>("ImportService", "Undo", { seq })).batches,
  /** The id of a case by its number. */
  caseOf: async (number: string) => (await call<IDInput>("ImportService", "CaseOf", { id: number })).id,
};
