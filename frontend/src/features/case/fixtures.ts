// A case as Go would send it, for tests.
import type { ActionView, CaseView, Due, MaterialItem, NextView } from "@/bridge/types";

export const due = (more: Partial<Due> = {}): Due => ({ day: "12月1日 周二", full: "", left: "剩 8 天", tone: "later", kind: "agreed", clock: false, at: "", start: "", before: "", provisional: false, ...more });
export const action = (code: string, more: Partial<ActionView> = {}): ActionView => ({ code, label: code, stage: "", siteId: "", kind: "primary", hint: "", blocked: [], values: [], reason: false, ...more });
export const next = (more: Partial<NextView> = {}): NextView => ({
  runId: "r1", stage: "sms", stageLabel: "短信核验", siteId: "", siteLabel: "", party: "client", partyLabel: "待客户", todo: "催陈若溪完成短信核验", detail: "", due: due(),
  actions: [], chase: false, rounds: [], script: [], ...more,
});
export const item = (code: string, more: Partial<MaterialItem> = {}): MaterialItem => ({ no: 1, code, label: code, kind: "file", state: "待收", value: "", why: "", want: "", neededAt: "", target: "", versions: [], ...more });
export const person = {
  id: "p1", roles: ["主体负责人"], roleCodes: ["subject"], name: "陈若溪", docKind: "id", docKindText: "居民身份证", docNumber: "330***********022X", docUntil: "长期",
  docAddress: "", living: "", mobile: "138****6027", emergency: "", email: "", version: 5,
};
export const caseView = (more: Partial<CaseView> = {}): CaseView => ({
  id: "c1", number: "BA2026-0187", version: 7, clientId: "k1", client: "栖云茶业", subject: "企业", type: "首次备案", province: "浙江", phases: "ICP 与公安", owner: "林晓", ownerId: "s1",
  status: "open", statusText: "在办", lookup: "", subjectNo: "",
  sites: [{ id: "t1", name: "栖云茶业", domain: "qiyuntea.cn", interactive: false, serverKind: "", serverIp: "", serverUntil: "", domainUntil: "", proofUntil: "", grantUntil: "", terms: [], icpNumber: "", liveDay: "", policeNo: "", version: 2, footer: "", footerHint: "" }],
  stages: [], next: [next()], menu: [], clocks: [], people: [person], leads: [{ role: "subject", siteId: "", personId: "p1" }], materials: { done: 0, total: 0, items: [] }, form: [],
  account: { userName: "", secret: false, state: "", page: "", steps: [], policies: [], cautions: [], message: "", deny: "", version: 7 },
  fees: { rows: [], invoices: [], open: "0.00", canIssue: false }, timeline: [], timelineMore: 0, owed: [], warnings: [], now: "2026-11-23T09:12:00+08:00", ...more,
});
