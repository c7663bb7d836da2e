import { uploadMaterial } from "./bytes";
import { call } from "./call";
import type { MaterialsView, PaperDaysInput } from "./types";

export const materials = {
  get: (caseId: string) => call<MaterialsView>("MaterialsService", "Get", { caseId }),
  setDays: (input: PaperDaysInput) => call<MaterialsView>("MaterialsService", "SetDays", input),
  upload: uploadMaterial,
};
