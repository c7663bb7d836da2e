import { expect, it } from "vitest";
import { setClipboardWriter } from "@/lib/clipboard";
import { drafts } from "@/lib/drafts";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useChase } from "./useChase";

it("shows the run that was asked for last, though an earlier one answers later", async () => {
  const answers: Record<string, (text: object) => void> = {};
  fakeGo({ TodayService: { Chase: ({ runId }: { runId: string }) => new Promise((done) => (answers[runId] = done)) } });
  const { got, leave } = inSetup(() => useChase(() => {}));
  void got.start({ caseId: "c1", runId: "r1" });
  got.close();
  void got.start({ caseId: "c2", runId: "r2" });
  answers.r2!({ title: "催核验", text: "second", runs: [], cases: [] });
  answers.r1!({ title: "催材料", text: "first", runs: [], cases: [] });
  await settle();
  expect(got.text.value?.text).toBe("second");
  leave();
});

it("notes nothing before its text is there", async () => {
  const copied: string[] = [];
  setClipboardWriter(async (text) => void copied.push(text));
  const calls = fakeGo({ TodayService: { Chase: () => Promise.reject(new Error(JSON.stringify({ code: "notfound", message: "没有这一步" }))) } });
  const { got, leave } = inSetup(() => useChase(() => {}));
  await got.start({ caseId: "c1", runId: "r1" });
  await got.send();
  expect([got.error.value?.message, copied, calls.length]).toEqual(["没有这一步", [], 1]);
  leave();
});

it("sends what was written, keeps it through a closing and a lock, and tells every run it asked about", async () => {
  const copied: string[] = [];
  setClipboardWriter(async (text) => void copied.push(text));
  const calls = fakeGo({ TodayService: { Chase: () => ({ title: "催核验", to: "沈一鸣", text: "made", runs: ["r1", "r2"], cases: ["BA1", "BA2"] }) } });
  const chased: string[][] = [];
  const use = () => useChase((runs) => chased.push(runs));
  const { got: before, leave: lock } = inSetup(use);
  await before.start({ caseId: "c1", runId: "r1" });
  before.words.value = "written";
  lock();
  const left = drafts.get("chase:c1:r1")!;
  const { got, leave } = inSetup(use);
  drafts.put("chase:c1:r1", left.body);
  await got.start({ caseId: "c1", runId: "r2" });
  expect([got.words.value, got.back.value]).toEqual(["made", ""]);
  await got.start({ caseId: "c1", runId: "r1" });
  expect([got.words.value, got.edited.value, got.back.value, got.stale.value]).toEqual(["written", true, "刚才", false]);
  got.words.value = "  ";
  await got.send();
  expect([got.shown.value, got.error.value?.message, copied]).toEqual([true, "没有文字可发。写几句，或还原", []]);
  got.words.value = "written";
  await got.send();
  expect([copied, calls.at(-1)!.input, chased]).toEqual([
    ["written"],
    { caseId: "c1", runId: "r1", clientId: "", way: "wechat", sent: true, text: "written" },
    [["r1", "r2"]],
  ]);
  await got.start({ caseId: "c1", runId: "r1" });
  expect([got.words.value, got.back.value]).toEqual(["made", ""]);
  leave();
});

it("says that what was put back was written over another text", async () => {
  let made = "made";
  fakeGo({ TodayService: { Chase: () => ({ title: "催核验", text: made, runs: ["r1"], cases: [] }) } });
  const { got, leave } = inSetup(() => useChase(() => {}));
  await got.start({ caseId: "c1", runId: "r1" });
  got.words.value = "written";
  got.close();
  made = "made anew";
  await got.start({ caseId: "c1", runId: "r1" });
  expect([got.words.value, got.stale.value]).toEqual(["written", true]);
  got.restore();
  expect([got.words.value, got.back.value, drafts.get("chase:c1:r1")]).toEqual(["made anew", "", undefined]);
  leave();
});

it("goes by SMS, too, with its length and a draft of its own", async () => {
  const calls = fakeGo({
    TodayService: {
      Chase: ({ way }: { way: string }) =>
        way === "sms" ? { text: "短".repeat(71), part: 70, joined: 67, runs: [], cases: [] } : { text: "made", part: 0, joined: 0, runs: [], cases: [] },
    },
  });
  const { got, leave } = inSetup(() => useChase(() => {}));
  await got.start({ clientId: "k1" });
  expect([got.length.value, calls[0]!.input]).toEqual(["", { caseId: "", runId: "", clientId: "k1", way: "wechat", sent: false, text: "" }]);
  got.words.value = "written for WeChat";
  await got.go("sms");
  expect([got.words.value.length, got.edited.value, got.length.value]).toEqual([71, false, "71 字，分 2 条发（一条 70 字）"]);
  got.words.value = "短";
  expect(got.length.value).toBe("1 字，一条发完（一条 70 字）");
  await got.go("wechat");
  expect(got.words.value).toBe("written for WeChat");
  await got.go("sms");
  expect(got.words.value).toBe("短");
  leave();
});
