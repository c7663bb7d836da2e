import type { ImportColumn, ImportHead, ImportRow } from "@/bridge/types";

/** How many columns were known, and where the header is. */
export function told(head: ImportHead): string {
  const count = head.columns.filter((column) => column.field).length;
  if (head.known) return `表头在第 ${head.line} 行，认出 ${count} 列`;
  const where = head.line ? `第 ${head.line} 行当作表头，上面的名字认不出` : "没有表头，第一行就是数据";
  return `${where}，按内容认作 ${count} 列，请核对`;
}

/** The rows that may be the header, and that there is none. */
export function headers(lines: string[]): { value: number; label: string }[] {
  return [{ value: -1, label: "没有表头，第一行就是数据" }, ...lines.map((line, i) => ({ value: i + 1, label: `第 ${i + 1} 行：${line || "空行"}` }))];
}

/** How a column is known that has no header to be known by. */
export function how(column: ImportColumn): string {
  if (column.guessed) return "按内容";
  return !column.field && column.looks ? `像${column.looks}` : "";
}

/** Which columns no field takes; "" when none is left. */
export function remaining(columns: ImportColumn[]): string {
  const left = columns.filter((column) => !column.field).map((column) => column.header);
  return left.length ? `记在备忘里：${left.join("、")}` : "";
}

/** All that is to be said of a row, the weightiest first. */
export function said(row: ImportRow): string {
  return [...row.problems.map((p) => (p.column ? `${p.column}：${p.text}` : p.text)), ...row.asks, ...row.told].join("；");
}

/** The row after the one at `line` that somebody has to look at, or the first such one; `line` is "" for none. */
export function nextOpen(rows: ImportRow[], line: string): ImportRow | undefined {
  const open = rows.filter((row) => row.outcome === "wrong" || row.outcome === "ask");
  return open.find((row) => row.line > Number(line)) ?? open[0];
}
