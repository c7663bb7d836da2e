import type { CheckInput, OpenInput } from "@/bridge/types";
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

/** Faults the page sees by itself; "" when there is none. `domainless` is a type whose sites have no domain. */
export function ownFault(input: OpenInput, path: string, domainless = false): string {
  const site = /^sites\.(\d+)\.(domain|name)$/.exec(path);
  if (site && domainless === (site[2] === "name")) {
    const one = input.sites[Number(site[1])];
    const told = domainless ? "填写名称" : "填写域名；还没有就填名称";
    return one && !one.name.trim() && (domainless || !one.domain.trim()) ? told : "";
  }
  switch (path) {
    case "client.name":
      return !input.clientId && !input.client.name.trim() ? "填写名称，与证件上的全称一致" : "";
    case "province":
      return input.province ? "" : "选备案省份";
    case "phases":
      return input.icp || input.police ? "" : "至少选一个阶段";
    case "lead.emergency":
      return input.lead.emergency.trim() && input.lead.emergency.trim() === input.lead.mobile.trim() ? "与手机相同。请换一个能接通的号码" : "";
    case "lead.name":
      return !input.leadId && !input.lead.name.trim() && [input.lead.docNumber, input.lead.mobile, input.lead.email, input.lead.emergency].some((v) => v.trim())
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
export const needed = (input: OpenInput, domainless = false): string[] => [
  "province",
  "client.name",
  "lead.name",
  "lead.emergency",
  ...input.sites.map((_, i) => `sites.${i}.${domainless ? "name" : "domain"}`),
  "phases",
];
