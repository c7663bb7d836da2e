import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/apperror";
import { field, useAsk } from "./ask";

const put = (save: (typed: Record<string, string>, version: number) => Promise<unknown>, more = {}) => {
  const asking = useAsk();
  asking.put({ title: "改经办", values: [field("a", "甲")], confirm: "存下", save, ...more });
  return asking;
};

describe("a question", () => {
  it("saves by the version that was looked at, though the page has read a newer one", async () => {
    let now = 3;
    const seen: number[] = [];
    const asking = put(async (_, version) => seen.push(version), { version: () => now });
    now = 4;
    await asking.submit({});
    expect(seen).toEqual([3]);
    expect(asking.shown.value).toBe(false);
  });

  it("stays open on a conflict and saves on top once the newer version was read", async () => {
    let stored = 4;
    let known = 3;
    const asking = put(
      async (_, version) => {
        if (version !== stored) throw new AppError("conflict", "案件刚被别人改过");
      },
      { version: () => known, refresh: async () => (known = stored) },
    );
    await asking.submit({ a: "x" });
    expect([asking.shown.value, asking.conflict.value]).toEqual([true, true]);
    await asking.refresh();
    expect([asking.conflict.value, asking.fresh.value]).toEqual([false, true]);
    await asking.submit({ a: "x" });
    expect(asking.shown.value).toBe(false);
  });

  it("stays open on a refusal and keeps its field", async () => {
    const asking = put(async () => {
      throw new AppError("invalid", "时间不能晚于现在", "at");
    });
    await asking.submit({});
    expect([asking.shown.value, asking.error.value?.field, asking.conflict.value]).toEqual([true, "at", false]);
  });

  it("forgets the last refusal when another is put", async () => {
    const asking = put(async () => {
      throw new AppError("invalid", "不对");
    });
    await asking.submit({});
    asking.put({ title: "另一个", values: [], confirm: "好", save: async () => {} });
    expect(asking.error.value).toBeUndefined();
  });
});
