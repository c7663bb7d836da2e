import { expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useResults } from "./useResults";

const cases = ["c1", "c2"].map((caseId) => ({ caseId, runId: "", version: 4 }));
const choice = {
  code: "number.record",
  label: "登记备案号",
  hint: "",
  kind: "primary",
  cases: 2,
  values: [],
  column: "number",
  asked: "网站备案号",
  reason: false,
};
const row = (caseId: string, problem = "", more = {}) => ({
  caseId,
  runId: `${caseId}-r`,
  lines: [] as number[],
  number: "",
  client: "",
  site: "",
  stage: "",
  title: "",
  text: "",
  problem,
  asks: "",
  ...more,
});
const report = (more = {}) => ({ rows: [row("c1"), row("c2")], lines: [], wrong: 0, asked: 0, done: false, batch: "", title: "登记备案号，2 件", ...more });

function start(tried = report()) {
  let reloads = 0;
  const calls = fakeGo({
    ResultsService: {
      Choices: () => ({ choices: [choice], cases }),
      Try: () => tried,
      Record: () => report({ done: true, batch: "b1" }),
      TakeBack: () => ({ title: "登记备案号，2 件" }),
    },
  });
  const { got } = inSetup(() => useResults(async () => void reloads++));
  const asked = () => calls.map((c) => c.method.split(".")[1]);
  return { ...got, calls, asked, reloads: () => reloads };
}

it("shows what would be recorded before it records, with the versions that were read, and takes it back as one", async () => {
  const r = start();
  await r.open(cases.map((one) => ({ ...one, version: 0 })));
  r.press("1");
  r.typed.column = "浙ICP备2026051234号-1";
  await r.record();
  expect(r.asked()).toEqual(["Choices", "Try"]);
  await r.record();
  expect(r.calls.at(-1)!.input).toMatchObject({ cases, action: "number.record", column: "浙ICP备2026051234号-1", agree: false });
  expect([r.asked().at(-1), r.shown.value, r.line.line.value?.words, r.reloads()]).toEqual(["Record", false, "已记下“登记备案号，2 件”", 1]);
  await r.line.undo();
  await settle();
  expect([r.calls.at(-1)!.input, r.line.line.value]).toEqual([{ batch: "b1" }, { words: "已撤销“登记备案号，2 件”" }]);
});

it("looks again once something was typed after it was shown", async () => {
  const r = start();
  await r.open(cases);
  r.press("1");
  await r.record();
  r.typed.at = "昨天";
  await r.record();
  expect(r.asked()).toEqual(["Choices", "Try", "Try"]);
});

it("leaves out what can't be recorded, and Esc goes back a level", async () => {
  const r = start(report({ rows: [row("c1"), row("c2", "现在在“材料收集”")], wrong: 1 }));
  await r.open(cases);
  r.press("1");
  await r.record();
  r.leaveOut();
  expect(r.cases.value.map((one) => one.caseId)).toEqual(["c1"]);
  r.back();
  expect([r.shown.value, r.choice.value]).toEqual([true, undefined]);
  r.back();
  expect(r.shown.value).toBe(false);
});

it("takes the lines out with the rows that they were dealt to, and leaves out runs, not cases", async () => {
  const r = start(
    report({
      rows: [
        row("c1", "", { lines: [1] }),
        row("c1", "还没有网站备案号", { runId: "c1-r2", lines: [2] }),
        row("c2", "刚被别人改过", { lines: [3] }),
        row("c3", "", { lines: [4] }),
      ],
      wrong: 2,
    }),
  );
  await r.open(cases);
  r.cases.value = ["c1", "c2", "c3"].map((caseId) => ({ caseId, runId: "", version: 4 }));
  r.press("1");
  r.typed.column = "一\n二\n三\n四";
  await r.record();
  r.leaveOut();
  expect(r.typed.column).toBe("一\n四");
  expect(r.cases.value).toEqual([
    { caseId: "c1", runId: "c1-r", version: 4 },
    { caseId: "c3", runId: "", version: 4 },
  ]);
});
