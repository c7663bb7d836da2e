import type { ImportColumn, ImportRow } from "@/bridge/types";

/** How many columns were known, and where the header is. */
export function told(columns: ImportColumn[], line: number): string {
  return `表头在第 ${line} 行，认出 ${columns.filter((column) => column.field).length} 列`;
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
