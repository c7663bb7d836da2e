/** Kinds of values that are covered once their field is left. */
export type MaskKind = "id" | "phone" | "email" | "wechat" | "all";

const keep = (value: string, head: number, tail: number): string =>
  value.length <= head + tail ? "*".repeat(value.length) : value.slice(0, head) + "*".repeat(value.length - head - tail) + value.slice(value.length - tail);

/** Covers a value as the desk shows it: 110***********803X, 138****6027, so****@moyuart.cn. */
export function mask(kind: MaskKind, value: string): string {
  const text = value.trim();
  if (text === "" || isMasked(text)) return text;
  switch (kind) {
    case "id":
      return keep(text, 3, 4);
    case "phone":
      return keep(text, 3, 4);
    case "wechat":
      return text.length >= 7 ? keep(text, 2, 2) : keep(text, text.length >= 3 ? 1 : 0, 0);
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

/** How many characters two texts have in common at their beginning. */
function alike(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

/** Where a cursor stands once a covered text has become the plain one: what is left open counts from its own side. */
export function cursorAfter(covered: string, plain: string, at: number): number {
  const head = alike(covered, plain);
  return at <= head ? at : Math.max(head, plain.length - (covered.length - at));
}

/** What typing has put in place of a covered value: while stars of it are left, what came in between; the rest falls away. */
export function inserted(before: string, after: string): string {
  if (!after.includes("*")) return after;
  const head = alike(before, after);
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return after.slice(head, after.length - tail);
}
