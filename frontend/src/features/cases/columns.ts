import type { Column } from "@/lib/list/columns";

/** The table's columns; those with the highest `drop` go first where it is narrow. */
export const columns: Column[] = [
  { key: "number", title: "案件号", width: 108, sortable: true },
  { key: "client", title: "客户", width: 164, grow: 5, sortable: true },
  { key: "domain", title: "域名", width: 124, grow: 1, drop: 7 },
  { key: "province", title: "省份", width: 56, drop: 3 },
  { key: "stage", title: "环节", width: 116 },
  { key: "partyLabel", title: "等谁", width: 76 },
  { key: "todo", title: "下一步", width: 116, grow: 3 },
  { key: "due", title: "期限", width: 120, sortable: true },
  { key: "left", title: "", width: 124 },
  { key: "contact", title: "上次联系", width: 96, drop: 8 },
  { key: "owner", title: "经办", width: 64, drop: 6 },
  { key: "unpaid", title: "未收", width: 84, align: "right" },
];

/** Those that may be hidden by choice. */
export const choosable = columns.filter((column) => column.drop !== undefined);
