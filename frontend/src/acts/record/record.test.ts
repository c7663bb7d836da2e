import { describe, expect, it } from "vitest";
import { useAsk } from "@/acts/ask/ask";
import type { ActionView } from "@/bridge/types";
import { fakeGo, inSetup } from "@/lib/testing";
import { actionForm } from "./form";
import { useRecord, type CaseFile } from "./useRecord";

const value = (key: string, kind: string) => ({ key, label: key, kind, required: false, happened: false, default: "", options: [], hint: "" });
const action = (more: Partial<ActionView> = {}): ActionView => ({
  code: "online.live",
  label: "已上线",
  title: "已上线",
  stage: "online",
  siteId: "t1",
  kind: "primary",
  hint: "照实填",
  warn: [],
  blocked: [],
  values: [],
  reason: false,
  ...more,
});

describe("an action's form", () => {
  it("asks for the reason first where one must be given", () => {
    expect(actionForm(action({ reason: true }), true).map((v) => [v.key, v.required])).toEqual([
      ["reason", true],
      ["at", false],
    ]);
  });
  it("asks for a usual reason where there are some, and leaves room for words", () => {
    const of = action({ reason: true, values: [{ ...value("cause", "choice"), required: true }] });
    expect(actionForm(of, true).map((v) => [v.key, v.required])).toEqual([
      ["cause", true],
      ["reason", false],
      ["at", false],
    ]);
  });
  it("leaves room for a word only where it was asked to", () => {
    expect([true, false].map((remarks) => actionForm(action(), remarks).map((v) => v.key))).toEqual([["at", "reason"], ["at"]]);
  });
});

describe("a record", () => {
  const file = (more: Partial<CaseFile> = {}): CaseFile => ({
    caseId: "c1",
    about: "栖云茶业",
    version: () => 3,
    refresh: async () => {},
    take: () => {},
    ...more,
  });
  function start(Do: (input: never) => unknown) {
    const calls = fakeGo({ CasesService: { Do } });
    const { got } = inSetup(() => {
      const asking = useAsk();
      return { asking, ...useRecord(asking) };
    });
    return { ...got, calls };
  }

  it("sends a tick as yes, what is settled as it is, and nothing that is empty", async () => {
    const { asking, act, calls } = start(() => ({}));
    const of = action({ values: [value("looked_up", "check"), value("live_day", "day"), value("no", "icp")] });
    act(file(), of, actionForm(of, true), { settled: { seq: "4" } });
    await asking.submit({ looked_up: "true", live_day: "2026-10-16", no: "", at: "", reason: "照齐" });
    expect(calls[0]!.input).toEqual({
      caseId: "c1",
      action: "online.live",
      siteId: "t1",
      at: "",
      reason: "照齐",
      values: { seq: "4", looked_up: "yes", live_day: "2026-10-16" },
      version: 3,
    });
  });

  it("hands the case over as the save has left it", async () => {
    const taken: unknown[] = [];
    const { asking, act } = start(() => ({ version: 4 }));
    act(file({ take: (now) => taken.push(now) }), action(), []);
    await asking.submit({});
    expect([taken, asking.shown.value]).toEqual([[{ version: 4 }], false]);
  });

  it("asks once for a reason to submit against the pre-flight", async () => {
    const { asking, act } = start(() => {
      throw { code: "blocked", field: "override", message: "预检有 1 项不通过" };
    });
    act(file(), action(), []);
    await asking.submit({});
    await asking.submit({ override: "" });
    expect(asking.asked.value?.values.map((v) => v.key)).toEqual(["override"]);
  });

  it("asks for a second look at odd numbers, and hands the word over", async () => {
    const sent: Record<string, string>[] = [];
    const { asking, act } = start((input: { values: Record<string, string> }) => {
      sent.push(input.values);
      if (input.values.agree !== "yes") throw { code: "blocked", field: "agree", message: "号码的省份不对" };
      return {};
    });
    act(file(), action(), []);
    await asking.submit({});
    expect(asking.asked.value?.values.map((v) => [v.key, v.kind])).toEqual([["agree", "check"]]);
    await asking.submit({ agree: "true" });
    expect([sent.map((v) => v.agree), asking.shown.value]).toEqual([[undefined, "yes"], false]);
  });
});
