import type { CheckInput, OpenInput } from "@/bridge/types";
import { lacked } from "@/lib/sitefields";
import { nameKind, numberKind } from "@/ui/form/form";
import { valueAt } from "./draft";

/** What Go is asked when a field is left; undefined where nothing is to be asked. */
export function checkOf(input: OpenInput, path: string): CheckInput | undefined {
  const value = String(valueAt(input, path) ?? "").trim();
  if (value === "") return undefined;
  const ask = (kind: string, more: Partial<CheckInput> = {}): CheckInput => ({ kind, value, subject: "", domain: "", ...more });
  const [room, key, last] = path.split(".");
  switch (path) {
    case "client.name":
    case "client.address":
    case "client.contact":
    case "lead.docAddress":
    case "lead.living":
      return ask("text");
    case "client.creditCode":
      return ask("uscc");
    case "client.postcode":
      return ask("postcode");
    case "client.officePhone":
      return ask("landline");
    case "lead.name":
      return ask(nameKind({ docKind: input.lead.docKind }));
    case "lead.docNumber":
      return ask(numberKind({ docKind: input.lead.docKind, docNumber: value }));
    case "client.contactPhone":
    case "lead.mobile":
    case "lead.emergency":
      return ask("phone");
    case "lead.email":
      return ask("email");
  }
  if (room === "sites" && last === "domain") return ask("domain");
  if (room === "sites" && last === "name") return ask("site-name", { subject: input.client.kind, domain: input.sites[Number(key)]?.domain ?? "" });
  return undefined;
}

/** A site's name is settled later with the client: what is wrong with it now is a hint. */
export const onlyHints = (path: string): boolean => /^sites\.\d+\.name$/.test(path);

/** What is typed, and what of it is asked for. */
export interface Typed {
  input: OpenInput;
  /** What the case type does not have. */
  lacks: string[];
  /** Keys of what the case type asks at signing. */
  values: string[];
  /** A client that is there is looked for, no new one filled in. */
  old: boolean;
}

/** What a site is told by at least: its domain, or its name where the type has none. */
const known = (lacks: string[]) => (lacked(lacks, "domain") ? "name" : "domain");

/** Whether the page has this field now: what was said of another waits until it is back. */
export function asked({ input, lacks, values, old }: Typed, path: string): boolean {
  const [room, ...rest] = path.split(".");
  if (room === "sites" && rest.length > 1) return !lacked(lacks, rest[1]!);
  if (room === "values") return values.includes(rest.join("."));
  if (room === "client") return path === "client.same" || !(old || input.clientId);
  if (room === "lead") return !input.leadId;
  return path !== "accountUin" || !lacks.includes("account");
}

/** Faults the page sees by itself; "" when there is none. */
export function ownFault({ input, lacks }: Typed, path: string): string {
  const site = /^sites\.(\d+)\.(domain|name)$/.exec(path);
  if (site && site[2] === known(lacks)) {
    const one = input.sites[Number(site[1])];
    if (!one || one.name.trim()) return "";
    return site[2] === "name" ? "填写名称" : one.domain.trim() ? "" : "填写域名；还没有就填名称";
  }
  switch (path) {
    case "clientId":
      return input.clientId ? "" : "查找并选一个客户，或改填新客户";
    case "client.name":
      return input.client.name.trim() ? "" : "填写名称，与证件上的全称一致";
    case "province":
      return input.province ? "" : "选备案省份";
    case "phases":
      return input.icp || input.police ? "" : "至少选一个阶段";
    case "lead.emergency":
      return input.lead.emergency.trim() && input.lead.emergency.trim() === input.lead.mobile.trim() ? "与手机相同。请换一个能接通的号码" : "";
    case "lead.name":
      return !input.lead.name.trim() && [input.lead.docNumber, input.lead.mobile, input.lead.email, input.lead.emergency].some((v) => v.trim())
        ? "填写负责人姓名，或清空下面几项"
        : "";
  }
  return "";
}

/** Which of the steps a field belongs to. */
export function stepOf(path: string): number {
  if (/^(client|lead)(\.|Id$)/.test(path) || path === "province" || path === "legalRep") return 0;
  return path.startsWith("sites.") || path === "sites" ? 1 : 2;
}

/** The fields that the page itself judges before a case can be opened. */
export function needed(typed: Typed): string[] {
  const sites = typed.input.sites.map((_, i) => `sites.${i}.${known(typed.lacks)}`);
  const all = ["province", "client.name", "lead.name", "lead.emergency", ...sites, "phases"].filter((path) => asked(typed, path));
  return typed.old ? ["clientId", ...all] : all;
}
