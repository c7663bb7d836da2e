import { call } from "./call";
import type {
  OutdatedView,
  ClockSave,
  ConfirmationInput,
  TermsCompared,
  HistoryView,
  PackView,
  RuleRef,
  RulebookView,
  RuleSave,
  TakenView,
  TextSave,
} from "./types";

const service = "RulebookService";

export const rulebook = {
  get: () => call<RulebookView>(service, "Get"),
  pack: (scope: string) => call<PackView>(service, "Pack", { scope }),
  saveClock: (input: ClockSave) => call<RulebookView>(service, "SaveClock", input),
  /** Where a term would not hold, before it is saved. */
  compareTerms: (input: ClockSave) => call<TermsCompared>(service, "CompareTerms", input),
  saveText: (input: TextSave) => call<RulebookView>(service, "SaveText", input),
  saveRule: (input: RuleSave) => call<PackView>(service, "SaveRule", input),
  confirm: (input: ConfirmationInput) => call<RulebookView>(service, "Confirm", input),
  /** Takes the last confirmation of each back. */
  withdraw: (of: RuleRef[]) => call<RulebookView>(service, "Withdraw", { of }),
  restore: (input: RuleRef) => call<RulebookView>(service, "Restore", input),
  history: (input: RuleRef) => call<HistoryView>(service, "History", input),
  /** Looks at the next open cases behind `after`; "" begins. */
  outdated: (after: string) => call<OutdatedView>(service, "Outdated", { after }),
  moveToLatest: (ids: string[]) => call<TakenView>(service, "MoveToLatest", { ids }),
};
