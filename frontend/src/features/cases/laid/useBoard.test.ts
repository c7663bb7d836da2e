import { afterEach, expect, it } from "vitest";
import type { CasesInput } from "@/bridge/types";
import { forgetPlaces } from "@/lib/list/place";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useCases } from "../useCases";
import { useBoard } from "./useBoard";

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const head = { rows: [], next: "", total: 5, count: "5", unpaid: "0.00", views: [] };

async function start() {
  localStorage.setItem("beiandesk.cases.form", '"board"');
  const calls = fakeGo({
    CasesService: { List: () => ({ ...head, rows: rows("c") }) },
    ViewsService: {
      Board: () => ({
        head,
        most: 0,
        lanes: [
          { code: "prepare", stages: ["signing", "account"], count: 3, rows: rows("a", "b"), next: "b" },
          { code: "sms", stages: ["sms"], count: 0, rows: [], next: "" },
          { code: "end", stages: ["handover"], count: 1, rows: rows("z"), next: "" },
        ],
      }),
    },
  });
  const home = inSetup(() => {
    const list = useCases();
    return { list, board: useBoard(list) };
  });
  await settle();
  return { ...home.got, calls, leave: home.leave };
}
afterEach(() => {
  localStorage.clear();
  forgetPlaces();
});

it("hands on the figures and begins at the first card", async () => {
  const { list, calls, leave } = await start();
  expect(calls.map((c) => c.method)).toEqual(["ViewsService.Board"]);
  expect(list.head.value?.total).toBe(5);
  expect(list.cards.focused).toBe("a");
  leave();
});
it("reads a lane on as one walks past its end, by the table's own query", async () => {
  const { list, board, calls, leave } = await start();
  list.filter.stages = ["account", "sms"];
  await settle();
  await board.step(1);
  await board.step(1);
  expect(list.cards.focused).toBe("c");
  expect(calls.at(-1)!.input as CasesInput).toMatchObject({ stages: ["account"], sort: "due", desc: false, cursor: "b" });
  expect(board.lanes.value[0]).toMatchObject({ rows: rows("a", "b", "c"), next: "" });
  await board.step(-Infinity);
  expect(list.cards.focused).toBe("a");
  leave();
});
it("goes past an empty lane, and no further than the last", async () => {
  const { list, board, leave } = await start();
  board.aside(1);
  expect(list.cards.focused).toBe("z");
  board.aside(1);
  expect(list.cards.focused).toBe("z");
  board.aside(-1);
  expect(list.cards.focused).toBe("a");
  leave();
});
