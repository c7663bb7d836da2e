/** How well a passphrase stands up to guessing, by its length and variety; 0 to 4 bars. */
export interface Strength {
  bars: number;
  words: string;
}

export function strength(passphrase: string): Strength {
  const places = [...passphrase].length;
  if (places === 0) return { bars: 0, words: "" };
  const kinds = new Set(passphrase).size;
  // Repeats add little: a place counts fully only while its character is new.
  const worth = kinds + (places - kinds) / 3;
  const bars = worth >= 16 ? 4 : worth >= 11 ? 3 : worth >= 8 ? 2 : 1;
  return { bars, words: `${["", "太弱", "一般", "较强", "很强"][bars]}，${places} 位` };
}
