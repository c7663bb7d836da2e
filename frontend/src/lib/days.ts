/** What a date field asks for: a day, a time, until when a document is valid, or when a source was written. */
export type DateKind = "day" | "moment" | "until" | "sourced";

export const isDateKind = (kind: string): kind is DateKind => kind === "day" || kind === "moment" || kind === "until" || kind === "sourced";

/** A typed text as it was understood: as a form takes it, in words; or what is wrong with it. */
export interface Understood {
  text: string;
  words: string;
  fault: string;
}

export interface MonthCell {
  day: string;
  date: number;
  words: string;
  outside: boolean;
  off: boolean;
  shifted: boolean;
  name: string;
  today: boolean;
  later: boolean;
}

/** A small month: whole weeks, with one day pointed at. */
export interface Month {
  title: string;
  day: string;
  weeks: MonthCell[][];
  published: boolean;
}

export interface Offer {
  label: string;
  day: string;
  words: string;
  off: string;
}

/** All that is known of days lies in Go: it reads what is typed, steps, and lays out months. */
export interface Days {
  /** `step` days on from what was typed, 0 for none. */
  read(asked: { text: string; kind: DateKind; happened: boolean; step: number }): Promise<Understood>;
  month(asked: { day: string; days: number; months: number }): Promise<Month>;
  offers(): Promise<{ offers: Offer[] }>;
}

const nobody = () => Promise.reject(new Error("nobody reads days here"));
let reader: Days = { read: nobody, month: nobody, offers: nobody };

/** Says who reads days: the bridge in the window, a test elsewhere. */
export function setDays(next: Days): void {
  reader = next;
}

export const days = (): Days => reader;
