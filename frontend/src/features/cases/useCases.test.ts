import { afterEach, expect, it, vi } from "vitest";
import type { CasesInput } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useCases } from "./useCases";

const start = () => {
  const calls = fakeGo({
    CasesService: {
      List: (input: CasesInput) => ({ rows: [{ id: input.cursor || "1" }], next: input.cursor ? "" : "2", total: 2, unpaid: "0.00", views: [] }),
    },
  });
  return { calls, ...inSetup(useCases) };
};
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

it("opens on the cases in hand, by due date", async () => {
  const { calls, leave } = start();
  await settle();
  expect(calls[0]!.input).toMatchObject({ view: "open", sort: "due", desc: false, cursor: "", provs: [], unpaid: false });
  leave();
});
it("asks for the page after the last", async () => {
  const { got, calls, leave } = start();
  await settle();
  await got.more();
  expect(calls.at(-1)!.input).toMatchObject({ cursor: "2" });
  expect(got.rows.value.map((r) => r.id)).toEqual(["1", "2"]);
  leave();
});
it("shows what has just ended first, and what is due first again", async () => {
  const { got, calls, leave } = start();
  await settle();
  got.view.value = "closed";
  await settle();
  expect(calls.at(-1)!.input).toMatchObject({ view: "closed", sort: "due", desc: true });
  got.view.value = "open";
  await settle();
  expect(calls.at(-1)!.input).toMatchObject({ view: "open", sort: "due", desc: false });
  got.sortBy("client");
  got.view.value = "closed";
  await settle();
  expect(calls.at(-1)!.input).toMatchObject({ view: "closed", sort: "client", desc: false });
  got.view.value = "open";
  got.sortBy("due");
  leave();
});
it("filters and clears", async () => {
  const { got, calls, leave } = start();
  await settle();
  got.filter.provs = ["33"];
  got.filter.due = ["week"];
  got.filter.unpaid = ["yes"];
  await settle();
  expect(calls.at(-1)!.input).toMatchObject({ provs: ["33"], due: "week", unpaid: true });
  expect(got.filtered.value).toBe(true);
  got.clear();
  await settle();
  expect(calls.at(-1)!.input).toMatchObject({ provs: [], due: "", unpaid: false });
  expect(got.filtered.value).toBe(false);
  leave();
});
it("waits for a pause in typing and asks once", async () => {
  vi.useFakeTimers();
  const { got, calls, leave } = start();
  await settle();
  for (const text of ["青", "青禾"]) {
    got.filter.text = text;
    await settle();
  }
  expect(calls).toHaveLength(1);
  vi.advanceTimersByTime(200);
  await settle();
  expect(calls.map((c) => (c.input as CasesInput).text)).toEqual(["", "青禾"]);
  leave();
});
it("turns the order round on the second press", async () => {
  const { got, calls, leave } = start();
  await settle();
  got.sortBy("number");
  await settle();
  got.sortBy("number");
  await settle();
  expect(calls.map((c) => c.input as CasesInput).map((i) => `${i.sort} ${i.desc}`)).toEqual(["due false", "number false", "number true"]);
  leave();
});
it("reads no table while another form is on screen, and the whole of it anew afterwards", async () => {
  const { got, calls, leave } = start();
  await settle();
  got.form.value = "board";
  got.filter.provs = ["33"];
  await settle();
  expect(calls).toHaveLength(1);
  expect(got.asked.value).toMatchObject({ provs: ["33"] });
  got.toDay("2026-11-26");
  await settle();
  expect(calls.slice(1).map((c) => (c.input as CasesInput).due)).toEqual(["2026-11-26"]);
  got.clear();
  leave();
});
