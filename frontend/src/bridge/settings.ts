import { call } from "./call";
import type { HandedOverView, HandOverInput, LetterheadInput, LoadsView, PriceInput, SettingsView, StaffView } from "./types";

const service = "SettingsService";

export const settings = {
  get: () => call<SettingsView>(service, "Get"),
  saveLetterhead: (input: LetterheadInput) => call<SettingsView>(service, "SaveLetterhead", input),
  savePrice: (input: PriceInput) => call<SettingsView>(service, "SavePrice", input),
  saveStaff: (input: StaffView) => call<SettingsView>(service, "SaveStaff", input),
  /** What each 经办 has in hand. */
  loads: () => call<LoadsView>(service, "Loads"),
  handOver: (input: HandOverInput) => call<HandedOverView>(service, "HandOver", input),
};
