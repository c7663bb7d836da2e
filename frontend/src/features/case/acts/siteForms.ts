import type { ChoicesView, ListView, SiteInput, SiteView } from "@/bridge/types";
import { field } from "@/acts/ask/ask";
import { named } from "@/lib/files";
import { lacked } from "@/lib/sitefields";
import type { FormValue } from "@/ui/form/form";

/** The dialogs of a site: what it is, what the cloud's form asks, what the police's form asks. */
export type SitePart = "basic" | "icp" | "police" | "details";

const partTitles: Record<Exclude<SitePart, "details">, string> = { basic: "改{files}", icp: "互联网服务信息", police: "公安{files}信息" };

/** What a dialog is called; what a case type asks beside has a name of its own. */
export const titleOf = (site: SiteView, part: SitePart, files: string): string => (part === "details" ? site.asksTitle : named(partTitles[part], files));

const half = (key: string, label: string, more: Partial<FormValue> = {}) => field(key, label, { half: true, ...more });

const several = (key: string, list: ListView, now: string[], hint = "") =>
  field(key, list.label, { kind: "choices", default: now.join(","), options: list.options, alone: list.alone, hint });

const interactive = (site: SiteView) => field("interactive", "访客能发言或留言（交互式）", { kind: "check", default: site.interactive ? "true" : "" });

const addresses = (site: SiteView) => [
  half("serverIp", "公网 IP", { default: site.serverIp, hint: "有一段地址的写第一个" }),
  half("serverIpEnd", "终止 IP", { default: site.serverIpEnd, hint: "只有一个 IP 的空着" }),
];

const provider = (key: "access" | "registrar", label: string, site: SiteView, choices: ChoicesView, hint: string) => [
  half(`${key}.where`, choices.places.label, { kind: "choice", default: site[key].where, options: choices.places.options, part: label }),
  half(`${key}.region`, "地域", { kind: "choice", default: site[key].region, options: choices.regions.options, hint: "境内才选；列表里找不到服务商的选其他" }),
  field(`${key}.name`, "服务商名称", { default: site[key].name, hint }),
];

const basicForm = (site: SiteView, files: string, choices: ChoicesView): FormValue[] => [
  half("name", named("{files}名称", files), { check: "site-name", default: site.name, hint: "至少三个汉字" }),
  half("domain", "域名", { check: "domain", default: site.domain }),
  interactive(site),
  field("registrar.name", "域名注册商", {
    kind: "suggest",
    default: site.registrarLabel,
    options: choices.registrars.options,
    hint: "在哪家注册的；实名满几天才能提交，照它算",
  }),
  half("boughtOn", "域名购买日", { kind: "day", happened: true, default: site.boughtOn }),
  half("verifiedOn", "域名实名日", { kind: "day", happened: true, default: site.verifiedOn, hint: "本案里买的空着，照域名环节" }),
  half("serverKind", choices.servers.label, {
    kind: "choice",
    default: site.serverKind,
    options: choices.servers.options,
    hint: "在别的账号里的，选备案授权码",
    notes: choices.servers.notes,
  }),
  half("serverOwner", choices.owners.label, { kind: "choice", default: site.serverOwner, options: choices.owners.options }),
  half("serverInstance", "实例 ID", { default: site.serverInstance, hint: "用授权码的写它的末六位" }),
  half("serverMonths", "累计购买月数", { default: site.serverMonths, hint: "续费也算，要满 3 个月" }),
  ...addresses(site),
  half("serverUntil", "服务器到期日", { kind: "day", default: site.serverUntil }),
  half("domainUntil", "域名到期日", { kind: "day", default: site.domainUntil }),
  half("proofUntil", "域名实名证明到期日", { kind: "day", default: site.proofUntil }),
  half("grantUntil", "授权到期日", { kind: "day", default: site.grantUntil, hint: "授权书或备案授权码写明的最后一天；没有就空着" }),
];

/** A number for each approval that is chosen in the dialog. */
const permits = (site: SiteView, choices: ChoicesView) =>
  choices.approvals.options
    .filter((one) => one.code !== choices.approvals.alone)
    .map((one) =>
      half(`permits.${one.code}`, `${one.label}前置审批号`, {
        default: site.permits[one.code] ?? "",
        when: (typed) => (typed.approvals ?? "").split(",").includes(one.code),
      }),
    );

const icpForm = (site: SiteView, choices: ChoicesView, files: string): FormValue[] => [
  several("contents", choices.contents, site.contents, named("只选{files}实际做的，没有的不选，最多五项", files)),
  several("languages", choices.languages, site.languages),
  several("approvals", choices.approvals, site.approvals, "不涉及的选“以上都不涉及”；涉及的要交审批文件，列在材料里"),
  ...permits(site, choices),
  field("remark", "备注", { kind: "long", check: "text", default: site.remark, hint: named("写清{files}的实际内容和用途，20–200 个字", files) }),
];

const policeForm = (site: SiteView, choices: ChoicesView): FormValue[] => [
  ...addresses(site),
  ...provider("access", "网络接入服务商", site, choices, "如 腾讯云计算（北京）有限责任公司"),
  ...provider("registrar", "域名注册服务商", site, choices, "域名证书上写的注册服务机构"),
  several(
    "services",
    choices.services,
    site.services,
    "空着按主体性质：单位是单位门户网站，个人是博客/个人空间（有的省管局不收，要另选）；另有别的类型如实勾选",
  ),
  field("hazard", choices.hazards.label, { kind: "choice", default: site.hazard, options: choices.hazards.options, hint: "涉及的上传资质证明，列在材料里" }),
  several("approvals", choices.approvals, site.approvals, "不涉及的选“以上都不涉及”，公安表上不打勾；涉及的上传资质证明"),
  interactive(site),
];

const detailForm = (site: SiteView): FormValue[] =>
  site.asks.map((one) =>
    field(`details.${one.code}`, one.label, {
      kind: one.long ? "long" : one.options.length ? "suggest" : "text",
      options: one.options,
      default: site.details[one.code] ?? "",
      hint: one.hint,
      ...(one.part ? { part: one.part } : {}),
    }),
  );

/** A site that is not there yet. */
const blank: SiteView = {
  id: "",
  name: "",
  domain: "",
  interactive: false,
  serverKind: "",
  serverOwner: "",
  serverMonths: "",
  serverInstance: "",
  serverIp: "",
  serverIpEnd: "",
  contents: [],
  languages: [],
  approvals: [],
  remark: "",
  permits: {},
  details: {},
  asksTitle: "",
  asks: [],
  access: { where: "", region: "", name: "" },
  registrar: { where: "", region: "", name: "" },
  services: [],
  hazard: "",
  registrarLabel: "",
  boughtOn: "",
  verifiedOn: "",
  serverWords: "",
  domainFrom: "",
  serverUntil: "",
  domainUntil: "",
  proofUntil: "",
  grantUntil: "",
  terms: [],
  icpNumber: "",
  liveDay: "",
  policeNo: "",
  version: 0,
  footer: "",
  footerLines: [],
  footerHint: "",
};

/** A form without what sites of the case type do not have. */
const having = (values: FormValue[], lacks: string[]): FormValue[] => values.filter((v) => !lacked(lacks, v.key));

/** What must be known of a site to add it; the rest is filled in afterwards. */
export const newSiteForm = (files: string, choices: ChoicesView, lacks: string[] = []): FormValue[] =>
  having(basicForm(blank, files, choices), lacks).filter((v) =>
    ["name", "domain", "interactive", "registrar.name", "verifiedOn", "serverIp", "domainUntil"].includes(v.key),
  );

/** The new site as Go takes it. */
export const toNewSite = (typed: Record<string, string>): SiteInput => toSite(blank, typed, 0);

/** The fields of one dialog, filled with what is on record. */
export function siteForm(site: SiteView, choices: ChoicesView, files: string, part: SitePart = "basic", lacks: string[] = []): FormValue[] {
  if (part === "details") return detailForm(site);
  return having(part === "icp" ? icpForm(site, choices, files) : part === "police" ? policeForm(site, choices) : basicForm(site, files, choices), lacks);
}

/** Which dialog asks for a field of a site, from the sheet on which it is missing. */
export function partOf(key: string, sheet: string): SitePart {
  if (["name", "domain", "serverKind"].includes(key)) return "basic";
  if (key.startsWith("details.")) return "details";
  if (sheet.startsWith("police")) return "police";
  return key === "serverIp" ? "basic" : "icp";
}

/** The numbers of the approvals that are chosen now; one that was dropped takes its number with it. */
function permitsOf(site: SiteView, typed: Record<string, string>, approvals: string[]): Record<string, string> {
  const all = approvals.map((code) => [code, typed[`permits.${code}`] ?? site.permits[code] ?? ""] as const);
  return Object.fromEntries(all.filter(([, number]) => number !== ""));
}

/** The site as Go takes it: what the dialog did not ask for goes back as it came. */
export function toSite(site: SiteView, typed: Record<string, string>, version: number): SiteInput {
  const text = <K extends keyof SiteView>(key: K) => typed[key] ?? String(site[key]);
  const codes = (key: "contents" | "languages" | "approvals" | "services") => (typed[key] === undefined ? site[key] : typed[key].split(",").filter(Boolean));
  const whose = (key: "access" | "registrar") => ({
    where: typed[`${key}.where`] ?? site[key].where,
    region: typed[`${key}.region`] ?? site[key].region,
    name: typed[`${key}.name`] ?? site[key].name,
  });
  // What was known of another registrar is not of this one.
  const renamed = typed["registrar.where"] === undefined && (typed["registrar.name"] ?? site.registrarLabel) !== site.registrarLabel;
  return {
    id: site.id,
    name: text("name"),
    domain: text("domain"),
    interactive: typed.interactive === undefined ? site.interactive : typed.interactive === "true",
    serverKind: text("serverKind"),
    serverOwner: text("serverOwner"),
    serverMonths: text("serverMonths"),
    serverInstance: text("serverInstance"),
    serverIp: text("serverIp"),
    serverIpEnd: text("serverIpEnd"),
    serverUntil: text("serverUntil"),
    domainUntil: text("domainUntil"),
    boughtOn: text("boughtOn"),
    verifiedOn: text("verifiedOn"),
    proofUntil: text("proofUntil"),
    grantUntil: text("grantUntil"),
    contents: codes("contents"),
    languages: codes("languages"),
    approvals: codes("approvals"),
    permits: permitsOf(site, typed, codes("approvals")),
    details: { ...site.details, ...Object.fromEntries(site.asks.map((one) => [one.code, typed[`details.${one.code}`] ?? site.details[one.code] ?? ""])) },
    remark: text("remark"),
    access: whose("access"),
    registrar: renamed
      ? { where: "", region: "", name: typed["registrar.name"]! }
      : typed["registrar.where"] === undefined
        ? site.registrar
        : whose("registrar"),
    services: codes("services"),
    hazard: text("hazard"),
    version,
  };
}
