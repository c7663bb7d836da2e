import { describe, expect, it } from "vitest";
import { action, caseView, next, person } from "./fixtures";
import { editPerson, personForm, toPerson } from "./acts/forms";
import { factsOf, onlyWay, phasesOf, waysOf, whyNot } from "./steps";
import { liveOf } from "./acts/sites";
import { byDay } from "./tabs/timeline";
import { parts, tokenOf } from "./materials/fields";
import { item } from "./fixtures";

describe("下一步", () => {
  const pass = action("prereview.pass", { kind: "outcome" });
  const reject = action("prereview.reject", { kind: "setback" });
  const done = action("materials.done", { blocked: ["还缺手持身份证"] });

  it("tells why not in one sentence", () => {
    expect(whyNot(action("x", { blocked: ["还缺手持身份证", "账单已开。"] }))).toBe("还缺手持身份证；账单已开");
  });

  it("keeps what is blocked apart from what may happen", () => {
    const ways = waysOf(next({ actions: [done, reject, pass] }));
    expect(ways.open.map((a) => a.code)).toEqual(["prereview.pass", "prereview.reject"]);
    expect(ways.blocked).toEqual([done]);
  });

  it("says one thing once: a step of which that alone may come has no list beside it", () => {
    const act = { code: "done", label: "登记完成", opens: "outcomes", noted: "note" };
    expect(onlyWay(next({ act, actions: [pass] }))?.code).toBe("prereview.pass");
    expect(onlyWay(next({ act, actions: [pass, reject] }))).toBeUndefined();
    expect(onlyWay(next({ act, actions: [pass, done] }))).toBeUndefined();
    expect(onlyWay(next({ act: { ...act, opens: "message" }, actions: [pass] }))).toBeUndefined();
  });
});

it("calls the day on which a site went on line as the case's type does", () => {
  const stage = { code: "online", label: "上架展示", short: "上架展示", phase: "icp", state: "done", note: "", siteId: "", site: "", attempts: [] };
  expect(liveOf(caseView({ stages: [stage] }))).toBe("上架展示");
  expect(liveOf(caseView({ stages: [] }))).toBe("上线");
});

describe("the head of a case", () => {
  it("names the lead of the subject", () => expect(factsOf(caseView())).toContain("负责人 陈若溪"));
  it("says so when nobody leads yet", () => expect(factsOf(caseView({ people: [] }))).toContain("还没有负责人"));
  it("leaves out a phase that the case does not run", () => {
    const stages = [{ code: "sms", label: "短信核验", short: "短信核验", phase: "icp", state: "now", note: "", siteId: "", site: "", attempts: [] }];
    const fees = { rows: [{ id: "f", label: "ICP 阶段", amount: "600.00", state: "已收" }], invoices: [], open: "0.00", canIssue: false };
    expect(phasesOf(caseView({ stages, fees })).map((p) => [p.label, p.fee])).toEqual([["ICP 阶段", "600.00 已收"]]);
    expect(phasesOf(caseView({ stages, fees, phases: "公安" })).map((p) => p.label)).toEqual(["准备与上线"]);
  });
});

it("sends a person back whole when one field was asked for", () => {
  const before = editPerson("k1", person);
  expect(personForm(before, [], ["living"]).map((v) => v.key)).toEqual(["living"]);
  expect(toPerson(before, { living: "杭州" }, 5)).toMatchObject({ docNumber: "330***********022X", docUntil: "长期", living: "杭州", version: 5 });
});

it("puts entries under their days and filters by kind", () => {
  const entry = (seq: number, when: string, kind: string) => ({
    seq,
    when,
    recorded: "",
    who: "",
    via: "",
    title: "",
    text: "",
    kind,
    move: 0,
    at: "",
    was: "",
  });
  const items = [entry(3, "11月23日 周一 08:41", "contact"), entry(2, "11月23日 周一 08:00", "move"), entry(1, "11月20日 周五", "move")];
  expect(byDay(items, "").map((d) => [d.day, d.entries.map((e) => e.hour)])).toEqual([
    ["11月23日 周一", ["08:41", "08:00"]],
    ["11月20日 周五", [""]],
  ]);
  expect(byDay(items, "move").flatMap((d) => d.entries.map((e) => e.seq))).toEqual([2, 1]);
});

describe("materials", () => {
  it("counts only what is needed", () => {
    const list = [
      item("id-front", { state: "合格" }),
      item("licence", { state: "不需要" }),
      item("mobile", { kind: "field" }),
      item("promise", { no: 0 }),
      item("server-ip", { no: 0, kind: "field", later: true }),
    ];
    expect(parts(list).map((p) => [p.label, p.done, p.total])).toEqual([
      ["影像", 1, 1],
      ["信息", 0, 1],
      ["本案另要", 0, 1],
      ["后续取得", 0, 1],
    ]);
  });
  it.each([
    ["a covered number", item("mobile", { kind: "field", value: "138****6027", target: "person:p1" }), "person:p1:mobile"],
    ["the number among several fields", item("doc-number", { kind: "field", value: "330***0002", target: "person:p1" }), "person:p1:docNumber"],
    ["nothing where the value is open", item("postcode", { kind: "field", value: "310013", target: "client" }), ""],
  ])("reveals %s", (_, of, token) => expect(tokenOf(of)).toBe(token));
});
