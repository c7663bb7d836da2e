import { useSession } from "@/bridge/session";
import type { PasteItem } from "@/bridge/types";
import { usePaste, type Stand } from "@/acts/paste/usePaste";
import { mask, type MaskKind } from "@/lib/mask";
import { fresh, valueAt } from "./draft";
import type { NewCase } from "./useNewCase";

const covered: Record<string, MaskKind> = {
  "lead.docNumber": "id",
  "lead.mobile": "phone",
  "lead.emergency": "phone",
  "lead.email": "email",
  "client.contactPhone": "phone",
  "client.wechat": "wechat",
};

/** Where the form keeps a field of a pasted text. */
function pathOf(field: string): string {
  if (field === "owner") return "ownerId";
  if (field === "legal") return "legalRep";
  return field.startsWith("site.") ? `sites.0.${field.slice("site.".length)}` : field;
}

/** Fills the form of a new case from a pasted text: never over what a hand has typed, unless it is ticked. */
export function usePasted(form: NewCase) {
  const session = useSession();
  const empty = fresh();

  /** What the form shows of a field, in words. */
  function shown(field: string, value: unknown): string {
    const view = session.view;
    const lists: Record<string, { code: string; label: string }[] | undefined> = {
      "client.kind": view?.subjects,
      "lead.docKind": view?.docKinds,
      type: view?.types,
      province: view?.provs,
      owner: view?.staff,
    };
    const text = String(value ?? "");
    if (field === "legal") return value ? "是" : "";
    const kind = covered[field];
    return lists[field]?.find((o) => o.code === text)?.label ?? (kind ? mask(kind, text) : text);
  }
  const phases = () => `${form.input.value.icp},${form.input.value.police}`;

  const stand: Stand = (item: PasteItem) => {
    const path = pathOf(item.field);
    if (item.field === "phases") return phases() === item.code ? undefined : { ours: "", take: true };
    if (!form.asks(path)) return { ours: "", take: false, barred: "这件案件没有这一项，或已选了老客户" };
    const now = valueAt(form.input.value, path);
    const untouched = String(now ?? "") === String(valueAt(empty, path) ?? "");
    return { ours: untouched ? "" : shown(item.field, now), take: untouched || String(now) === item.code };
  };
  const paste = usePaste("", stand);

  /** Puts what is ticked into the form, judges it there, and lets go of the text. */
  async function fill(): Promise<void> {
    const items = paste.picked.value.map((row) => row.item);
    paste.drop();
    // The phases go with the type, and it comes first.
    items.sort((a, b) => Number(b.field === "type") - Number(a.field === "type"));
    for (const item of items) {
      if (item.field === "phases") {
        const [icp, police] = item.code.split(",");
        form.set("icp", icp === "true");
        form.set("police", police === "true");
      } else form.set(pathOf(item.field), item.field === "legal" ? true : item.code);
    }
    await Promise.all(items.filter((item) => item.field !== "phases" && item.field !== "legal").map((item) => form.leave(pathOf(item.field))));
  }

  return { ...paste, fill };
}

export type Pasted = ReturnType<typeof usePasted>;
