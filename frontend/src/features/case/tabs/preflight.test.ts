import { mount } from "@vue/test-utils";
import { shallowRef } from "vue";
import { describe, expect, it } from "vitest";
import type { CaseView, PreflightRow, PreflightView } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { action, caseView } from "../fixtures";
import { useCase } from "../useCase";
import { useCaseActs } from "../acts/useCaseActs";
import PreflightTab from "./PreflightTab.vue";
import { usePreflight } from "./usePreflight";

const row = (result: string, code: string, more: Partial<PreflightRow> = {}): PreflightRow => ({
  code,
  label: code,
  result,
  resultLabel: result,
  about: "",
  value: "",
  text: result === "pass" ? "" : "不合",
  advice: result === "pass" ? "" : "改好",
  source: "GB 11643-1999",
  date: "1999",
  pack: "全国",
  confirmed: "",
  ...more,
});
const report = (rows: PreflightRow[], more: Partial<PreflightView> = {}): PreflightView => {
  const count = (result: string) => rows.filter((r) => r.result === result).length;
  return {
    stage: "prereview",
    stageLabel: "预审核",
    before: "提交“预审核”前",
    fallback: "",
    note: "1 不通过",
    fail: count("fail"),
    warn: count("warn"),
    unknown: count("unknown"),
    pass: count("pass"),
    checked: "11月23日 周一 09:10",
    rows,
    ...more,
  };
};
const passes = (n: number) => Array.from({ length: n }, (_, i) => row("pass", `p${i}`));

async function draw(answer: () => PreflightView) {
  const calls = fakeGo({ CasesService: { Preflight: answer } });
  const view = shallowRef<CaseView | undefined>(caseView());
  const { got } = inSetup(() => usePreflight("c1", view));
  const page = mount(PreflightTab, { props: { preflight: got } });
  await settle();
  return { page, calls, view, got };
}

describe("预检", () => {
  it("tells what fails first, each with what to do and its source, and folds passes after five", async () => {
    const { page } = await draw(() =>
      report([row("fail", "site.name", { text: "名称不足三个汉字", advice: "换一个名称" }), row("warn", "lead.until"), row("unknown", "domain"), ...passes(8)]),
    );
    const shown = page.findAll(".row");
    expect(shown.map((r) => r.classes().find((c) => ["fail", "warn", "unknown", "pass"].includes(c)))).toEqual([
      "fail",
      "warn",
      "unknown",
      "pass",
      "pass",
      "pass",
      "pass",
      "pass",
    ]);
    expect(shown[0]!.text()).toContain("名称不足三个汉字");
    expect(shown[0]!.text()).toContain("换一个名称");
    expect(shown[0]!.text()).toContain("GB 11643-1999");
    const more = page.get("[data-test=preflight-more]");
    expect(more.text()).toBe("看其余 3 条通过");
    await more.trigger("click");
    expect(page.findAll("[data-test=preflight-pass]")).toHaveLength(8);
    expect(page.find("[data-test=preflight-more]").exists()).toBe(false);
  });

  it("says when the desk confirmed a rule, and that it is to be confirmed where it did not", async () => {
    const { page } = await draw(() => report([row("warn", "a", { confirmed: "2026-11-20" }), row("warn", "b")]));
    expect(page.findAll(".source").map((s) => s.text().includes("核实 2026-11-20"))).toEqual([true, false]);
    expect(page.findAll(".source")[1]!.text()).toContain("待核实");
  });

  it("counts every outcome", async () => {
    const { page } = await draw(() => report([row("fail", "a"), row("warn", "b"), row("warn", "c"), ...passes(2)]));
    const head = page.get("[data-test=preflight-counts]").text();
    for (const words of ["提交“预审核”前", "不通过 1", "警告 2", "未检查 0", "通过 2", "11月23日 周一 09:10 检查"]) expect(head).toContain(words);
  });

  it("runs again on the button and whenever the case was read anew", async () => {
    const { page, calls, view } = await draw(() => report(passes(1)));
    expect(calls).toEqual([{ method: "CasesService.Preflight", input: { caseId: "c1", stage: "" } }]);
    await page.get("[data-test=preflight-run]").trigger("click");
    await settle();
    expect(calls).toHaveLength(2);
    view.value = caseView({ version: 8 });
    await settle();
    expect(calls).toHaveLength(3);
  });

  it("says so when nothing is to be submitted any more", async () => {
    const { page } = await draw(() => report([], { stage: "", stageLabel: "", note: "" }));
    expect(page.get("[data-test=preflight-none]").text()).toContain("没有要提交的环节");
    expect(page.find("[data-test=preflight-counts]").exists()).toBe(false);
  });

  it("tells what comes again when what is on does not go through, also when nothing else is to come", async () => {
    const fallback = "在办的“管局审核”如没有通过，要再提交“预审核”。";
    const { page } = await draw(() => report(passes(1), { fallback }));
    expect(page.get("[data-test=preflight-fallback]").text()).toBe(fallback);
    const none = await draw(() => report([], { stage: "", stageLabel: "", before: "", note: "", fallback }));
    expect(none.page.get("[data-test=preflight-none]").text()).toBe(`没有要提交的环节了，不用预检。${fallback}`);
  });

  it("shows why it could not be run, and keeps the last result", async () => {
    let broken = false;
    const { page } = await draw(() => {
      if (broken) throw { code: "storage", message: "读不出来，请重试" };
      return report(passes(1));
    });
    broken = true;
    await page.get("[data-test=preflight-run]").trigger("click");
    await settle();
    expect(page.text()).toContain("读不出来，请重试");
    expect(page.findAll(".row")).toHaveLength(1);
  });
});

describe("a submission against the pre-flight", () => {
  it("asks for a reason in the same dialog and sends it", async () => {
    const refusal = { code: "blocked", field: "override", message: "预检有 1 项不通过：云服务器剩余一个月以上。请改好再提交；确要提交，须写明理由" };
    const calls = fakeGo({
      CasesService: {
        Get: () => caseView(),
        Do: (input: never) => {
          if (!(input as { values: Record<string, string> }).values.override) throw refusal;
          return caseView({ version: 8 });
        },
      },
    });
    const { got } = inSetup(() => {
      const desk = useCase("c1");
      return { desk, acts: useCaseActs(desk) };
    });
    await settle();
    got.acts.start(action("prereview.submit"));
    const fields = () => got.acts.asking.asked.value?.values.map((v) => v.key);
    expect(fields()).toEqual(["at", "reason"]);
    await got.acts.asking.submit({});
    await got.acts.asking.submit({});
    expect(fields()).toEqual(["at", "reason", "override"]);
    expect([got.acts.asking.shown.value, got.acts.asking.error.value?.message]).toEqual([true, refusal.message]);
    await got.acts.asking.submit({ override: "客户今天续费" });
    expect(calls.at(-1)?.input).toMatchObject({ action: "prereview.submit", values: { override: "客户今天续费" } });
    expect([got.acts.asking.shown.value, got.desk.view.value?.version]).toEqual([false, 8]);
  });
});
