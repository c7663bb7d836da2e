import { expect, it } from "vitest";
import { setClipboardWriter } from "@/lib/clipboard";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useChase } from "./useChase";

it("shows the run that was asked for last, though an earlier one answers later", async () => {
  const answers: Record<string, (text: object) => void> = {};
  fakeGo({ TodayService: { Chase: ({ runId }: { runId: string }) => new Promise((done) => (answers[runId] = done)) } });
  const { got, leave } = inSetup(() => useChase(() => {}));
  void got.start({ caseId: "c1", runId: "r1" });
  got.close();
  void got.start({ caseId: "c2", runId: "r2" });
  answers.r2!({ title: "催核验", text: "second" });
  answers.r1!({ title: "催材料", text: "first" });
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
