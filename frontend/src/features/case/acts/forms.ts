import type { ClientInput, OptionView, PersonInput, PersonView, SiteInput, SiteView } from "@/bridge/types";
import { field } from "@/acts/ask/ask";
import { nameKind, numberKind, type FormValue } from "@/ui/form/form";

export const noteKinds: OptionView[] = [
  { code: "note", label: "备忘" },
  { code: "phone", label: "电话" },
  { code: "wechat", label: "微信" },
  { code: "mail", label: "邮件" },
];

const serverKinds: OptionView[] = [
  { code: "cvm", label: "云服务器" },
  { code: "lighthouse", label: "轻量应用服务器" },
  { code: "code", label: "备案授权码" },
];

export function siteForm(site: SiteView): FormValue[] {
  return [
    field("name", "网站名称", { check: "site-name", default: site.name, hint: "至少三个汉字" }),
    field("domain", "域名", { check: "domain", default: site.domain }),
    field("interactive", "访客能发言或留言（交互式）", { kind: "check", default: site.interactive ? "true" : "" }),
    field("serverKind", "备案云服务", { kind: "choice", default: site.serverKind, options: serverKinds }),
    field("serverIp", "公网 IP", { default: site.serverIp }),
    field("serverUntil", "服务器到期日", { kind: "day", default: site.serverUntil }),
    field("domainUntil", "域名到期日", { kind: "day", default: site.domainUntil }),
    field("proofUntil", "域名实名证明到期日", { kind: "day", default: site.proofUntil }),
    field("grantUntil", "授权到期日", { kind: "day", default: site.grantUntil, hint: "授权书或备案授权码写明的最后一天；没有就空着" }),
  ];
}

export function toSite(site: SiteView, typed: Record<string, string>, version: number): SiteInput {
  return {
    id: site.id,
    name: typed.name ?? "",
    domain: typed.domain ?? "",
    interactive: typed.interactive === "true",
    serverKind: typed.serverKind ?? "",
    serverIp: typed.serverIp ?? "",
    serverUntil: typed.serverUntil ?? "",
    domainUntil: typed.domainUntil ?? "",
    proofUntil: typed.proofUntil ?? "",
    grantUntil: typed.grantUntil ?? "",
    version,
  };
}

/** A person of the client who is not there yet. */
export const newPerson = (clientId: string): PersonInput => ({
  id: "",
  clientId,
  name: "",
  docKind: "id",
  docNumber: "",
  docUntil: "",
  docAddress: "",
  living: "",
  mobile: "",
  emergency: "",
  email: "",
  version: 0,
});

/** A covered number that is left alone stays as it is. */
export const editPerson = (clientId: string, p: PersonView): PersonInput => ({
  id: p.id,
  clientId,
  name: p.name,
  docKind: p.docKind,
  docNumber: p.docNumber,
  docUntil: p.docUntil,
  docAddress: p.docAddress,
  living: p.living,
  mobile: p.mobile,
  emergency: p.emergency,
  email: p.email,
  version: p.version,
});

/** The fields of a person; `only` narrows them to what one material asks for. */
export function personForm(p: PersonInput, docKinds: OptionView[], only: string[] = []): FormValue[] {
  const all = [
    field("name", "姓名", { check: nameKind, required: true, default: p.name, hint: "证件上的全名，不加称呼" }),
    field("docKind", "证件类型", { kind: "choice", required: true, default: p.docKind, options: docKinds }),
    field("docNumber", "证件号码", { kind: "id", check: numberKind, default: p.docNumber }),
    field("docUntil", "有效期至", { kind: "until", default: p.docUntil, hint: "没有截止日写 长期" }),
    field("docAddress", "证件住址", { check: "text", default: p.docAddress }),
    field("living", "常住地", { check: "text", default: p.living }),
    field("mobile", "手机", { kind: "phone", check: "phone", default: p.mobile }),
    field("emergency", "应急手机", { kind: "phone", check: "phone", default: p.emergency, hint: "与手机不同，要能接通" }),
    field("email", "邮箱", { kind: "email", check: "email", default: p.email }),
  ];
  return only.length ? all.filter((v) => only.includes(v.key)) : all;
}

export function toPerson(before: PersonInput, typed: Record<string, string>, version: number): PersonInput {
  return { ...before, ...typed, version };
}

export function clientForm(c: ClientInput, only: string[]): FormValue[] {
  return [
    field("creditCode", "统一社会信用代码", { check: "uscc", default: c.creditCode }),
    field("address", "通信地址", { check: "text", default: c.address, hint: "写到门牌号" }),
    field("postcode", "邮编", { check: "postcode", default: c.postcode }),
    field("officePhone", "办公电话", { check: "landline", default: c.officePhone, hint: "如 0086-0571-88880101" }),
  ].filter((v) => only.includes(v.key));
}
