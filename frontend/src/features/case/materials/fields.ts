import type { MaterialItem } from "@/bridge/types";

/** Which fields of whom a material of the kind "field" is read from. */
const fields: Record<string, { of: "person" | "client" | "site"; keys: string[] }> = {
  "doc-number": { of: "person", keys: ["docKind", "docNumber", "docUntil"] },
  "doc-address": { of: "person", keys: ["docAddress"] },
  mobile: { of: "person", keys: ["mobile"] },
  emergency: { of: "person", keys: ["emergency"] },
  email: { of: "person", keys: ["email"] },
  "living-address": { of: "person", keys: ["living"] },
  "legal-rep": { of: "person", keys: ["name", "docKind", "docNumber"] },
  "credit-code": { of: "client", keys: ["creditCode"] },
  address: { of: "client", keys: ["address"] },
  postcode: { of: "client", keys: ["postcode"] },
  "office-phone": { of: "client", keys: ["officePhone"] },
  "server-ip": { of: "site", keys: ["serverIp"] },
};

export const sourceOf = (code: string) => fields[code];

/** The token that reveals a field item's value in full, "" when it is not covered or not one value. */
export function tokenOf(item: MaterialItem): string {
  const source = fields[item.code];
  const key = source?.keys.find((k) => k === "docNumber") ?? source?.keys[0];
  return item.value.includes("***") && item.target.startsWith("person:") && key ? `${item.target}:${key}` : "";
}

/** The list in its parts. What is not needed for this subject stands last in each. */
export function parts(items: MaterialItem[]): { label: string; done: number; total: number; items: MaterialItem[] }[] {
  const of = (label: string, list: MaterialItem[]) => {
    const wanted = list.filter((i) => i.state !== "不需要");
    return {
      label,
      done: wanted.filter((i) => i.state === "合格").length,
      total: wanted.length,
      items: [...wanted, ...list.filter((i) => i.state === "不需要")],
    };
  };
  return [
    of(
      "影像",
      items.filter((i) => i.no > 0 && i.kind === "file"),
    ),
    of(
      "信息",
      items.filter((i) => i.no > 0 && i.kind !== "file"),
    ),
    of(
      "本案另要",
      items.filter((i) => i.no === 0 && !i.later),
    ),
    of(
      "后续取得",
      items.filter((i) => i.later),
    ),
  ].filter((part) => part.items.length > 0);
}
