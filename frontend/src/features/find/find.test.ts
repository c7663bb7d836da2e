import { nextTick, ref } from "vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FoundItem } from "@/bridge/types";
import { opened, recent } from "@/lib/list/recent";
import { fakeGo, inSetup } from "@/lib/testing";
import { useFind, wayTo } from "./useFind";

const item = (more: Partial<FoundItem>) => ({ kind: "case", id: "1", caseId: "", clientId: "", act: "", title: [], ...more }) as unknown as FoundItem;

describe("quick find", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    recent.value = [];
  });

  it.each([
    [item({ caseId: "1", clientId: "c", act: "催" }), { name: "case", params: { id: "1" }, query: { act: "next" } }],
    [item({ caseId: "1", clientId: "c" }), { name: "case", params: { id: "1" }, query: {} }],
    [item({ kind: "lead", id: "p", clientId: "c" }), { name: "client", params: { id: "c" } }],
    [item({ kind: "bill", id: "b" }), { name: "billing", query: { id: "b" } }],
    [item({ kind: "place", id: "settings/audit" }), { name: "settings", query: { part: "audit" } }],
    [item({ kind: "place", id: "daily" }), { name: "today", query: { print: "daily" } }],
    [item({ kind: "place", id: "new" }), { name: "newcase" }],
    [item({ kind: "place", id: "lock" }), undefined],
  ])("leads to where it lies", (of, way) => expect(wayTo(of, true)).toEqual(way));

  it("asks once typing rests, and again for what was opened last each time that it is shown", async () => {
    const answer = { count: "2", groups: [{ code: "cases", label: "案件", items: [item({}), item({ id: "2" })] }] };
    const calls = fakeGo({ CasesService: { Find: () => structuredClone(answer) } });
    const shown = ref(true);
    const { got } = inSetup(() => useFind(shown));
    await vi.advanceTimersByTimeAsync(0);
    got.step(-1);
    expect((await got.chosen())?.id).toBe("2");
    got.text.value = "栖";
    await nextTick();
    got.text.value = "栖云";
    await vi.advanceTimersByTimeAsync(100);
    expect(got.at.value).toBe(0);
    got.text.value = "栖云茶";
    await nextTick();
    expect((await got.chosen())?.id).toBe("1");
    shown.value = false;
    await nextTick();
    expect([got.text.value, got.view.value]).toEqual(["", undefined]);
    opened("1");
    opened("2");
    opened("1");
    shown.value = true;
    await vi.advanceTimersByTimeAsync(100);
    expect(calls.map((c) => c.input)).toEqual([
      { text: "", recent: [] },
      { text: "栖云", recent: [] },
      { text: "栖云茶", recent: [] },
      { text: "", recent: ["1", "2"] },
    ]);
  });
});
