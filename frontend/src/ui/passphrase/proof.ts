import type { AppError } from "@/lib/apperror";

/** The present passphrase or the recovery code, as somebody types it again. */
export interface Proof {
  secret: string;
  byCode: boolean;
}

/** What Go is given of it. */
export const proofOf = (typed: Proof) => ({
  old: typed.byCode ? "" : typed.secret,
  recovery: typed.byCode ? typed.secret.trim() : "",
});

/** Whether an error is about it. */
export const isOfProof = (error?: AppError): boolean => error?.field === "old" || error?.field === "recovery";

/** What is left of it once it was refused: a wrong passphrase is typed anew, of a code only a few characters are wrong. */
export const refusedProof = (typed: Proof): Proof => (typed.byCode ? typed : { ...typed, secret: "" });

/** What it still wants, "" when it is typed. */
export const proofWants = (typed: Proof): string => (typed.secret.trim() ? "" : typed.byCode ? "输入恢复码" : "输入现在的口令");
