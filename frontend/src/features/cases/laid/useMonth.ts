import { computed } from "vue";
import { views } from "@/bridge/cases";
import type { Cases } from "../useCases";
import { useLaid } from "./useLaid";

/** A month of the cases: read, turned, and counted. */
export function useMonth(list: Cases) {
  let months = 0;
  const { data, error, busy, reload } = useLaid(list, (cases) =>
    views
      .calendar({ cases, month: { day: list.month.day, days: 0, months } })
      .then((got) => {
        list.month.day = got.month.day;
        return got;
      })
      .finally(() => (months = 0)),
  );
  function go(by: number): void {
    months += by;
    void reload();
  }
  function today(): void {
    list.month.day = "";
    months = 0;
    void reload();
  }

  /** How many are due in the month itself, without the days of others that fill its weeks. */
  const here = computed(() => {
    const outside = new Set(data.value?.month.weeks.flat().flatMap((cell) => (cell.outside ? [cell.day] : [])));
    return (data.value?.days ?? []).reduce((sum, day) => sum + (outside.has(day.day) ? 0 : day.count), 0);
  });
  return { data, error, busy, reload, go, today, here };
}
