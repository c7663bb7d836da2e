/** Kinds of values that are covered once their field is left. */
export type MaskKind = "id" | "phone" | "email" | "all";

const keep = (value: string, head: number, tail: number): string =>
  value.length <= head + tail
    ? "*".repeat(value.length)
    : value.slice(0, head) + "*".repeat(value.length - head - tail) + value.slice(value.length - tail);

/** Covers a value as the desk shows it: 110***********803X, 138****6027, so****@moyuart.cn. */
export function mask(kind: MaskKind, value: string): string {
  const text = value.trim();
  if (text === "" || isMasked(text)) return text;
  switch (kind) {
    case "id":
      return keep(text, 3, 4);
    case "phone":
      return keep(text, 3, 4);
    case "email": {
      const at = text.indexOf("@");
      return at < 0 ? keep(text, 2, 0) : `${text.slice(0, Math.min(2, at))}****${text.slice(at)}`;
    }
    case "all":
      return "*".repeat(Math.min(12, text.length));
  }
}

/** Whether a value still is its covered form, as Go sent it. */
export function isMasked(value: string): boolean {
  return value.includes("***");
}
