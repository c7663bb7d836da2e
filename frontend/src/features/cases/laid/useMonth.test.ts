import { afterEach, expect, it } from "vitest";
import type { CalendarInput } from "@/bridge/types";
import { forgetPlaces } from "@/lib/list/place";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useCases } from "../useCases";
import { useMonth } from "./useMonth";

const cell = (day: string, outside = false) => ({ day, outside });
const head = { rows: [], next: "", total: 5, count: "5", unpaid: "0.00", views: [] };

async function start(fails: () => boolean = () => false) {
  localStorage.setItem("beiandesk.cases.form", '"calendar"');
  const calls = fakeGo({
    ViewsService: {
      Calendar: () => {
        if (fails()) throw new Error("no");
        return {
          head,
          most: 0,
          month: { day: "2026-09-07", weeks: [[cell("2026-08-31", true), cell("2026-09-01")]] },
          days: [
            { day: "2026-08-31", count: 3, rows: [] },
            { day: "2026-09-01", count: 2, rows: [] },
          ],
        };
      },
    },
  });
  const { got, leave } = inSetup(() => useMonth(useCases()));
  await settle();
  return { ...got, leave, turned: () => calls.map((c) => (c.input as CalendarInput).month.months) };
}
afterEach(() => {
  localStorage.clear();
  forgetPlaces();
});

it("counts the days of the month, not those of others beside it", async () => {
  const { here, leave } = await start();
  expect(here.value).toBe(2);
  leave();
});
it("turns by one month after a month that could not be read", async () => {
  let broken = false;
  const { go, turned, leave } = await start(() => broken);
  broken = true;
  go(1);
  await settle();
  broken = false;
  go(1);
  await settle();
  expect(turned()).toEqual([0, 1, 1]);
  leave();
});
