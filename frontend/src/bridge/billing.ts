import { call } from "./call";
import type { InvoiceRow, InvoicesInput, InvoicesView, IssueInput, PayInput, ReverseInput, VoidInput } from "./types";

const service = "BillingService";

export const billing = {
  list: (input: InvoicesInput) => call<InvoicesView>(service, "List", input),
  get: (id: string) => call<InvoiceRow>(service, "Get", { id }),
  issue: (input: IssueInput) => call<InvoiceRow>(service, "Issue", input),
  pay: (input: PayInput) => call<InvoiceRow>(service, "Pay", input),
  reverse: (input: ReverseInput) => call<InvoiceRow>(service, "Reverse", input),
  void: (input: VoidInput) => call<InvoiceRow>(service, "Void", input),
};
