import { describe, expect, it } from "vitest";
import type { UnconfirmedItem } from "@/bridge/types";
import { provenance } from "../rulebook/fixtures";
import { itemEntry, itemKey, matching, placeOf, sortsOf } from "./unconfirmed";

const item = (more: Partial<UnconfirmedItem> = {}): UnconfirmedItem => ({
  kind: "clock",
  scope: "33",
  code: "bureau-review.expected",
  sort: "期限",
  where: "管局审核",
  name: "管局预计（浙江）",
  due: "2023-12-31",
  provenance: provenance({ source: "腾讯云公开文档《备案审核》管局审核时长", sourced: "2022" }),
  ...more,
});
const rule = item({ kind: "rule", scope: "62", code: "min-age", sort: "规则", where: "甘肃", name: "负责人满 18 周岁" });
const text = item({ kind: "text", scope: "app", code: "online.todo.message", sort: "文字", where: "上线挂号", name: "上线挂号：发给客户的话（APP 备案）" });

describe("what is to be confirmed", () => {
  it("is found by sort, province, name and source", () => {
    const all = [item(), rule, text];
    expect(sortsOf(all).map((s) => s.label)).toEqual(["全部 3", "期限 1", "规则 1", "文字 1"]);
    expect(matching(all, "规则", "")).toEqual([rule]);
    for (const words of ["甘肃", "18 周岁"]) expect(matching(all, "", words)).toEqual([rule]);
    expect(matching(all, "", " app ")).toEqual([text]);
    expect(matching(all, "期限", "备案审核")).toEqual([item()]);
    expect(matching(all, "期限", "甘肃")).toEqual([]);
  });

  it("leads to where it is changed", () => {
    expect(placeOf(item())).toEqual({ path: "/settings", query: { part: "clocks", open: "clock/33/bureau-review.expected" } });
    expect(placeOf(rule)).toEqual({ path: "/settings", query: { part: "rules", pack: "62", open: "rule/62/min-age" } });
    expect(placeOf(item({ ...rule, scope: "" }))).toEqual({ path: "/settings", query: { part: "rules", open: "rule//min-age" } });
    expect(placeOf(text)).toEqual({ path: "/settings", query: { part: "texts", open: "text/app/online.todo.message" } });
    const law = item({ kind: "law", scope: "network-data", code: "第十二条" });
    expect(placeOf(law)).toEqual({ path: "/settings", query: { part: "laws", open: "law/network-data/第十二条" } });
    expect(placeOf(item({ kind: "limit", scope: "scan", code: "forms:200 KB–8 MB" })), "the list shows all of it").toBeUndefined();
  });

  it("is confirmed as it was last changed, whichever part changed it", () => {
    expect(itemKey(rule)).toBe("rule/62/min-age");
    expect(itemEntry(rule, 7)).toMatchObject({ about: { kind: "rule", scope: "62", code: "min-age", seq: 7 }, provenance: { seq: 7 } });
  });
});
