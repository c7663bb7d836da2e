import { expect, it } from "vitest";
import { fakeGo, inSetup } from "@/lib/testing";
import { useMany } from "./useMany";

const row = (caseId: string, problem = "") => ({
  caseId,
  runId: "",
  lines: [],
  number: `BA-${caseId}`,
  client: "",
  site: "",
  stage: "",
  title: "",
  text: "",
  problem,
  asks: "",
});
const answer = (rows = [row("c1"), row("c2")], more = {}) => ({
  report: { rows, lines: [], wrong: rows.filter((one) => one.problem).length, asked: 0, done: false, batch: "", title: "更换经办，2 件", ...more },
  cases: rows.map((one) => ({ caseId: one.caseId, runId: "", version: 7 })),
  chases: [{ clientId: "k1", text: "请补材料", cases: ["BA-c1"] }],
});

function start(tried = answer()) {
  const told: string[] = [];
  const calls = fakeGo({ ResultsService: { TryAct: () => tried, Act: () => answer(undefined, { done: true, batch: "b1" }) } });
  const { got } = inSetup(() =>
    useMany(
      async (title, batch) => void told.push(title, batch),
      (cases) => told.push(...cases),
    ),
  );
  got.open(["c1", "c2"]);
  return { ...got, calls, told, asked: () => calls.map((c) => c.method.split(".")[1]) };
}

it("does what was shown, with the versions of the first look, and nothing while a choice is open", async () => {
  const m = start();
  m.press("1");
  await m.go();
  expect([m.calls.length, m.wants.value]).toEqual([0, "选接手的经办"]);
  m.typed.owner = "s2";
  await m.go();
  expect(m.asked()).toEqual(["TryAct"]);
  await m.go();
  expect(m.asked()).toEqual(["TryAct", "Act"]);
  expect(m.calls.at(-1)!.input).toMatchObject({
    act: "owner",
    owner: "s2",
    cases: [
      { caseId: "c1", version: 7 },
      { caseId: "c2", version: 7 },
    ],
  });
  expect([m.shown.value, m.told]).toEqual([false, ["更换经办，2 件", "b1"]]);
});

it("leaves out what can't be, and a client with its words", async () => {
  const m = start(answer([row("c1"), row("c2", "没有要客户办的事"), row("c3")]));
  m.cases.value = ["c1", "c2", "c3"].map((caseId) => ({ caseId, runId: "", version: 0 }));
  m.press("4");
  await m.go();
  m.leaveOut();
  expect(m.cases.value.map((one) => one.caseId)).toEqual(["c1", "c3"]);
  m.texts.k1 = " ";
  expect(m.wants.value).toContain("没有文字");
  m.leaveOut("k1");
  expect([m.cases.value.map((one) => one.caseId), m.wants.value]).toEqual([["c3"], ""]);
});

it("sends every message as it was shown, changed or not", async () => {
  const m = start({ ...answer(), chases: ["k1", "k2"].map((clientId) => ({ clientId, text: `请补材料 ${clientId}`, cases: [] })) });
  m.press("4");
  await m.go();
  m.texts.k2 = "照旧，请今天办";
  await m.go();
  expect(m.calls.at(-1)!.input).toMatchObject({ texts: { k1: "请补材料 k1", k2: "照旧，请今天办" } });
});

it("prints by another door, and Esc goes back a level", () => {
  const m = start();
  m.press("2");
  m.back();
  expect([m.shown.value, m.act.value]).toEqual([true, ""]);
  m.press("5");
  expect([m.shown.value, m.told]).toEqual([false, ["c1", "c2"]]);
});
