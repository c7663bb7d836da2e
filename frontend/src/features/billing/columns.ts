import type { Column } from "@/lib/list/columns";

/** The columns of the bills; those with the highest `drop` go first when there is no room. */
export const columns: Column[] = [
  { key: "number", title: "账单号", width: 116 },
  { key: "client", title: "客户", width: 160, grow: 2 },
  { key: "items", title: "项目", width: 88, drop: 3 },
  { key: "issued", title: "开具", width: 116, drop: 2 },
  { key: "total", title: "金额", width: 80, align: "right", drop: 1 },
  { key: "open", title: "未收", width: 80, align: "right" },
  { key: "state", title: "状态", width: 100 },
];
