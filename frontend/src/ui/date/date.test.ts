import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import { setDays, type Days, type Month, type MonthCell, type Understood } from "@/lib/days";
import { keys } from "@/lib/keys";
import { settle } from "@/lib/testing";
import DateField from "./DateField.vue";

keys.install(window);

const no = { text: "", words: "", fault: "" };
const readings: Record<string, Understood> = {
  "昨天 15:20": { ...no, text: "2026-11-28 15:20", words: "昨天 11月28日 周六 15:20" },
  "2026-11-26 15:20": { ...no, text: "2026-11-26 15:20", words: "11月26日 周四 15:20" },
  "2026-11-26": { ...no, text: "2026-11-26", words: "11月26日 周四" },
  "1": { ...no, fault: "只有数字看不出是哪一天" },
};
const cell = (day: string, more: Partial<MonthCell> = {}): MonthCell => ({
  day,
  date: Number(day.slice(8)),
  words: day,
  outside: false,
  off: false,
  shifted: false,
  name: "",
  today: false,
  later: false,
  ...more,
});
const month = (day: string): Month => ({
  title: "2026年11月",
  day,
  weeks: [[cell("2026-11-26", { name: "停办" }), cell("2026-11-28", { off: true }), cell("2026-11-30", { later: true })]],
  published: true,
});

let asked: unknown[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  setDays({
    read: async (of) => {
      asked.push(of);
      if (of.step) return { ...no, text: `${of.text}${of.step > 0 ? "+" : ""}${of.step}`, words: "stepped" };
      return readings[of.text] ?? { ...no, fault: "看不懂" };
    },
    month: async (of) => {
      asked.push(of);
      return month(of.day || "2026-11-29");
    },
    offers: async () => ({ offers: [{ label: "明天", day: "2026-11-26", words: "11月26日 周四", off: "" }] }),
  });
});
let page: { unmount: () => void } | undefined;
afterEach(() => {
  page?.unmount();
  vi.useRealTimers();
});

/** A field that keeps what is typed, as a form does. */
function show(props: Partial<InstanceType<typeof DateField>["$props"]> = {}) {
  const field = mount(DateField, {
    attachTo: document.body,
    props: {
      value: "",
      kind: "moment",
      label: "发生时间",
      handle: "value-at",
      happened: true,
      "onUpdate:value": (now: string) => void field.setProps({ value: now }),
      ...props,
    },
  });
  page = field as { unmount: () => void };
  vi.advanceTimersByTime(1); // Vue hears no event of the very moment in which a listener came
  const box = field.find("input");
  return {
    field,
    box,
    words: () => (field.find("[data-test=value-at-words]").exists() ? field.find("[data-test=value-at-words]").text() : ""),
    fault: () => (field.find("[role=alert]").exists() ? field.find("[role=alert]").text() : ""),
    type: async (text: string) => {
      await box.setValue(text);
      await vi.advanceTimersByTimeAsync(200);
      await settle();
    },
    press: async (key: string, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      box.element.dispatchEvent(event);
      for (let i = 0; i < 4; i++) await settle();
      return event;
    },
    month: () => document.querySelector("[data-test=month]"),
  };
}

it("says in words what was understood, and the hint while nothing is typed", async () => {
  const { words, type } = show({ hint: "空着就是现在" });
  expect(words()).toBe("空着就是现在");
  await type("昨天 15:20");
  expect(words()).toBe("昨天 11月28日 周六 15:20");
  expect(asked).toEqual([{ text: "昨天 15:20", kind: "moment", happened: true, step: 0 }]);
});

it("reads once somebody stops typing, and drops what was said of an earlier text", async () => {
  const late: ((got: Understood) => void)[] = [];
  setDays({ read: () => new Promise((done) => late.push(done)) } as unknown as Days);
  const { box, words } = show();
  await box.setValue("昨");
  await box.setValue("昨天 1");
  await vi.advanceTimersByTimeAsync(200);
  await box.setValue("昨天 15:20");
  await vi.advanceTimersByTimeAsync(200);
  expect(late).toHaveLength(2);
  late[1]!(readings["昨天 15:20"]!);
  late[0]!({ ...no, words: "an older text" });
  await settle();
  expect(words()).toBe("昨天 11月28日 周六 15:20");
  await box.setValue("昨天 15:2");
  expect(words()).toBe("");
});

it("tells calmly what is wrong while somebody types, and as a fault once the field is left", async () => {
  const { field, box, type, words, fault } = show();
  await type("1");
  expect([words(), fault()]).toEqual(["只有数字看不出是哪一天", ""]);
  await box.trigger("blur");
  expect(fault()).toBe("只有数字看不出是哪一天");
  expect(field.emitted("fault")).toEqual([["只有数字看不出是哪一天"]]);
  await type("昨天 15:20");
  expect([words(), fault()]).toEqual(["昨天 11月28日 周六 15:20", ""]);
  expect(field.emitted("fault")).toEqual([["只有数字看不出是哪一天"], [""]]);
});

it("says what saving refused until the text is another", async () => {
  const { field, fault, type } = show({ value: "昨天 15:20" });
  await field.setProps({ error: "会早于上一步" });
  expect(fault()).toBe("会早于上一步");
  await type("1");
  expect(fault()).toBe("");
});

it("goes away from today by ↑, a day for each press, and back with Shift", async () => {
  const { field, press, box } = show({ value: "x" });
  await Promise.all([press("ArrowUp"), press("ArrowUp")]);
  expect(box.element.value).toBe("x-1-1");
  await press("ArrowUp", { shiftKey: true });
  expect(box.element.value).toBe("x-1-1+1");
  await field.setProps({ happened: false, value: "y" });
  await press("ArrowUp");
  expect(box.element.value).toBe("y+1");
});

it("opens a month by ↓, moves in it by keys, and keeps the time of day", async () => {
  const { type, press, month, box } = show();
  await type("昨天 15:20");
  await press("ArrowDown");
  expect(asked.at(-1)).toEqual({ day: "2026-11-28", days: 0, months: 0 });
  expect(month()?.textContent).toContain("停办");
  await press("ArrowUp");
  expect(asked.at(-1)).toEqual({ day: "2026-11-28", days: -7, months: 0 });
  await press("PageDown");
  expect(asked.at(-1)).toEqual({ day: "2026-11-28", days: 0, months: 1 });
  document.querySelector<HTMLElement>("[data-test='month-2026-11-26']")!.click();
  for (let i = 0; i < 4; i++) await settle();
  expect([box.element.value, month()]).toEqual(["2026-11-26 15:20", null]);
});

it("takes no day that may not be", async () => {
  const { press, month, box } = show();
  await press("ArrowDown");
  document.querySelector<HTMLElement>("[data-test='month-2026-11-30']")!.click();
  await settle();
  expect([box.element.value, month() === null]).toEqual(["", false]);
});

it("closes the month by Escape and nothing under it", async () => {
  const under = vi.fn();
  const { leave } = keys.open(under);
  const { press, month } = show();
  await press("ArrowDown");
  expect((await press("Escape")).defaultPrevented).toBe(true);
  expect([month(), under.mock.calls.length]).toEqual([null, 0]);
  await press("Escape");
  expect(under).toHaveBeenCalledOnce();
  leave();
});

it("leaves the Enter of a closed month to the form", async () => {
  const { press } = show();
  expect((await press("Enter")).defaultPrevented).toBe(false);
});

it("offers days by key and by click", async () => {
  const { field, press, box } = show({ kind: "day", offers: true });
  await settle();
  await press("1", { altKey: true, code: "Digit1" });
  expect(box.element.value).toBe("2026-11-26");
  await field.setProps({ value: "" });
  await field.find("[data-test=offer-1]").trigger("click");
  for (let i = 0; i < 4; i++) await settle();
  expect(box.element.value).toBe("2026-11-26");
});

it("stays a field where nobody can read it", async () => {
  setDays({
    read: () => Promise.reject(new Error("locked")),
    month: () => Promise.reject(new Error("locked")),
    offers: () => Promise.reject(new Error("locked")),
  });
  const { type, press, words, month, box } = show({ offers: true });
  await type("昨天 15:20");
  await press("ArrowDown");
  await press("ArrowUp");
  await nextTick();
  expect([box.element.value, words(), month()]).toEqual(["昨天 15:20", "", null]);
});
