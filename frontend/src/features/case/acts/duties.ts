import type { ActionView, CaseView } from "@/bridge/types";

/** What may be recorded of what the client must do himself: told, done by him, taken on by us. */
const codes = ["police.told", "police.own", "police.add"];

export const aboutDuties = (view: CaseView): ActionView[] => view.menu.filter((action) => codes.includes(action.code));
