/** A value as Go judges it: as it should be kept, what was changed for that, and what may be wrong with it. */
export interface Judged {
  ok: boolean;
  value: string;
  message: string;
  notes: string[];
  warnings: string[];
}

type Check = (asked: { kind: string; value: string; subject: string; domain: string }) => Promise<Judged>;

let judge: Check = () => Promise.reject(new Error("nobody judges values here"));

/** Says who judges values: the bridge in the window, a test elsewhere. */
export function setCheck(next: Check): void {
  judge = next;
}

/** Judges a value of a kind: id, phone, domain, text … */
export const check = (kind: string, value: string): Promise<Judged> => judge({ kind, value, subject: "", domain: "" });

/** What is told of a value that stands: what was changed in it, then what may be wrong. */
export const remarks = (got: Judged): string => [...got.notes, ...got.warnings].join("；");
