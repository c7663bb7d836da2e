import { call } from "./call";
import type { ConsentInput, WithdrawalInput } from "./types";

const service = "RightsService";

export const rights = {
  addConsent: (input: ConsentInput) => call<object>(service, "AddConsent", input),
  withdrawConsent: (input: WithdrawalInput) => call<object>(service, "WithdrawConsent", input),
};
