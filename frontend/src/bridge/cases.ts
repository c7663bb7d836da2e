import { call } from "./call";
import type { CaseView, CasesInput, CasesView, CheckInput, CheckResult, DoInput, NewCaseInput, SiteInput } from "./types";

export interface OpenedView {
  id: string;
  number: string;
  warnings: string[];
  /** The case was not opened: the warnings want a yes first (`agree`). */
  confirm: boolean;
}

export type NoteKind = "note" | "phone" | "wechat" | "mail";

const service = "CasesService";

export const cases = {
  list: (input: CasesInput) => call<CasesView>(service, "List", input),
  get: (id: string) => call<CaseView>(service, "Get", { id }),
  open: (input: NewCaseInput) => call<OpenedView>(service, "Open", input),
  do: (input: DoInput) => call<CaseView>(service, "Do", input),
  note: (input: { caseId: string; text: string; kind: NoteKind; at: string }) => call<CaseView>(service, "Note", input),
  saveSite: (input: SiteInput & { caseId: string }) => call<CaseView>(service, "SaveSite", input),
  setLookup: (input: { caseId: string; text: string; day: string; version: number }) => call<CaseView>(service, "SetLookup", input),
  setOwner: (input: { caseId: string; ownerId: string; version: number }) => call<CaseView>(service, "SetOwner", input),
  /** 改期: an agreed date moves, with its reason. */
  agree: (input: { caseId: string; runId: string; day: string; reason: string; version: number }) => call<CaseView>(service, "Agree", input),
  saveAccount: (input: { caseId: string; userName: string; secret: string; version: number }) => call<CaseView>(service, "SaveAccount", input),
  check: (input: CheckInput) => call<CheckResult>(service, "Check", input),
};
