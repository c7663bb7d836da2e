import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { useAsk } from "@/acts/ask/ask";
import { useDone } from "@/acts/done/useDone";
import { useRecord, type CaseFile } from "@/acts/record/useRecord";
import type { ActionView, NextView } from "@/bridge/types";
import { setClipboardWriter } from "@/lib/clipboard";
import { keys } from "@/lib/keys";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import OutcomeDialog from "./OutcomeDialog.vue";
import { outcomesOf } from "./outcomes";
import { useStepActs, type Step } from "./useStepActs";

keys.install(window);
const press = (key: string) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

const action = (code: string, kind: string, more: Partial<ActionView> = {}): ActionView => ({
  code,
  label: code,
  title: code,
  stage: "",
  siteId: "",
  kind,
  hint: "接着走。",
  warn: [],
  blocked: [],
  values: [],
  reason: kind === "setback",
  ...more,
});
const cause = {
  key: "cause",
  label: "原因",
  kind: "choice",
  happened: false,
  required: true,
  default: "",
  hint: "",
  options: ["手持照反光", "证件过期"].map((label, i) => ({ code: `c${i}`, label })),
};
const next = (actions: ActionView[], act = "result", noted = "note") =>
  ({
    runId: "r1",
    stageLabel: "管局审核",
    pending: "还在审",
    act: { code: act, label: "", opens: "outcomes", noted },
    actions,
    people: [],
    place: "",
    contact: "",
    bring: ["身份证原件"],
    due: { day: "11月24日", left: "明天" },
  }) as unknown as NextView;

let mounted: { unmount: () => void }[] = [];
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

const both = [action("reject", "setback", { values: [cause] }), action("approve", "outcome")];
const step = (opens: string): Step => ({ caseId: "c1", runId: "r1", todo: "等管局审核", about: "青禾", act: { code: opens, label: "", opens, noted: "note" } });

function start(of: NextView, read?: Promise<unknown>) {
  const calls = fakeGo({
    CasesService: { Do: () => ({ menu: [], undoes: "" }), Note: () => ({}) },
    TodayService: { Chase: () => ({ title: "催办", text: "您好" }), Ticket: () => ({ title: "提工单：预审核", text: "请查看进度" }) },
  });
  const file: CaseFile = { caseId: "c1", about: "青禾", version: () => 3, refresh: async () => {}, take: () => {} };
  const { got } = inSetup(() => {
    const asking = useAsk();
    const record = useRecord(asking);
    const done = useDone(record);
    return {
      asking,
      done,
      steps: useStepActs(
        asking,
        record,
        done,
        async () => (await read, { file, next: of }),
        async () => {},
      ),
    };
  });
  mounted.push(
    mount(OutcomeDialog, { props: { outcomes: got.steps.outcomes }, attachTo: document.body, global: { stubs: { teleport: true, transition: false } } }),
  );
  return { ...got, calls };
}

it("lists the good before the bad, then nothing yet, then what may not be", () => {
  const all = [...both, action("submit", "primary", { blocked: ["还缺手持照。"] })];
  expect(outcomesOf(next(all)).map((c) => [c.key, c.label])).toEqual([
    ["1", "approve"],
    ["2", "reject"],
    ["3", "还在审"],
    ["", "submit"],
  ]);
});

describe("the outcomes of a step", () => {
  it("are not recorded by a second Enter", async () => {
    const { steps, asking, calls } = start(next(both));
    steps.act(step("outcomes"));
    await settle();
    press("Enter");
    await settle();
    expect([steps.outcomes.shown.value, asking.shown.value, calls]).toEqual([true, false, []]);
  });

  it("open their form by their number, and by one that was pressed before they were there", async () => {
    let there = (_: unknown) => {};
    const { steps, asking } = start(next(both), new Promise((done) => (there = done)));
    steps.act(step("outcomes"));
    await settle();
    press("1");
    expect(asking.shown.value).toBe(false);
    there(undefined);
    await settle();
    expect([asking.asked.value?.title, steps.outcomes.shown.value]).toEqual(["approve", false]);
  });

  it("ask by number what an outcome can't do without, then its moment, then for words", async () => {
    const { steps, asking, calls } = start(next(both));
    steps.act(step("outcomes"));
    await settle();
    press("2");
    await settle();
    expect([steps.outcomes.heading.value, steps.outcomes.choices.value.map((c) => c.key + c.label)]).toEqual(["reject：原因", ["1手持照反光", "2证件过期"]]);
    press("1");
    expect([asking.asked.value?.text, asking.asked.value?.values.map((v) => v.key)]).toEqual(["原因：手持照反光。接着走。", ["at", "reason"]]);
    await asking.submit({ at: "昨天 15:20", reason: "" });
    expect(calls[0]!.input).toMatchObject({ action: "reject", at: "昨天 15:20", values: { cause: "c0" }, version: 3 });
  });

  it("go back a level by Esc, and are left by the next", async () => {
    const { steps } = start(next(both));
    steps.act(step("outcomes"));
    await settle();
    press("2");
    await settle();
    press("Escape");
    expect([steps.outcomes.shown.value, steps.outcomes.choices.value.length]).toEqual([true, 3]);
    press("Escape");
    expect(steps.outcomes.shown.value).toBe(false);
  });

  it("leave a note where nothing has come of it", async () => {
    const { steps, asking, done, calls } = start(next(both, "call", "phone"));
    steps.results(step("message"));
    await settle();
    press("3");
    expect([asking.asked.value?.title, asking.asked.value?.values[0]?.default]).toEqual(["记录通话", "还在审"]);
    await asking.submit({ text: "还在审，周五再问" });
    expect(calls[0]).toMatchObject({ method: "CasesService.Note", input: { caseId: "c1", kind: "phone", text: "还在审，周五再问" } });
    expect(done.line.value).toEqual({ words: "已记一笔：还在审，周五再问", about: "青禾" });
  });
});

it("a ticket is copied, then noted, and its outcome may be recorded instead", async () => {
  const copied: string[] = [];
  setClipboardWriter(async (text) => void copied.push(text));
  const { steps, done, calls } = start(next(both));
  steps.act(step("ticket"));
  await settle();
  steps.instead();
  await settle();
  expect([steps.ticket.shown.value, steps.outcomes.shown.value, calls.map((c) => c.input)]).toEqual([
    false,
    true,
    [{ caseId: "c1", runId: "r1", sent: false }],
  ]);
  steps.outcomes.close();
  steps.act(step("ticket"));
  await settle();
  await steps.ticket.send();
  expect([copied, calls.at(-1)!.input, done.line.value?.words]).toEqual([["请查看进度"], { caseId: "c1", runId: "r1", sent: true }, "工单已复制并记下"]);
});

it("an appointment shows what to bring, and goes to the client", async () => {
  const { steps, calls } = start(next(both));
  steps.act(step("visit"));
  await settle();
  expect([steps.visit.shown.value, steps.visit.next.value?.bring]).toEqual([true, ["身份证原件"]]);
  steps.sendVisit();
  await settle();
  expect([steps.visit.shown.value, steps.chase.shown.value, calls.map((c) => c.method)]).toEqual([false, true, ["TodayService.Chase"]]);
});
