import { call } from "./call";
import type { ExpiredView, HandoverChoices, HandoverInput, HandoversInput, HandoversView, TakeBackInput } from "./types";

const service = "HandoversService";

export const handovers = {
  list: (input: HandoversInput) => call<HandoversView>(service, "List", input),
  choices: (caseId: string) => call<HandoverChoices>(service, "Choices", { caseId }),
  add: (input: HandoverInput) => call<object>(service, "Add", input),
  withdraw: (input: TakeBackInput) => call<object>(service, "Withdraw", input),
  expire: () => call<ExpiredView>(service, "Expire"),
};
