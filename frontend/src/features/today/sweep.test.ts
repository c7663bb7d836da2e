import { expect, it } from "vitest";
import type { CaseView, NoticeView, SweepItem, SweepPlace } from "@/bridge/types";
import { forgetPlaces } from "@/lib/list/place";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { entriesOf, nextOf, useSweep, type Mark } from "./useSweep";

const item = (runId: string): SweepItem => ({
  caseId: `case-${runId}`,
  runId,
  number: "BA2026-0001",
  client: "青禾",
  stage: "管局审核",
  site: "qinghe.example",
  account: "",
  todo: "查进度",
  left: "明天",
  for: "",
});
const place = (code: string, ...runs: string[]): SweepPlace => ({ code, label: code, url: "", items: runs.map(item), more: false, rests: 0 });
const notice = (code: string, seen = ""): NoticeView => ({ code, label: code, url: "", count: "", seen, cases: [] });
const skipped: Mark = { kind: "skipped", words: "跳过" };

it("goes place by place, and to messages that nobody has looked at", () => {
  const entries = entriesOf([place("cloud", "r1", "r2"), place("bureau", "r3")], [notice("mps", "10:05 周敏"), notice("tencent")]);
  expect(entries.map((one) => one.key)).toEqual(["r1", "r2", "r3", "notice-tencent"]);
});

it("goes on to the next that is not looked at, then to those before it, then to none", () => {
  const entries = entriesOf([place("cloud", "r1", "r2", "r3")], []);
  const marked = (...keys: string[]) => new Map(keys.map((key) => [key, skipped]));
  expect(nextOf(entries, marked("r2"), 1)).toBe(2);
  expect(nextOf(entries, marked("r2", "r3"), 2)).toBe(0);
  expect(nextOf(entries, marked("r1", "r2", "r3"), 2)).toBe(-1);
});

/** The queue of one step at the bureau and one message, where a look is recorded as told. */
async function start(recorded: object) {
  forgetPlaces();
  const next = {
    runId: "r1",
    stageLabel: "管局审核",
    pending: "还在审",
    act: { code: "", label: "", opens: "outcomes", noted: "note" },
    actions: [],
    people: [],
  };
  const calls = fakeGo({
    TodayService: { Sweep: () => ({ places: [place("bureau", "r1")], notices: [notice("tencent")] }), Seen: () => ({}) },
    CasesService: { Get: () => ({ id: "case-r1", version: 3, client: "青禾", number: "", next: [next], menu: [] }) as unknown as CaseView },
    ResultsService: { Record: () => recorded },
  });
  const { got: sweep } = inSetup(() => useSweep());
  await settle();
  return { sweep, calls };
}

it("notes by one key that nothing has come of it yet, and ends when all was looked at", async () => {
  const { sweep, calls } = await start({ done: true });
  expect(sweep.current.value?.key).toBe("r1");
  sweep.outcomes.press("1");
  await settle();
  expect(calls.find((one) => one.method === "ResultsService.Record")!.input).toMatchObject({ cases: [{ caseId: "case-r1", runId: "r1" }], action: "" });
  expect([sweep.current.value?.key, sweep.marks.get("r1")?.words]).toEqual(["notice-tencent", "还在审"]);
  sweep.seen();
  await settle();
  expect([sweep.over.value, sweep.tally.value]).toEqual([true, { all: 2, looked: 2, done: 1, pending: 1, skipped: 0 }]);
});

it("says why nothing was noted of a step that has ended meanwhile, and stays at it", async () => {
  const { sweep } = await start({ done: false, rows: [{ problem: "没有在办的事，请取消选择", asks: "" }] });
  sweep.outcomes.press("1");
  await settle();
  expect([sweep.current.value?.key, sweep.marks.size, sweep.acts.done.line.value]).toEqual(["r1", 0, undefined]);
  expect(sweep.doing.error.value?.message).toBe("没有在办的事，请取消选择");
});
