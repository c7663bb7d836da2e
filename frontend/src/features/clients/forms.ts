import type { ClientInput, OptionView, PersonInput, PersonView } from "@/bridge/types";
import { nameKind, numberKind, type FormValue } from "@/ui/form/form";

const value = (key: string, label: string, now: string, more: Partial<FormValue> = {}): FormValue => ({
  key,
  label,
  kind: "text",
  required: false,
  default: now,
  options: [],
  hint: "",
  ...more,
});

/** What may be changed on a client. */
export function clientForm(client: ClientInput, subjects: OptionView[]): FormValue[] {
  return [
    value("name", "名称", client.name, { check: "text", required: true, hint: "与证件上的全称一致" }),
    value("kind", "主体性质", client.kind, { kind: "choice", required: true, options: subjects }),
    value("creditCode", "统一社会信用代码", client.creditCode, { check: "uscc" }),
    value("address", "通信地址", client.address, { check: "text", hint: "写到门牌号" }),
    ...(client.kind === "personal"
      ? []
      : [
          value("registered", "证件住所", client.registered, { check: "text", hint: "与执照上的住所一字不差" }),
          value("investor", "投资人或主管单位", client.investor, { check: "text", hint: "企业写投资人，机关和事业单位写主管单位" }),
        ]),
    value("postcode", "邮编", client.postcode, { check: "postcode" }),
    value("officePhone", "办公电话", client.officePhone, { check: "landline", hint: "如 0086-0571-88880101" }),
    value("contact", "联系人", client.contact, { check: "text", hint: "催办发给他；空着就是负责人" }),
    value("contactPhone", "联系人手机", client.contactPhone, { kind: "phone", check: "phone" }),
    value("wechat", "联系人微信", client.wechat, { kind: "wechat", hint: "微信号或微信里的名字" }),
    value("fapiaoTitle", "发票抬头", client.fapiaoTitle, { check: "text" }),
    value("fapiaoTaxNo", "发票税号", client.fapiaoTaxNo),
    value("note", "备注", client.note, { kind: "long" }),
  ];
}

export function toClient(before: ClientInput, typed: Record<string, string>): ClientInput {
  return { ...before, ...typed };
}

/** A person of this client who is not there yet. */
export function newPerson(clientId: string): PersonInput {
  return {
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
  };
}

export function editPerson(clientId: string, person: PersonView): PersonInput {
  return {
    id: person.id,
    clientId,
    name: person.name,
    docKind: person.docKind,
    docNumber: person.docNumber,
    docUntil: person.docUntil,
    docAddress: person.docAddress,
    living: person.living,
    mobile: person.mobile,
    emergency: person.emergency,
    email: person.email,
    version: person.version,
  };
}

/** What may be changed on a lead. A covered number that is left alone stays as it is. */
export function personForm(person: PersonInput, docKinds: OptionView[]): FormValue[] {
  return [
    value("name", "姓名", person.name, { check: nameKind, required: true, hint: "证件上的全名，不加称呼" }),
    value("docKind", "证件类型", person.docKind, { kind: "choice", required: true, options: docKinds }),
    value("docNumber", "证件号码", person.docNumber, { kind: "id", check: numberKind }),
    value("docUntil", "有效期至", person.docUntil, { kind: "until", hint: "没有截止日写 长期" }),
    value("docAddress", "证件住址", person.docAddress, { check: "text" }),
    value("living", "常住地", person.living, { check: "text" }),
    value("mobile", "手机", person.mobile, { kind: "phone", check: "phone" }),
    value("emergency", "应急手机", person.emergency, { kind: "phone", check: "phone", hint: "与手机不同，要能接通" }),
    value("email", "邮箱", person.email, { kind: "email", check: "email" }),
  ];
}

export function toPerson(before: PersonInput, typed: Record<string, string>): PersonInput {
  return { ...before, ...typed };
}
