import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { reactive } from "vue";
import { useAsk } from "@/acts/ask/ask";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useHandovers } from "./useHandovers";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("asks once for what was typed in a row, at its pause, and at once for a choice", async () => {
  const calls = fakeGo({ HandoversService: { List: () => ({ rows: [], next: "", recipients: [] }) } });
  const filter = reactive({ caseId: "", recipient: "", text: "" });
  const { leave } = inSetup(() => useHandovers(useAsk(), () => ({ ...filter })));
  const asked = () => calls.splice(0).map((c) => [(c.input as typeof filter).text, (c.input as typeof filter).recipient]);
  await settle();
  expect(asked()).toEqual([["", ""]]);
  for (const text of ["q", "qi", "qin"]) {
    filter.text = text;
    await settle();
    await vi.advanceTimersByTimeAsync(199);
  }
  expect(asked()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked()).toEqual([["qin", ""]]);
  filter.recipient = "bureau";
  await settle();
  expect(asked()).toEqual([["qin", "bureau"]]);
  filter.text = "";
  await settle();
  leave();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toEqual([]);
});
