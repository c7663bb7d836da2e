import type { CasesView } from "@/bridge/types";

/** How many cases the filter keeps, and what they owe; where counting stopped (2000+) nobody has added that up. */
export const countWords = (v: Pick<CasesView, "count" | "unpaid">) => `${v.count} 件${v.unpaid && `，未收 ${v.unpaid}`}`;
