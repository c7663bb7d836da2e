import type { Column } from "@/lib/list/columns";

/**
 * The table's columns; those with the highest `drop` go first where there is no room. A wide
 * window shows whole domains and sets long words in two lines; below 1360 px a row is one line.
 */
const wide: Column[] = [
  { key: "number", title: "案件号", width: 108, sortable: true },
  { key: "client", title: "客户", width: 150, grow: 5, sortable: true },
  { key: "site", title: "域名或名称", width: 164, grow: 1, drop: 5 },
  { key: "province", title: "省份", width: 56, drop: 6 },
  { key: "stage", title: "环节", width: 116, drop: 3 },
  { key: "partyLabel", title: "等谁", width: 76, drop: 2 },
  { key: "todo", title: "下一步", width: 116, grow: 3 },
  { key: "due", title: "期限", width: 116, sortable: true },
  { key: "left", title: "", width: 116 },
  { key: "contact", title: "上次联系", width: 120, drop: 8 },
  { key: "owner", title: "经办", width: 64, drop: 7 },
  { key: "unpaid", title: "未收", width: 84, align: "right", drop: 4 },
];

/** Widths of one line, in place of those above. */
const oneLine: Record<string, number> = { client: 162, site: 150, stage: 142, todo: 199, unpaid: 80 };

/** A view of closed cases alone: how and when each ended, and nothing of what is to be done. */
const ended: Record<string, string> = { partyLabel: "结果", due: "结束日" };
const closedWide = wide
  .filter((column) => !["stage", "todo", "left"].includes(column.key))
  .map((column) => ({ ...column, title: ended[column.key] ?? column.title }));

export function columnsFor(narrow: boolean, closed: boolean): Column[] {
  const all = closed ? closedWide : wide;
  return narrow ? all.map((column) => ({ ...column, width: oneLine[column.key] ?? column.width })) : all;
}

/** Those that are chosen and put in order: all with a title, which those without one follow. */
export const choosable = wide.filter((column) => column.title !== "");

/** The one that always stays: a row must say whose it is. */
export const kept = "client";

/** Puts columns in an order; one that the order does not name stays behind the one that it follows in the list. */
export function arranged(all: Column[], order: string[]): Column[] {
  const named = order.flatMap((key) => all.filter((column) => column.key === key && column.title !== ""));
  const list = [...named];
  all.forEach((column, i) => {
    if (named.includes(column)) return;
    const before = all[i - 1];
    list.splice(before ? list.indexOf(before) + 1 : 0, 0, column);
  });
  return list;
}

/** What is hidden takes along the columns without a title that follow it. */
export function withFollowers(hidden: string[]): Set<string> {
  const all = new Set(hidden);
  wide.forEach((column, i) => {
    if (column.title === "" && all.has(wide[i - 1]?.key ?? "")) all.add(column.key);
  });
  return all;
}

/** What stands in one column of the screen beside or in place of its own, in a view of cases that have ended. */
const endedToo: Record<string, string> = { partyLabel: "status", due: "ended" };

/** The keys of shown columns as the exported table has them. */
export function exported(keys: string[], view: string): string[] {
  return keys.flatMap((key) => {
    const other = endedToo[key];
    if (!other || !["closed", "all"].includes(view)) return [key];
    return view === "closed" ? [other] : [key, other];
  });
}
