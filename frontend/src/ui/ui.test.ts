import { useTicks } from "@/lib/list/ticks";
import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nextTick, reactive } from "vue";
import { AppError } from "@/lib/apperror";
import { setClipboardWriter } from "@/lib/clipboard";
import { keys } from "@/lib/keys";
import { setNow } from "@/lib/now";
import { settle } from "@/lib/testing";
import CopyButton from "./value/CopyButton.vue";
import Countdown from "./date/Countdown.vue";
import DueText from "./date/DueText.vue";
import Field from "./form/Field.vue";
import FileDrop, { type InFile } from "./form/FileDrop.vue";
import GroupedList, { type TaskGroup } from "./list/GroupedList.vue";
import MaskedInput from "./form/MaskedInput.vue";
import PartyChips from "./choice/PartyChips.vue";
import Reveal from "./value/Reveal.vue";
import VirtualTable from "./list/VirtualTable.vue";
import WhyPopover from "./date/WhyPopover.vue";

keys.install(window);
const press = (key: string, more: KeyboardEventInit = {}) =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

let mounted: { unmount: () => void }[] = [];
const show = ((component: never, options: object) => {
  const wrapper = mount(component, { attachTo: document.body, ...options });
  mounted.push(wrapper);
  return wrapper;
}) as unknown as typeof mount;
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

const due = (more = {}) => ({
  day: "今天 14:54",
  full: "2026年11月23日 周一 14:54",
  left: "剩 5 小时 42 分",
  tone: "today",
  kind: "agreed",
  clock: false,
  at: "",
  start: "",
  before: "",
  provisional: false,
  ...more,
});
const clock = due({ clock: true, at: "2026-11-23T14:54:00+08:00", start: "2026-11-22T14:54:00+08:00" });

describe("DueText", () => {
  it("says Go's word in its tone", () => {
    const text = show(DueText, { props: { due: due({ left: "逾期 2 天", tone: "overdue" }) } });
    expect(text.text()).toBe("逾期 2 天");
    expect(text.classes()).toContain("tone-overdue");
  });
  it("leaves a clock to Go's word until Go told its now, then counts by it", async () => {
    const text = show(DueText, { props: { due: clock } });
    expect(text.text()).toBe("剩 5 小时 42 分");
    setNow("2026-11-23T14:00:00+08:00");
    await nextTick();
    expect(text.text()).toBe("剩 54 分");
    setNow("2026-11-23T14:54:00+08:00");
    await nextTick();
    expect(text.classes()).toContain("tone-overdue");
  });
});

describe("Countdown", () => {
  it("shows the figure and the share used", () => {
    setNow("2026-11-23T08:54:00+08:00");
    const side = show(Countdown, { props: { due: clock, title: "栖云茶业", note: "第 2 轮" } });
    expect(side.find(".figure").text()).toBe("6:00");
    expect(side.find("[role=progressbar]").attributes("aria-valuenow")).toBe("75");
  });
});

describe("Field", () => {
  it("shows the fault instead of the hint", () => {
    const field = show(Field, { props: { label: "手机", hint: "十一位", error: "少一位" } });
    expect(field.text()).toContain("少一位");
    expect(field.text()).not.toContain("十一位");
  });
});

describe("MaskedInput", () => {
  it("covers the number when left and shows it when entered", async () => {
    const input = show(MaskedInput, { props: { value: "13800571001", kind: "phone" } });
    const inner = input.find("input");
    expect(inner.element.value).toBe("138****1001");
    await inner.trigger("focus");
    expect(inner.element.value).toBe("13800571001");
    await inner.trigger("blur");
    expect(inner.element.value).toBe("138****1001");
  });

  /** A field in the page, with what the test does to it. */
  const field = (value: string, kind: "phone" | "email" = "phone") => {
    const input = show(MaskedInput, { props: { value, kind }, attachTo: document.body });
    const inner = input.find("input");
    const box = inner.element;
    return {
      input,
      inner,
      box,
      chosen: () => box.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0),
      /** Presses at one place of what is shown and lets go at another. */
      drag: async (from: number, to: number) => {
        await inner.trigger("mousedown");
        box.focus();
        box.setSelectionRange(from, to);
        window.dispatchEvent(new MouseEvent("mouseup"));
        await settle();
      },
    };
  };

  it("stays covered while the mouse is down, then keeps the place it was put", async () => {
    const { inner, box, drag, input } = field("13800571001");
    await inner.trigger("mousedown");
    box.focus();
    box.setSelectionRange(9, 9);
    await settle();
    expect(box.value).toBe("138****1001");
    window.dispatchEvent(new MouseEvent("mouseup"));
    await settle();
    expect([box.value, box.selectionStart, box.selectionEnd]).toEqual(["13800571001", 9, 9]);
    box.blur();
    await settle();
    await drag(1, 5);
    expect([box.selectionStart, box.selectionEnd]).toEqual([1, 5]);
    input.unmount();
  });
  it("counts from its own side where the covered text is shorter or longer", async () => {
    const { box, drag, input } = field("shen.yiming@example.com", "email");
    await drag(box.value.length - 4, box.value.length);
    expect(box.value.slice(box.selectionStart ?? 0)).toBe(".com");
    input.unmount();
  });
  it("keeps all selected when the tab key selected all", async () => {
    const { box, chosen, input } = field("13800571001");
    box.setSelectionRange(0, box.value.length);
    box.focus();
    await settle();
    expect(chosen()).toBe("13800571001");
    input.unmount();
  });
  it("finds the cursor where it was, after another window was looked at", async () => {
    const { box, input } = field("13800571001");
    box.focus();
    await settle();
    expect([box.selectionStart, box.selectionEnd]).toEqual([11, 11]);
    box.setSelectionRange(4, 6);
    box.blur();
    await settle();
    box.setSelectionRange(11, 11);
    box.focus();
    await settle();
    expect([box.selectionStart, box.selectionEnd]).toEqual([4, 6]);
    input.unmount();
  });
  it("replaces a value that came covered as a whole", async () => {
    const { inner, box, chosen, drag, input } = field("138****1001");
    await drag(5, 5);
    expect(chosen()).toBe("138****1001");
    box.value = "138****10019";
    await inner.trigger("input");
    box.value = "138****100";
    await inner.trigger("input");
    box.value = "13800571001";
    await inner.trigger("input");
    expect(input.emitted("update:value")).toEqual([["9"], [""], ["13800571001"]]);
    input.unmount();
  });
});

describe("Reveal", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  it("asks once, shows, and covers itself again", async () => {
    const read = vi.fn(async () => "13800571001");
    const value = show(Reveal, { props: { masked: "138****1001", what: "手机", read } });
    expect(value.text()).toContain("138****1001");
    await value.find("button").trigger("click");
    await settle();
    expect(value.text()).toContain("13800571001");
    vi.advanceTimersByTime(60_000);
    await nextTick();
    expect(value.text()).toContain("138****1001");
    expect(read).toHaveBeenCalledOnce();
  });
  it("says why it may not", async () => {
    const value = show(Reveal, {
      props: {
        masked: "138****1001",
        what: "手机",
        read: async () => {
          throw new AppError("locked", "已锁定，先打开");
        },
      },
    });
    await value.find("button").trigger("click");
    await settle();
    expect(value.text()).toContain("已锁定，先打开");
  });
});

describe("CopyButton", () => {
  it("copies what only Go hands out and says so", async () => {
    const written: string[] = [];
    setClipboardWriter(async (text) => void written.push(text));
    const button = show(CopyButton, { props: { read: async () => "330106198205290002" } });
    await button.trigger("click");
    await settle();
    expect(written).toEqual(["330106198205290002"]);
    expect(button.text()).toBe("已复制");
  });
  it.each([true, false])("tells whether it is a secret: %s", async (secret) => {
    const written: unknown[] = [];
    setClipboardWriter(async (text, secret) => void written.push([text, secret]));
    const button = show(CopyButton, { props: { text: "7KQ2M", secret } });
    await button.trigger("click");
    await settle();
    expect(written).toEqual([["7KQ2M", secret]]);
    expect(button.text()).toBe(secret ? "已复制，一分钟后从剪贴板清除" : "已复制");
  });
  it("says when it did not", async () => {
    setClipboardWriter(() => Promise.reject(new Error("no")));
    const button = show(CopyButton, { props: { text: "x" } });
    await button.trigger("click");
    await settle();
    expect(button.text()).toContain("没复制上");
  });
});

describe("PartyChips", () => {
  const parties = ["client", "agency", "cloud", "bureau", "police"].map((code, i) => ({ code, label: code, count: i }));
  it("choose by digit and free by the same", async () => {
    const chips = show(PartyChips, { props: { value: "", total: 9, parties } });
    press("2");
    await chips.setProps({ value: "agency" });
    press("2");
    expect(chips.emitted("update:value")).toEqual([["agency"], [""]]);
  });
});

describe("GroupedList", () => {
  const row = (key: string) => ({
    key,
    who: "待客户",
    ours: false,
    todo: `办 ${key}`,
    note: "",
    rests: false,
    about: ["甲"],
    due: due(),
    whyLine: "",
    owner: "",
    action: "催办",
  });
  const group = (code: string, names: string[]): TaskGroup => ({
    code,
    label: code,
    tone: "",
    count: names.length,
    rows: names.map(row),
    more: false,
    folded: [],
  });
  it("walks by J and K across groups and acts on the focused row", async () => {
    const list = show(GroupedList, { props: { label: "要办", ticks: useTicks(() => []), groups: [group("a", ["1", "2"]), group("b", ["3"])] } });
    press("j");
    press("j");
    press("j");
    press("k");
    await nextTick();
    press("Enter");
    press("o");
    expect(list.emitted("act")).toEqual([["2"]]);
    expect(list.emitted("open")).toEqual([["2"]]);
    expect(list.findAll(".n-button--primary-type")).toHaveLength(1);
  });
  it("picks rows across groups by X and Shift with an arrow, and all by Ctrl A", async () => {
    const ticks = useTicks(() => ["1", "2", "3"]);
    const list = show(GroupedList, { props: { label: "要办", ticks, groups: [group("a", ["1", "2"]), group("b", ["3"])] } });
    press("j");
    press("x");
    press("ArrowDown", { shiftKey: true });
    await nextTick();
    expect([ticks.picked.value, list.findAll(".row.ticked").length]).toEqual([["2", "3"], 2]);
    press("a", { ctrlKey: true });
    expect(ticks.picked.value).toEqual(["1", "2", "3"]);
    press("Escape");
    expect(ticks.picked.value).toEqual([]);
  });
  it("moves the focus to the row that took the place of a finished one", async () => {
    const list = show(GroupedList, { props: { label: "要办", ticks: useTicks(() => []), groups: [group("a", ["1", "2", "3"])] } });
    press("j");
    await list.setProps({ groups: [group("a", ["1", "3"])] });
    press("Enter");
    expect(list.emitted("act")).toEqual([["3"]]);
  });
});

describe("VirtualTable", () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({ id: `r${i}`, name: `第 ${i} 行` }));
  const base = { label: "表", columns: [{ key: "name", title: "名称", width: 100, sortable: true }], rowKey: (r: { id: string }) => r.id };
  it("keeps only the rows in sight", () => {
    const table = show(VirtualTable as never, { props: { ...base, rows } } as never);
    const there = table.findAll("[aria-rowindex]").length;
    expect(there).toBeGreaterThan(10);
    expect(there).toBeLessThan(60);
  });
  it("asks for more before the end and not at the end", () => {
    const few = rows.slice(0, 5);
    expect(show(VirtualTable as never, { props: { ...base, rows: few, end: false } } as never).emitted("more")).toHaveLength(1);
    expect(show(VirtualTable as never, { props: { ...base, rows: few, end: true } } as never).emitted("more")).toBeUndefined();
  });
  it("opens the focused row and sorts by its head", async () => {
    const table = show(VirtualTable as never, { props: { ...base, rows } } as never);
    press("j");
    press("ArrowDown");
    press("Enter");
    await table.find("[role=columnheader] button").trigger("click");
    expect(table.emitted("enter")).toEqual([[rows[2]]]);
    expect(table.emitted("sort")).toEqual([["name"]]);
  });
  it("keeps its place when its last scroll arrives after it has gone", async () => {
    const place = { focused: "", at: 0, top: 0, count: 0 };
    const failed = vi.fn();
    const table = mount(VirtualTable as never, { props: { ...base, rows, place }, global: { config: { errorHandler: failed } } } as never);
    const box = table.element as HTMLElement;
    box.scrollTop = 400;
    box.dispatchEvent(new Event("scroll"));
    table.unmount();
    box.scrollTop = 0;
    box.dispatchEvent(new Event("scroll"));
    expect(failed).not.toHaveBeenCalled();
    expect(place.top).toBe(400);
  });
  it("stands where its place says when that is set anew", async () => {
    const place = reactive({ focused: "", at: 0, top: 0, count: 0 });
    const box = show(VirtualTable as never, { props: { ...base, rows, place } } as never).element as HTMLElement;
    await nextTick();
    box.scrollTop = 400;
    box.dispatchEvent(new Event("scroll"));
    await nextTick();
    place.top = 0;
    await nextTick();
    expect(box.scrollTop).toBe(0);
  });
});

describe("FileDrop", () => {
  it("cancels drag and drop on the window and gives the bytes", async () => {
    const drop = show(FileDrop, { props: {} });
    const over = new Event("dragover", { cancelable: true });
    window.dispatchEvent(over);
    expect(over.defaultPrevented).toBe(true);
    const event = new Event("drop", { cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { files: [new File([new Uint8Array([1, 2])], "执照.jpg", { type: "image/jpeg" })] } });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(drop.emitted("files")).toHaveLength(1));
    const [file] = drop.emitted("files")![0]![0] as InFile[];
    expect([file!.name, file!.type, [...new Uint8Array(file!.bytes)]]).toEqual(["执照.jpg", "image/jpeg", [1, 2]]);
  });
  it("takes nothing while it is not wanted, yet still cancels", () => {
    const drop = show(FileDrop, { props: { active: false } });
    const event = new Event("drop", { cancelable: true });
    window.dispatchEvent(event);
    expect([event.defaultPrevented, drop.emitted("files")]).toEqual([true, undefined]);
  });
});

describe("WhyPopover", () => {
  const why = {
    title: "为什么是 2026年10月22日 周四",
    trigger: "9月18日 周五，当天不计",
    count: "20 个工作日",
    skipped: "",
    notes: ["另有 30 个"],
    provisional: "",
    source: "腾讯云公开文档，2022-06",
    days: [],
  };
  it("opens by its word, leaves out what is empty, closes by Esc", async () => {
    const popover = show(WhyPopover, { props: { why } });
    await popover.find("button").trigger("click");
    await settle();
    const text = document.querySelector(".pop")!.textContent!;
    expect(text).toContain("20 个工作日");
    expect(text).toContain("来源 腾讯云公开文档");
    expect(text).not.toContain("跳过");
    press("Escape");
    await settle();
    expect(popover.find("button").attributes("aria-expanded")).toBe("false");
  });
});

describe("a provisional date", () => {
  it("is marked beside its state, with the reason; a firm one is not", () => {
    const marked = show(DueText, { props: { due: due({ provisional: true }) } });
    expect(marked.find('[data-test="provisional"]').text()).toBe("暂定");
    expect(marked.find('[data-test="provisional"]').attributes("title")).toContain("尚未公布");
    expect(
      show(DueText, { props: { due: due() } })
        .find('[data-test="provisional"]')
        .exists(),
    ).toBe(false);
  });
});
