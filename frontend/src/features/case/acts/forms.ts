import type { ClientInput, OptionView, PersonInput, PersonView } from "@/bridge/types";
import { field } from "@/acts/ask/ask";
import { nameKind, numberKind, type FormValue } from "@/ui/form/form";

export const noteKinds: OptionView[] = [
  { code: "note", label: "备忘" },
  { code: "phone", label: "电话" },
  { code: "wechat", label: "微信" },
  { code: "mail", label: "邮件" },
];

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
    field("registered", "证件住所", { check: "text", default: c.registered, hint: "与执照上的住所一字不差" }),
    field("investor", "投资人或主管单位", { check: "text", default: c.investor, hint: "企业写投资人，机关和事业单位写主管单位" }),
    field("postcode", "邮编", { check: "postcode", default: c.postcode }),
    field("officePhone", "办公电话", { check: "landline", default: c.officePhone, hint: "如 0086-0571-88880101" }),
    field("contact", "联系人", { check: "text", default: c.contact, hint: "催办发给他；空着就是负责人" }),
    field("contactPhone", "联系人手机", { kind: "phone", check: "phone", default: c.contactPhone }),
    field("wechat", "联系人微信", { kind: "wechat", default: c.wechat, hint: "微信号或微信里的名字" }),
  ].filter((v) => only.includes(v.key));
}
