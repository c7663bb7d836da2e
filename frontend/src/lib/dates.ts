/** A date in a sentence, with its year, weekday and time where it has them. */
const date = /(?:\d{4}年)?\d{1,2}月\d{1,2}日(?: 周[一二三四五六日])?(?: \d{2}:\d{2})?/g;

/** Cuts a sentence into pieces; those that are dates must not break over two lines. */
export function datesIn(text: string): { text: string; date: boolean }[] {
  const pieces: { text: string; date: boolean }[] = [];
  let at = 0;
  for (const found of text.matchAll(date)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index), date: false });
    pieces.push({ text: found[0], date: true });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), date: false });
  return pieces;
}
