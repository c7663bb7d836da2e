import { uploadMaterial } from "./bytes";
import { call } from "./call";
import type { MaterialsView } from "./types";

export const materials = {
  get: (caseId: string) => call<MaterialsView>("MaterialsService", "Get", { caseId }),
  upload: uploadMaterial,
};
