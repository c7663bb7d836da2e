import { describe, expect, it } from "vitest";
import { basisFaults, basisOf } from "../change/basis";
import { clockFaults, clockSave } from "../clocks/clockdraft";
import { clock, rule, provenance } from "./fixtures";
import { ruleFaults, ruleSave } from "../packs/ruledraft";
import { clockEntry, grouped, keyOf, wordsOf } from "./entries";

describe("what is typed of a change", () => {
  it("needs a source, and leaves days to Go", () => {
    expect(basisFaults({ source: " " })).toHaveProperty("source");
    expect(basisFaults({ source: "电话", sourced: "2026-11", confirmed: "" })).toEqual({});
    expect(basisFaults({ source: "电话", sourced: "上周五", confirmed: "昨天" })).toEqual({});
  });
  it("begins with the desk's own source, never with the release's, and never confirmed", () => {
    expect(basisOf(provenance({ confirmed: "2026-11-20 周敏" }))).toEqual({ source: "", sourced: "", confirmed: "" });
    expect(basisOf(provenance({ changed: true, source: "电话", sourced: "2026-11-20", confirmed: "2026-11-20 周敏" }))).toEqual({
      source: "电话",
      sourced: "2026-11-20",
      confirmed: "",
    });
    expect(basisOf(provenance({ changed: true, source: "电话", sourced: "日期不详" })).sourced).toBe("");
  });
  it("gives a clock a span only where it is expected", () => {
    const typed = { from: "1", to: " 25 ", unit: "workdays", source: "电话" };
    expect(clockSave(clock({ provenance: provenance({ seq: 4 }) }), false, typed)).toMatchObject({ about: { scope: "", seq: 4 }, from: 0, to: 25 });
    expect(clockSave(clock({ sort: "expected" }), false, typed)).toMatchObject({ from: 1, to: 25 });
  });
  it("makes a term apart for the scope chosen, as one without any change", () => {
    expect(clockSave(clock({ provenance: provenance({ seq: 4 }) }), true, { scope: "32", to: "25", unit: "days", source: "电话" }).about).toEqual({
      kind: "clock",
      scope: "32",
      code: "bureau-review.max",
      seq: 0,
    });
    expect(clockFaults(true, { to: "25", source: "电话" })).toEqual({ scope: "选省份或备案类型" });
    expect(Object.keys(clockFaults(false, { to: "二十五", from: "x", source: "电话" }))).toEqual(["to", "from"]);
  });
  it("sends a rule's own value where staff cannot change it", () => {
    const fixed = rule({ valueKind: "", value: "lead-name" });
    expect(ruleSave("", fixed, "", { value: "typed", label: "甲", severity: "fail", off: "true" })).toMatchObject({
      value: "lead-name",
      off: true,
      severity: "fail",
      like: "",
      stages: [],
    });
  });
  it("adds a reminder as a warning before the submissions ticked, or a rule like another", () => {
    expect(ruleSave("33", undefined, "", { way: "remind", stages: "template prereview", severity: "fail", like: "" })).toMatchObject({
      about: { code: "", scope: "33" },
      severity: "warn",
      stages: ["template", "prereview"],
      like: "",
    });
    expect(ruleSave("33", undefined, "suffixes", { way: "copy", like: "11/domain-suffix", value: "org", stages: "" })).toMatchObject({
      like: "11/domain-suffix",
      value: "org",
      stages: [],
    });
    expect(Object.keys(ruleFaults(undefined, "", { way: "remind", label: "甲", advice: "乙", source: "电话" }))).toEqual(["stages", "text"]);
    expect(ruleFaults(rule({ text: "" }), "number", { label: "甲", advice: "乙", source: "电话", value: "0" })).toEqual({ value: "填正整数" });
  });
  it("reads a text with its placeholders by name, and leaves an unknown one as it stands", () => {
    const places = [{ code: "lead", label: "负责人姓名" }];
    expect(wordsOf("[{lead}]您好，{x}", places).map((w) => [w.kind, w.text])).toEqual([
      ["bracket", "["],
      ["place", "负责人姓名"],
      ["bracket", "]"],
      ["words", "您好，"],
      ["words", "{x}"],
    ]);
  });
  it("names entries as 为什么 does, and heads a run of rows once", () => {
    expect(keyOf(clockEntry(clock({ scope: "33" })).about)).toBe("clock/33/bureau-review.max");
    expect(grouped(["a", "a", "b", "a"], (x) => x).map((r) => r.head)).toEqual(["a", "", "b", "a"]);
  });
});
