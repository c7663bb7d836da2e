/** The explanation of one date: what started it, what was counted, what was skipped. */
export interface WhyLike {
  title: string;
  trigger: string;
  count: string;
  skipped: string;
  notes: string[];
  provisional: string;
  source: string;
  days: { date: string; text: string; kind: string }[];
}
