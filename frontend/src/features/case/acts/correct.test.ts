import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import type { CaseView, TimelineItem } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import AskDialog from "@/acts/ask/AskDialog.vue";
import "@/ui/dialog/FormDialog.vue"; // loaded before the time of the first test runs
import { action, caseView } from "../fixtures";
import TimelineTab from "../tabs/TimelineTab.vue";
import { useCase } from "../useCase";
import { useCaseActs } from "./useCaseActs";

const step = (more: Partial<TimelineItem> = {}): TimelineItem => ({
  seq: 40,
  when: "9月18日 周五 15:40",
  recorded: "",
  who: "周敏",
  via: "窗口",
  title: "短信已收到",
  text: "",
  kind: "move",
  move: 13,
  at: "2026-09-18 15:40",
  was: "",
  ...more,
});
const value = { required: true, happened: false, default: "", options: [], hint: "" };
const correcting = action("move.correct", {
  label: "更正时间",
  kind: "case",
  hint: "期限重算。",
  reason: true,
  values: [
    {
      ...value,
      key: "seq",
      label: "哪一步",
      kind: "choice",
      options: [
        { code: "13", label: "短信已收到 2026-09-18 15:40" },
        { code: "1", label: "签约 2026-09-07" },
      ],
    },
    { ...value, key: "to", label: "改成", kind: "moment", happened: true },
  ],
});
const view = caseView({ menu: [correcting], timeline: [step()] });

let mounted: { unmount: () => void }[] = [];
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

async function start(Do: (input: never) => unknown = () => caseView({ version: 8 }), of: CaseView = view) {
  const calls = fakeGo({ CasesService: { Get: () => of, Do } });
  const { got: acts } = inSetup(() => useCaseActs(useCase("c1")));
  await settle();
  calls.length = 0;
  return { acts, calls };
}

describe("correcting a moment", () => {
  it("asks of one step for its right moment and the reason, with the moment as it stands", async () => {
    const { acts, calls } = await start();
    acts.correct(step());
    const asked = acts.asking.asked.value!;
    expect([asked.title, asked.text]).toEqual(["更正时间：短信已收到", "现在记在 9月18日 周五 15:40。期限重算。"]);
    expect(asked.values.map((v) => [v.key, v.kind, v.required, v.default])).toEqual([
      ["to", "moment", true, "2026-09-18 15:40"],
      ["reason", "long", true, ""],
    ]);
    await acts.asking.submit({ to: "2026-09-18 14:50", reason: "看错了" });
    expect(calls).toEqual([
      {
        method: "CasesService.Do",
        input: { caseId: "c1", action: "move.correct", siteId: "", at: "", reason: "看错了", values: { seq: "13", to: "2026-09-18 14:50" }, version: 7 },
      },
    ]);
    expect(acts.asking.shown.value).toBe(false);
  });

  it("asks from the menu which step is meant, and never for a second time", async () => {
    const { acts, calls } = await start();
    acts.start(correcting);
    expect(acts.asking.asked.value!.values.map((v) => v.key)).toEqual(["seq", "to", "reason"]);
    await acts.asking.submit({ seq: "1", to: "2026-09-06", reason: "看错了" });
    expect(calls[0]!.input).toMatchObject({ at: "", values: { seq: "1", to: "2026-09-06" } });
  });

  it("says under the new moment why it can't be", async () => {
    const { acts } = await start(() => {
      throw { code: "invalid", message: "不能改成 2026-09-18 14:50：“已核验”就对不上了", field: "to" };
    });
    acts.correct(step());
    mounted.push(mount(AskDialog, { props: { asking: acts.asking }, attachTo: document.body }));
    await vi.dynamicImportSettled();
    await settle();
    const box = document.querySelector<HTMLInputElement>("[data-test=value-to]")!;
    expect(box.value).toBe("2026-09-18 15:40");
    const type = (at: HTMLInputElement | HTMLTextAreaElement, text: string) => {
      at.value = text;
      at.dispatchEvent(new Event("input", { bubbles: true }));
    };
    type(box, "2026-09-18 14:50");
    type(document.querySelector<HTMLTextAreaElement>("[data-test=reason]")!, "看错了");
    await nextTick();
    document.querySelector<HTMLElement>("[data-test=dialog-ok]")!.click();
    await settle();
    const told = document.querySelector<HTMLElement>("[data-key=to] [role=alert]");
    expect(told?.textContent).toContain("“已核验”就对不上了");
    expect([acts.asking.shown.value, box.value, document.activeElement === box]).toEqual([true, "2026-09-18 14:50", true]);
  });

  it("does nothing where the record is closed", async () => {
    const { acts } = await start(undefined, caseView({ status: "void", menu: [] }));
    acts.correct(step());
    expect(acts.asking.shown.value).toBe(false);
  });
});

describe("the timeline", () => {
  const items = [step({ seq: 41, was: "9月18日 周五 16:20", recorded: "9月19日 周六 09:00" }), step({ seq: 39, kind: "note", title: "备忘", move: 0, at: "" })];
  const show = (correctable: boolean) => {
    const tab = mount(TimelineTab, { props: { items, correctable } });
    mounted.push(tab);
    return tab;
  };

  it("offers the correction at steps alone, and says what was recorded first", async () => {
    const tab = show(true);
    const buttons = tab.findAll("[data-test=timeline-correct]");
    expect(buttons.map((b) => b.attributes("aria-label"))).toEqual(["更正“短信已收到”的时间"]);
    await buttons[0]!.trigger("click");
    expect(tab.emitted("correct")).toMatchObject([[{ move: 13, at: "2026-09-18 15:40" }]]);
    expect(tab.get("[data-test=timeline-entry]").text().replaceAll(/\s+/g, " ")).toContain("原记 9月18日 周五 16:20 ・ 9月19日 周六 09:00 补记");
  });

  it("offers none where nothing may be corrected", () => {
    expect(show(false).findAll("[data-test=timeline-correct]")).toHaveLength(0);
  });
});
