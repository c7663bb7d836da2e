/** A date as Go tells it; the page adds no reckoning of its own beyond the minutes of a running clock. */
export interface DueLike {
  day: string;
  full: string;
  left: string;
  tone: string;
  kind: string;
  clock: boolean;
  at: string;
  start: string;
  before: string;
  /** It counts through a year whose days off are not published yet. */
  provisional: boolean;
}

/** Nobody knows the day from which it counts: that is to be looked up. */
export const undated = (due: DueLike): boolean => due.left === "补日期";
