/** What is left of a clock that runs by the minute. Days are never computed here: Go says them. */
export interface Remaining {
  past: boolean;
  /** "剩 5 小时 42 分", "剩 42 分", "已过期" */
  words: string;
  /** "5:42", "已过期" */
  figure: string;
  /** Share of the span that is used up, 0 to 1. */
  used: number;
}

const minute = 60_000;

/** Counts down from `now` to `at`; `start` is where the bar begins. All in milliseconds. */
export function remaining(at: number, now: number, start: number): Remaining {
  const span = at - start;
  const used = span > 0 ? Math.min(1, Math.max(0, (now - start) / span)) : 1;
  // A minute is past once now reaches it.
  if (now >= at) return { past: true, words: "已过期", figure: "已过期", used: 1 };
  // Rounded down: the page must never promise a minute that is not there.
  const minutes = Math.floor((at - now) / minute);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const figure = `${hours}:${String(rest).padStart(2, "0")}`;
  if (minutes === 0) return { past: false, words: "剩不到 1 分", figure, used };
  if (hours === 0) return { past: false, words: `剩 ${rest} 分`, figure, used };
  return { past: false, words: rest === 0 ? `剩 ${hours} 小时` : `剩 ${hours} 小时 ${rest} 分`, figure, used };
}
