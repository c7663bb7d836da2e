import { afterEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import { AppError, toAppError } from "./apperror";
import { remaining } from "./clock";
import { fitColumns, gridOf, type Column } from "./list/columns";
import { useDelayed } from "./delayed";
import { useAct, useLoad } from "./load";
import { isMasked, mask } from "./mask";
import { usePages } from "./list/pages";
import { listPlace } from "./list/place";
import { remember } from "./remember";
import { settle } from "./testing";

const at = (text: string) => Date.parse(`2026-11-23T${text}+08:00`);

describe("remaining", () => {
  it.each([
    ["09:12:00", "剩 5 小时 42 分", "5:42", false],
    ["09:12:01", "剩 5 小时 41 分", "5:41", false],
    ["14:12:00", "剩 42 分", "0:42", false],
    ["12:54:00", "剩 2 小时", "2:00", false],
    ["14:53:30", "剩不到 1 分", "0:00", false],
    ["14:54:00", "已过期", "已过期", true],
    ["18:00:00", "已过期", "已过期", true],
  ])("at %s says %s", (now, words, figure, past) => expect(remaining(at("14:54:00"), at(now), at("02:54:00"))).toMatchObject({ words, figure, past }));
  it.each([
    ["02:54:00", 0],
    ["08:54:00", 0.5],
    ["01:00:00", 0],
    ["20:00:00", 1],
  ])("at %s has used %f", (now, used) => expect(remaining(at("14:54:00"), at(now), at("02:54:00")).used).toBe(used));
});

describe("mask", () => {
  it.each([
    ["id", "330106198205290002", "330***********0002"],
    ["phone", "13800571001", "138****1001"],
    ["email", "song@moyuart.cn", "so****@moyuart.cn"],
    ["email", "s@x.cn", "s****@x.cn"],
    ["email", "nonsense", "no******"],
    ["all", "secret", "******"],
    ["id", "1234567", "*******"],
    ["id", "", ""],
    ["id", "330***********0002", "330***********0002"],
  ] as const)("covers %s %s", (kind, value, covered) => expect(mask(kind, value)).toBe(covered));
  it("knows a covered value", () => expect([isMasked("138****1001"), isMasked("13800571001")]).toEqual([true, false]));
});

describe("columns", () => {
  const columns: Column[] = [
    { key: "a", title: "A", width: 100 },
    { key: "b", title: "B", width: 100, drop: 1 },
    { key: "c", title: "C", width: 100, drop: 2, grow: 1 },
  ];
  const keys = (room: number, hidden?: Set<string>) =>
    fitColumns(columns, room, hidden)
      .map((c) => c.key)
      .join("");
  it.each([
    [300, "abc"],
    [299, "ab"],
    [199, "a"],
    [10, "a"],
  ])("in %i px are %s", (room, shown) => expect(keys(room)).toBe(shown));
  it("leaves out what was hidden and uses its room", () => expect(keys(200, new Set(["b"]))).toBe("ac"));
  it("writes the grid", () => expect(gridOf(columns)).toBe("100px 100px minmax(100px, 1fr)"));
});

describe("toAppError", () => {
  it("reads Go's JSON text", () =>
    expect(toAppError('{"code":"invalid","message":"末位应为 X","field":"code","reference":""}')).toMatchObject({
      code: "invalid",
      message: "末位应为 X",
      field: "code",
      reference: "",
    }));
  it("reads it out of an Error too", () =>
    expect(toAppError(new Error('{"code":"internal","message":"编号 AB","field":"","reference":"AB"}')).reference).toBe("AB"));
  it.each([
    ["an Error", new Error("boom 13800571001")],
    ["text", "boom"],
    ["nothing", undefined],
    ["other JSON", "{}"],
    ["null", "null"],
  ])("hides the words of %s", (_, thrown) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const told = toAppError(thrown);
    expect(told.code).toBe("internal");
    expect(told.message).not.toContain("boom");
  });
  it("leaves its own alone", () => {
    const own = new AppError("conflict", "同事刚改过");
    expect(toAppError(own)).toBe(own);
  });
});

describe("remember", () => {
  afterEach(() => localStorage.clear());
  it("keeps a choice", async () => {
    const first = remember<string>("t", "mine");
    first.value = "all";
    await nextTick();
    expect(remember<string>("t", "mine").value).toBe("all");
  });
  it.each(["{broken", "7", "null"])("falls back on %s", (kept) => {
    localStorage.setItem("beiandesk.u", kept);
    expect(remember<string>("u", "mine").value).toBe("mine");
  });
});

function later<T>() {
  let give!: (value: T) => void;
  let refuse!: (cause: unknown) => void;
  const promise = new Promise<T>((yes, no) => ([give, refuse] = [yes, no]));
  return { promise, give, refuse };
}

describe("useLoad", () => {
  it("keeps old data beside a later failure", async () => {
    let bad = false;
    const load = useLoad(async () => {
      if (bad) throw new AppError("storage", "读不出");
      return 1;
    });
    await load.reload();
    bad = true;
    await load.reload();
    expect(load.data.value).toBe(1);
    expect(load.error.value?.message).toBe("读不出");
  });
  it("drops a slow old answer", async () => {
    const answers = [later<string>(), later<string>()];
    let n = 0;
    const load = useLoad(() => answers[n++]!.promise);
    const both = [load.reload(), load.reload()];
    answers[1]!.give("new");
    answers[0]!.give("old");
    await Promise.all(both);
    expect(load.data.value).toBe("new");
    expect(load.busy.value).toBe(false);
  });
  it("ends an overtaken reading only with the newer answer", async () => {
    const answers = [later<string>(), later<string>()];
    let n = 0;
    const load = useLoad(() => answers[n++]!.promise);
    const seen = load.reload().then(() => load.data.value);
    void load.reload();
    answers[0]!.give("old");
    await settle();
    answers[1]!.give("new");
    expect(await seen).toBe("new");
  });
});

describe("useAct", () => {
  it("does one thing at a time", async () => {
    const act = useAct();
    const slow = later<void>();
    const first = act.run(() => slow.promise);
    const second = vi.fn(async () => {});
    expect(await act.run(second)).toBe(false);
    expect(second).not.toHaveBeenCalled();
    slow.give();
    expect(await first).toBe(true);
  });
  it("keeps the failure and clears it on the next try", async () => {
    const act = useAct();
    expect(
      await act.run(async () => {
        throw new AppError("blocked", "不行");
      }),
    ).toBe(false);
    expect(act.error.value?.message).toBe("不行");
    expect(await act.run(async () => {})).toBe(true);
    expect(act.error.value).toBeUndefined();
  });
});

describe("usePages", () => {
  const pages: Record<string, { rows: number[]; next: string }> = { "": { rows: [1, 2], next: "b" }, b: { rows: [3], next: "" } };
  it("adds page to page until the end", async () => {
    const list = usePages<number, { rows: number[]; next: string }>(async (cursor) => pages[cursor]!);
    await list.reload();
    expect([list.rows.value, list.end.value]).toEqual([[1, 2], false]);
    await list.more();
    expect([list.rows.value, list.end.value]).toEqual([[1, 2, 3], true]);
    await list.more();
    expect(list.rows.value).toEqual([1, 2, 3]);
  });
  it("reads anew as far as it was read, and another list from its top", async () => {
    const place = { ...listPlace(), focused: "2", at: 1, top: 40 };
    const list = usePages<number, { rows: number[]; next: string }>(async (cursor) => pages[cursor]!, place);
    await list.reload();
    await list.more();
    await list.reload();
    expect(list.rows.value).toEqual([1, 2, 3]);
    const back = usePages<number, { rows: number[]; next: string }>(async (cursor) => pages[cursor]!, place);
    await back.reload();
    expect(back.rows.value).toEqual([1, 2, 3]);
    await back.restart();
    expect(back.rows.value).toEqual([1, 2]);
    expect(place).toEqual({ focused: "2", at: 0, top: 0, count: 2 });
  });
  it("stops asking after a failure and keeps the rows", async () => {
    const list = usePages<number, { rows: number[]; next: string }>(async (cursor) => {
      if (cursor) throw new AppError("storage", "读不出");
      return pages[""]!;
    });
    await list.reload();
    await list.more();
    expect(list.rows.value).toEqual([1, 2]);
    expect(list.end.value).toBe(true);
    expect(list.error.value?.code).toBe("storage");
  });
});

describe("useDelayed", () => {
  afterEach(() => vi.useRealTimers());
  it("shows nothing for what is quick", async () => {
    vi.useFakeTimers();
    const busy = ref(true);
    const late = effectScope().run(() => useDelayed(busy))!;
    vi.advanceTimersByTime(149);
    busy.value = false;
    await settle();
    vi.advanceTimersByTime(10);
    expect(late.value).toBe(false);
  });
  it("shows what takes longer", () => {
    vi.useFakeTimers();
    const late = effectScope().run(() => useDelayed(ref(true)))!;
    vi.advanceTimersByTime(150);
    expect(late.value).toBe(true);
  });
});
