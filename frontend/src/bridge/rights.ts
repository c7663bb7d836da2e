import { agreeWithFile, uploadEvidence } from "./bytes";
import { call } from "./call";
import type { BreachInput, ClosingView, ConsentInput, PersonCopyInput, EraseInput, ErasureView, GiveInput, SavedView, WithdrawalInput } from "./types";

const service = "RightsService";

export const rights = {
  addConsent: (input: ConsentInput) => call<object>(service, "AddConsent", input),
  addConsentWithFile: agreeWithFile,
  uploadEvidence,
  saveEvidence: (id: string) => call<SavedView>(service, "SaveEvidence", { id }),
  withdrawConsent: (input: WithdrawalInput) => call<object>(service, "WithdrawConsent", input),
  copy: (input: PersonCopyInput) => call<SavedView>(service, "Copy", input),
  breach: (input: BreachInput) => call<SavedView>(service, "Breach", input),
  planErasure: (id: string) => call<ErasureView>(service, "PlanErasure", { id }),
  closing: (caseId: string) => call<ClosingView>(service, "Closing", { caseId }),
  give: (input: GiveInput) => call<object>(service, "Give", input),
  erase: (input: EraseInput) => call<object>(service, "Erase", input),
};
