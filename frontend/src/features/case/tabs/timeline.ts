import type { TimelineItem } from "@/bridge/types";

/** The filters of a timeline, each for some kinds of entries. */
export const filters = [
  { code: "", label: "全部", kinds: [] as string[] },
  { code: "move", label: "环节", kinds: ["move", "case", "edit"] },
  { code: "contact", label: "沟通", kinds: ["contact", "note"] },
  { code: "material", label: "材料", kinds: ["material"] },
  { code: "money", label: "费用", kinds: ["money"] },
  { code: "reveal", label: "查看", kinds: ["reveal", "paper"] },
];

/** An entry with the hour it happened at, "" when only the day is known. */
export interface Entry extends TimelineItem {
  hour: string;
  word: string;
}

/** Entries under the days they happened on, in the order they came in. */
export function byDay(items: TimelineItem[], filter: string): { day: string; entries: Entry[] }[] {
  const kinds = filters.find((f) => f.code === filter)?.kinds ?? [];
  const days: { day: string; entries: Entry[] }[] = [];
  for (const item of items) {
    if (kinds.length && !kinds.includes(item.kind)) continue;
    const hour = /\d{1,2}:\d{2}$/.exec(item.when)?.[0] ?? "";
    const day = item.when.slice(0, item.when.length - hour.length).trim();
    const entry = { ...item, hour, word: filters.find((f) => f.kinds.includes(item.kind))?.label ?? "" };
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
