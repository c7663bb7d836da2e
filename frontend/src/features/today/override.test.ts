import { expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useRowActs } from "./useRowActs";

const submit = {
  code: "prereview.submit",
  label: "已提交预审",
  title: "",
  stage: "prereview",
  siteId: "",
  kind: "primary",
  hint: "",
  warn: [],
  blocked: [],
  values: [],
  reason: false,
};
const act = { code: "done", label: "登记完成", opens: "outcomes", noted: "note" };
const view = {
  id: "c1",
  version: 3,
  client: "青禾",
  number: "BA2026-0001",
  menu: [],
  undoes: "",
  next: [{ runId: "r1", stageLabel: "预审核", act, pending: "还没提交", actions: [submit] }],
};

it("asks for a reason in the same dialog when the pre-flight says no, and forgets it for the next row", async () => {
  const calls = fakeGo({
    CasesService: {
      Get: () => view,
      Do: (input: never) => {
        if (!(input as { values: Record<string, string> }).values.override) throw { code: "blocked", field: "override", message: "预检有 1 项不通过" };
        return view;
      },
    },
  });
  const { got, leave } = inSetup(() => useRowActs(async () => {}));
  const fields = () => got.asking.asked.value!.values.map((v) => v.key);
  const start = async () => {
    got.steps.act({ caseId: "c1", runId: "r1", todo: "提交", about: "青禾", act });
    await settle();
    got.steps.outcomes.press("1");
  };
  await start();
  expect(fields()).toEqual(["at", "reason"]);
  await got.asking.submit({});
  expect([got.asking.shown.value, got.asking.error.value?.message, fields()]).toEqual([true, "预检有 1 项不通过", ["at", "reason", "override"]]);
  await got.asking.submit({ override: "客户今天续费" });
  expect(calls.at(-1)?.input).toMatchObject({ action: "prereview.submit", values: { override: "客户今天续费" }, version: 3 });
  expect(got.asking.shown.value).toBe(false);
  await start();
  expect(fields()).toEqual(["at", "reason"]);
  leave();
});
