import { expect, it } from "vitest";
import type { TodayRow } from "@/bridge/types";
import { fakeGo, inSetup } from "@/lib/testing";
import { useRowActs } from "./useRowActs";

const row = {
  runId: "r1",
  caseId: "c1",
  action: { code: "prereview.submit", label: "已提交预审", stage: "prereview", siteId: "", kind: "primary", hint: "", blocked: [], values: [], reason: false },
} as unknown as TodayRow;

it("asks for a reason in the same dialog when the pre-flight says no, and forgets it for the next row", async () => {
  const calls = fakeGo({
    CasesService: {
      Get: () => ({ version: 3 }),
      Do: (input: never) => {
        if (!(input as { values: Record<string, string> }).values.override) throw { code: "blocked", field: "override", message: "预检有 1 项不通过" };
        return {};
      },
    },
  });
  const { got, leave } = inSetup(() => useRowActs(async () => {}));
  const fields = () => got.asking.asked.value!.values.map((v) => v.key);
  await got.act(row);
  expect(fields()).toEqual(["at"]);
  await got.asking.submit({});
  expect([got.asking.shown.value, got.asking.error.value?.message, fields()]).toEqual([true, "预检有 1 项不通过", ["at", "override"]]);
  await got.asking.submit({ override: "客户今天续费" });
  expect(calls.at(-1)?.input).toMatchObject({ action: "prereview.submit", values: { override: "客户今天续费" }, version: 3 });
  expect(got.asking.shown.value).toBe(false);
  await got.act(row);
  expect(fields()).toEqual(["at"]);
  leave();
});
