import type { DueLike } from "../date/due";

/** A row that answers in one order: who we wait for, what to do, for whom, when, why then, one action. */
export interface TaskLike {
  key: string;
  /** First column: the party, or the time when rows are grouped by party. */
  who: string;
  /** The party is us: told in the accent. */
  ours: boolean;
  todo: string;
  /** What was done about it, after the sentence; "" for nothing. */
  note: string;
  /** It rests until tomorrow. */
  rests: boolean;
  /** Second line, parted by middle dots; in a dense row the first two stand in columns. */
  about: string[];
  due: DueLike;
  whyLine: string;
  owner: string;
  action: string;
}
