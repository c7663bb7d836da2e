import type { ImportColumn } from "@/bridge/types";
import { remember } from "@/lib/remember";

/** How a sheet was read. */
export interface Reading {
  /** Header → field, for those that were chosen by hand; "" leaves a column aside. */
  columns: Record<string, string>;
  icp: boolean;
  police: boolean;
  /** How many rows below the one that is found by itself the header lies; "none" where there is none. */
  header: number | "none";
}

const most = 20;
// What a column holds tells sheets without headers apart.
const keyOf = (columns: ImportColumn[]): string => columns.map((column) => column.header + (column.guessed ? `=${column.field}` : "")).join("\n");

/** How sheets were read, by their headers as they are found by themselves: the next one with the same is read so, too. It holds no value of a row. */
export function useKnown() {
  const kept = remember<string>("import.sheets", "[]");
  const all = (): [string, Reading][] => JSON.parse(kept.value) as [string, Reading][];
  return {
    of: (columns: ImportColumn[]): Reading | undefined => all().find(([key]) => key === keyOf(columns))?.[1],
    keep(columns: ImportColumn[], reading: Reading): void {
      const key = keyOf(columns);
      kept.value = JSON.stringify([[key, reading] as const, ...all().filter(([of]) => of !== key)].slice(0, most));
    },
  };
}
