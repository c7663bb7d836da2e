/** The explanation of one date: what started it, what was counted, what was skipped. */
export interface WhyLike {
  title: string;
  trigger: string;
  count: string;
  skipped: string;
  notes: string[];
  provisional: string;
  source: string;
  /** 2026-11-20 周敏; left out or "" when nobody has confirmed it. */
  confirmed?: string;
  /** What may be changed in the settings: "clock/33/bureau-review.max". */
  rule?: string;
  days: { date: string; text: string; kind: string }[];
}
