import { call } from "./call";
import type { ClosureInput, HolidaysView, RecountView } from "./types";

const service = "HolidaysService";

export const holidays = {
  get: () => call<HolidaysView>(service, "Get"),
  import: (text: string) => call<HolidaysView>(service, "Import", { text }),
  addClosure: (input: ClosureInput) => call<HolidaysView>(service, "AddClosure", input),
  removeClosure: (id: string) => call<HolidaysView>(service, "RemoveClosure", { id }),
  step: () => call<RecountView>(service, "Step"),
};
