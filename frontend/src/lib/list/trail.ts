import { shallowRef } from "vue";
import type { ListPlace } from "./place";

/** A case of the list from which one was opened, and where in the list it stands. */
export interface Stop {
  id: string;
  row: string;
  at: number;
}

/** The list that one walks along from case to case. */
export interface Trail {
  stops: () => Stop[];
  /** How many there are, those that were not read yet, too. */
  total: () => number;
  /** How that is told, where counting may have stopped: 2000+. */
  count?: () => string;
  /** Reads on; left out where the list is whole. */
  more?: () => Promise<unknown>;
  /** The list's place goes along, so that going back ends at the case looked at last. */
  place: ListPlace;
}

/** The stops of rows, a case once although several rows may be its own; the row that was opened stands for its case. */
export function stopsOf<Row>(rows: Row[], row: (of: Row) => string, caseId: (of: Row) => string, opened: string): Stop[] {
  const all = rows.map((of, at) => ({ id: caseId(of), row: row(of), at }));
  const own = all.find((stop) => stop.row === opened)?.id;
  const seen = new Set<string>();
  return all.filter((stop) => (stop.id === own ? stop.row === opened : !seen.has(stop.id) && seen.add(stop.id)));
}

/** The list of the case on screen; none when it was opened from elsewhere. */
export const trail = shallowRef<Trail>();
