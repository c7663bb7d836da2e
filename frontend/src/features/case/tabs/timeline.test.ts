import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { nextTick, shallowRef } from "vue";
import type { CaseView, TimelineItem, TimelineView } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { caseView } from "../fixtures";
import TimelineTab from "./TimelineTab.vue";
import { useTimeline } from "./useTimeline";

const line = (seq: number, more: Partial<TimelineItem> = {}): TimelineItem => ({
  seq,
  when: "9月18日 周五 15:40",
  recorded: "",
  who: "周敏",
  via: "窗口",
  title: `第 ${seq} 条`,
  text: "",
  kind: "note",
  move: 0,
  at: "",
  was: "",
  ...more,
});
const page = (...seqs: number[]) => seqs.map((seq) => line(seq));
const long = caseView({ timeline: page(90, 80), timelineMore: 80 });

describe("reading on", () => {
  function start(answer: (input: { before: number }) => unknown) {
    const calls = fakeGo({ CasesService: { Timeline: answer } });
    const view = shallowRef<CaseView | undefined>(long);
    const { got } = inSetup(() => useTimeline("c1", view));
    return { calls, view, got, seqs: () => got.items.value.map((item) => item.seq) };
  }
  const two = ({ before }: { before: number }): TimelineView => (before === 80 ? { items: page(70, 60), more: 60 } : { items: page(50), more: 0 });

  it("puts page behind page and ends with the last", async () => {
    const { calls, got, seqs } = start(two);
    expect([seqs(), got.more.value]).toEqual([[90, 80], 80]);
    await got.read();
    expect([seqs(), got.more.value]).toEqual([[90, 80, 70, 60], 60]);
    await got.read();
    expect([seqs(), got.more.value]).toEqual([[90, 80, 70, 60, 50], 0]);
    await got.read();
    expect(calls.map((c) => c.input)).toEqual([
      { caseId: "c1", before: 80 },
      { caseId: "c1", before: 60 },
    ]);
  });

  it("keeps what was read while the timeline stands, and begins again once it has changed", async () => {
    const { view, got, seqs } = start(two);
    await got.read();
    view.value = { ...long, timeline: page(90, 80), now: "2026-11-23T09:13:00+08:00" };
    expect(seqs()).toEqual([90, 80, 70, 60]);
    view.value = { ...long, timeline: page(95, 90), timelineMore: 90 };
    expect([seqs(), got.more.value]).toEqual([[95, 90], 90]);
  });

  it("asks anew when the timeline changes while a page is under way", async () => {
    let land: (v: TimelineView) => void = () => {};
    const { calls, view, got, seqs } = start(({ before }) =>
      before === 80 ? new Promise<TimelineView>((done) => (land = done)) : { items: page(80, 70), more: 70 },
    );
    const done = got.read();
    await settle();
    expect(got.reading.busy.value).toBe(true);
    view.value = { ...long, timeline: page(95, 90), timelineMore: 90 };
    land({ items: page(70), more: 0 });
    await done;
    expect(calls.map((c) => c.input)).toEqual([
      { caseId: "c1", before: 80 },
      { caseId: "c1", before: 90 },
    ]);
    expect([seqs(), got.more.value, got.reading.busy.value]).toEqual([[95, 90, 80, 70], 70, false]);
  });

  it("keeps the lines and says what went wrong; the next press reads on", async () => {
    let broken = true;
    const { got, seqs } = start((input) => {
      if (broken) throw { code: "internal", message: "读不到，请再试" };
      return two(input);
    });
    await got.read();
    expect([seqs(), got.more.value, got.reading.error.value?.message]).toEqual([[90, 80], 80, "读不到，请再试"]);
    broken = false;
    await got.read();
    expect([seqs(), got.reading.error.value]).toEqual([[90, 80, 70, 60], undefined]);
  });
});

describe("the end of the list", () => {
  let tab: VueWrapper | undefined;
  afterEach(() => {
    tab?.unmount();
    tab = undefined;
  });
  const show = (props: Partial<InstanceType<typeof TimelineTab>["$props"]> = {}) =>
    (tab = mount(TimelineTab, { attachTo: document.body, props: { items: page(90, 80), correctable: true, more: true, ...props } }));
  const earlier = "[data-test=timeline-earlier]";
  const focused = () => (document.activeElement as HTMLElement).dataset;
  const only = async (label: string) => {
    await tab!
      .findAll("[role=tab]")
      .find((b) => b.text() === label)!
      .trigger("click");
  };

  it("has the button only where there is more", async () => {
    const shown = show();
    expect(shown.get(earlier).text()).toBe("更早的记录");
    await shown.get(earlier).trigger("click");
    expect(shown.emitted("earlier")).toHaveLength(1);
    await shown.setProps({ more: false });
    expect(shown.find(earlier).exists()).toBe(false);
  });

  it("shows that it reads, and beside the button why it could not", async () => {
    const shown = show({ busy: true });
    expect(shown.get(earlier).classes().join(" ")).toContain("loading");
    await shown.setProps({ busy: false, error: { message: "读不到，请再试" } });
    expect(shown.get("[role=alert]").text()).toBe("读不到，请再试");
    expect(shown.find(earlier).exists()).toBe(true);
  });

  it("filters what was read on like the rest, and does not call a part the whole", async () => {
    const shown = show();
    await only("环节");
    expect(shown.get("[data-test=timeline-none]").text()).toBe("最近 2 条里没有这类记录");
    await shown.setProps({ items: [...page(90, 80), line(70), line(60, { kind: "move", move: 3, title: "短信已收到" })], more: false });
    expect(shown.findAll("[data-test=timeline-entry]").map((e) => e.attributes("data-seq"))).toEqual(["60"]);
    await shown.get("[data-test=timeline-correct]").trigger("click");
    expect(shown.emitted("correct")).toMatchObject([[{ seq: 60, move: 3 }]]);
    await only("费用");
    expect(shown.get("[data-test=timeline-none]").text()).toBe("没有这类记录");
  });

  it("leads the focus from the button to the first new line, through the filter, or to the list when nothing new shows", async () => {
    const shown = show();
    shown.get<HTMLElement>(earlier).element.focus();
    await shown.setProps({ items: page(90, 80, 70, 60) });
    await flushPromises();
    expect(focused().seq).toBe("70");

    await only("环节");
    shown.get<HTMLElement>(earlier).element.focus();
    await shown.setProps({ items: [...page(90, 80, 70, 60), line(50), line(40, { kind: "move" })] });
    await flushPromises();
    expect(focused().seq).toBe("40");

    await only("费用");
    shown.get<HTMLElement>(earlier).element.focus();
    await shown.setProps({ items: page(90, 80, 70, 60, 50, 40, 30) });
    await flushPromises();
    expect(focused().test).toBe("timeline-earlier");
    await shown.setProps({ items: page(90, 80, 70, 60, 50, 40, 30, 20), more: false });
    await flushPromises();
    expect(focused().test).toBe("timeline-list");
  });

  it("leaves the focus where the reader has gone meanwhile, and when the list begins again", async () => {
    const shown = show();
    const note = shown.get<HTMLElement>("[data-test=timeline-note]").element;
    note.focus();
    await shown.setProps({ items: page(90, 80, 70) });
    await nextTick();
    expect(document.activeElement).toBe(note);
    shown.get<HTMLElement>(earlier).element.focus();
    await shown.setProps({ items: page(95, 90, 80, 70) });
    await flushPromises();
    expect(focused().test).toBe("timeline-earlier");
  });
});
