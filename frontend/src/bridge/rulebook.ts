import { call } from "./call";
import type { AboutInput, BehindView, ClockSave, ClockWeighed, HistoryView, PackView, RulebookView, RuleSave, TakenView, TextSave } from "./types";

const service = "RulebookService";

export const rulebook = {
  get: () => call<RulebookView>(service, "Get"),
  pack: (scope: string) => call<PackView>(service, "Pack", { scope }),
  saveClock: (input: ClockSave) => call<RulebookView>(service, "SaveClock", input),
  /** Where a term would not hold, before it is saved. */
  weighClock: (input: ClockSave) => call<ClockWeighed>(service, "WeighClock", input),
  saveText: (input: TextSave) => call<RulebookView>(service, "SaveText", input),
  saveRule: (input: RuleSave) => call<PackView>(service, "SaveRule", input),
  confirm: (input: AboutInput) => call<RulebookView>(service, "Confirm", input),
  restore: (input: AboutInput) => call<RulebookView>(service, "Restore", input),
  history: (input: AboutInput) => call<HistoryView>(service, "History", input),
  /** Looks at the next open cases behind `after`; "" begins. */
  behind: (after: string) => call<BehindView>(service, "Behind", { after }),
  takeUp: (ids: string[]) => call<TakenView>(service, "TakeUp", { ids }),
};
