import type { OutdatedCase, ClockItem, PackView, RuleItem, RulebookView, ProvenanceView, TextItem } from "@/bridge/types";

// What Go would say of a page of clocks, rules and texts, for tests.

export const provenance = (more: Partial<ProvenanceView> = {}): ProvenanceView => ({
  seq: 0,
  changed: false,
  source: "腾讯云公开文档",
  sourced: "2022",
  confirmed: "",
  entered: "",
  ...more,
});

export const clock = (more: Partial<ClockItem> = {}): ClockItem => ({
  kind: "clock",
  scope: "",
  scopeLabel: "全国",
  code: "bureau-review.max",
  stage: "管局审核",
  label: "管局最迟",
  sort: "max",
  sortLabel: "最长",
  unit: "workdays",
  from: 0,
  to: 20,
  term: "20 个工作日",
  base: "20 个工作日",
  scopes: true,
  provenance: provenance(),
  ...more,
});

export const text = (more: Partial<TextItem> = {}): TextItem => ({
  kind: "text",
  places: [],
  optional: false,
  scope: "",
  type: "",
  code: "account.todo.message",
  stage: "账号与子账号",
  step: "交接子账号",
  field: "发给客户的话",
  text: "您好，请交接。",
  base: "您好，请交接。",
  provenance: provenance(),
  ...more,
});

export const rule = (more: Partial<RuleItem> = {}): RuleItem => ({
  code: "min-age",
  own: false,
  off: false,
  title: "负责人满 18 周岁",
  advised: "换一位负责人",
  label: "负责人满 18 周岁",
  value: "18",
  valueKind: "number",
  severity: "warn",
  severityLabel: "警告",
  text: "负责人不满 18 周岁",
  advice: "换一位负责人",
  before: ["预审核"],
  conflict: false,
  manual: false,
  differs: [],
  provenance: provenance(),
  ...more,
});

export const pack = (more: Partial<PackView> = {}): PackView => ({
  scope: "33",
  name: "浙江",
  rules: [rule()],
  models: [{ code: "11/domain-suffix", label: "北京：域名后缀可以备案" }],
  stages: [
    { code: "template", label: "信息模板审核" },
    { code: "prereview", label: "预审核" },
  ],
  notice: "",
  ...more,
});

export const rulebookView = (more: Partial<RulebookView> = {}): RulebookView => ({
  clocks: [clock(), clock({ scope: "33", scopeLabel: "浙江", to: 30, term: "30 个工作日", base: "30 个工作日", scopes: false })],
  agreed: [
    clock({
      kind: "agreed",
      code: "account.todo",
      stage: "账号与子账号",
      label: "交接子账号",
      sort: "agreed",
      to: 3,
      term: "3 个工作日",
      base: "3 个工作日",
      scopes: false,
    }),
  ],
  ages: [],
  texts: [text()],
  packs: [
    { scope: "", name: "全国", rules: 37, changed: 0, confirmed: 0 },
    { scope: "33", name: "浙江", rules: 1, changed: 0, confirmed: 0 },
  ],
  placeholders: [{ code: "lead", label: "负责人姓名" }],
  types: [{ code: "cancel", label: "注销备案" }],
  unconfirmed: [],
  seqs: {},
  months: 12,
  laws: [],
  provinces: [
    { code: "32", label: "江苏" },
    { code: "33", label: "浙江" },
  ],
  outdated: 0,
  reached: 0,
  unfit: [],
  notice: "",
  ...more,
});

export const outdatedCase = (n: number, more: Partial<OutdatedCase> = {}): OutdatedCase => ({
  id: `c${n}`,
  number: `BA2026-${String(n).padStart(4, "0")}`,
  client: `客户${n}`,
  stage: "管局审核",
  dates: [{ caseId: `c${n}`, number: "", stage: "管局审核", label: "管局最迟", old: "2026-12-17", new: "2026-12-10", firmed: false }],
  rules: [],
  papers: [],
  texts: [],
  blocked: "",
  met: true,
  ...more,
});
