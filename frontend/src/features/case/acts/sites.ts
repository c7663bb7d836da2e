import type { ActionView, CaseView } from "@/bridge/types";

/** The act that takes one more site into the order. */
const code = "site.add";

export const adds = (action: ActionView): boolean => action.code === code;

/** The act as the case has it now; none in a case that has ended. */
export const addingOf = (view: CaseView): ActionView | undefined => view.menu.find(adds);

/** What the case offers about one of its sites. The only site can't leave, so nothing is said of it. */
export const aboutSite = (view: CaseView, siteId: string): ActionView[] => (view.sites.length > 1 ? view.menu.filter((a) => a.siteId === siteId) : []);

/** What the day is called on which a site went on line: the stage that ends with it, in the words of the case's type. */
export const liveOf = (view: CaseView): string => view.stages.find((s) => s.code === "online")?.label ?? "上线";
