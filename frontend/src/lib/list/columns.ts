/** A column of a table. */
export interface Column {
  key: string;
  title: string;
  /** Least width in CSS px; a column with `grow` takes a share of what is left. */
  width: number;
  grow?: number;
  align?: "right";
  sortable?: boolean;
  /** Columns with the highest number go first when there is no room; without one a column stays. */
  drop?: number;
}

/** The columns that fit, in their order. Columns go before a table scrolls sideways. */
export function fitColumns(all: Column[], room: number, hidden: ReadonlySet<string> = new Set()): Column[] {
  let shown = all.filter((c) => !hidden.has(c.key));
  const droppable = shown.filter((c) => c.drop !== undefined).sort((a, b) => b.drop! - a.drop!);
  let need = shown.reduce((sum, c) => sum + c.width, 0);
  for (const column of droppable) {
    if (need <= room) break;
    shown = shown.filter((c) => c !== column);
    need -= column.width;
  }
  return shown;
}

/** The CSS grid template of columns. */
export function gridOf(columns: Column[]): string {
  return columns.map((c) => (c.grow ? `minmax(${c.width}px, ${c.grow}fr)` : `${c.width}px`)).join(" ");
}
