/** How well a passphrase stands up to guessing: 0 to 4 bars, in words, and why it may not be set; "" when it may. */
export interface Strength {
  bars: number;
  words: string;
  fault: string;
}

type Judge = (passphrase: string) => Promise<Strength>;

let judge: Judge = () => Promise.reject(new Error("nobody judges passphrases here"));

/** Says who judges passphrases: the bridge in the window, a test elsewhere. */
export function setStrength(next: Judge): void {
  judge = next;
}

export const strengthOf = (passphrase: string): Promise<Strength> => judge(passphrase);
