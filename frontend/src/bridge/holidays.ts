import { call } from "./call";
import type { ClosureInput, HolidaysView, RecountView } from "./types";

const service = "HolidaysService";

/** Bytes go as they are: what encoding they are in is Go's to tell. */
const base64 = (bytes: ArrayBuffer) => btoa(Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join(""));

export const holidays = {
  get: () => call<HolidaysView>(service, "Get"),
  import: (bytes: ArrayBuffer, agree = false) => call<HolidaysView>(service, "Import", { base64: base64(bytes), agree }),
  addClosure: (input: ClosureInput) => call<HolidaysView>(service, "AddClosure", input),
  removeClosure: (id: string) => call<HolidaysView>(service, "RemoveClosure", { id }),
  step: () => call<RecountView>(service, "Step"),
};
