import type { DocumentView, MaterialItem, MaterialsView } from "@/bridge/types";
import { field } from "@/acts/ask/ask";
import type { FormValue } from "@/ui/form/form";

type Days = Pick<DocumentView, "issued" | "until">;

/** Which of the two days stand on a paper of this material. */
const daysOn = (item: MaterialItem) => item.dated.filter((day) => day === "issued" || day === "until");

/** … as fields of a dialog. */
export function dayFields(item: MaterialItem, of: Days = { issued: "", until: "" }): FormValue[] {
  const fields = {
    issued: field("issued", "出具日", { kind: "day", happened: true, default: of.issued, hint: "文件上写的签署、盖章或开具的日子" }),
    until: field("until", "有效期至", { kind: "until", default: of.until, hint: "没有截止日写 长期" }),
  };
  return daysOn(item).map((day) => fields[day]);
}

/** A paper that carries days is asked for them as soon as it is there. */
export const asksDays = (item: MaterialItem) => item.dated.length > 0;

/** Both days in words; what is not on record is said so. */
export function dayLine(item: MaterialItem, of: Days): string {
  const words = { issued: `出具日 ${of.issued || "未登记"}`, until: `有效期至 ${of.until || "未登记"}` };
  return daysOn(item)
    .map((day) => words[day])
    .join("，");
}

/** No step of the case wants anything; what is filled in for other reasons changes nothing of that. */
const needsNothing = (items: MaterialItem[]) => items.every((i) => i.neededAt === "");

/** … and nothing came in that could be looked at. */
export const asksNothing = (items: MaterialItem[]) => needsNothing(items) && items.every((i) => i.versions.length === 0);

/** How far the materials are, beside the tab's name. */
export const materialsNote = (v: MaterialsView) => (v.total ? `${v.done}/${v.total}` : needsNothing(v.items) ? "不需要" : "");
