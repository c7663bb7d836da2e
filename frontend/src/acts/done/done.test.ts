import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { useAsk } from "@/acts/ask/ask";
import { useRecord, type CaseFile } from "@/acts/record/useRecord";
import type { ActionView, CaseView } from "@/bridge/types";
import { keys } from "@/lib/keys";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import DoneLine from "./DoneLine.vue";
import { useDone } from "./useDone";

keys.install(window);
const press = (key: string, more: KeyboardEventInit = {}) =>
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

const name = "管局已通过（11月23日 10:00）";
const undo = (more: Partial<ActionView> = {}) => ({
  code: "case.undo",
  label: "撤销",
  title: `撤销“${name}”`,
  siteId: "",
  hint: "",
  warn: [],
  blocked: [],
  values: [],
  reason: false,
  ...more,
});
const view = (more = {}) => ({ id: "c1", version: 8, undoes: name, menu: [undo()], ...more }) as unknown as CaseView;
const action = { code: "bureau-review.approve", label: "管局已通过" } as ActionView;

let mounted: { unmount: () => void }[] = [];
afterEach(() => {
  mounted.forEach((w) => w.unmount());
  mounted = [];
});

function start(Do: (input: never) => unknown = () => view({ undoes: "短信已核验", version: 9 }), last?: () => void) {
  const calls = fakeGo({ CasesService: { Do, Get: () => view({ version: 11 }) } });
  const taken: unknown[] = [];
  const file: CaseFile = { caseId: "c1", about: "青禾", version: () => 11, refresh: async () => {}, take: (now) => taken.push(now) };
  const { got } = inSetup(() => {
    const asking = useAsk();
    return { asking, done: useDone(useRecord(asking)) };
  });
  const line = mount(DoneLine, { props: { done: got.done, last }, attachTo: document.body });
  mounted.push(line);
  return { ...got, calls, file, taken, says: () => line.text(), line };
}

describe("the line of what was just recorded", () => {
  it.each([["z"], ["ctrl z"]])("is taken back at once by %s, by the version that the act has left", async (key) => {
    const { done, calls, file, taken, says } = start();
    done.recorded(file, view(), action);
    await settle();
    expect(says()).toContain(`已记下“${name}”`);
    press("z", { ctrlKey: key !== "z" });
    await settle();
    expect(calls).toEqual([
      { method: "CasesService.Do", input: { caseId: "c1", action: "case.undo", siteId: "", at: "", reason: "", values: {}, version: 8 } },
    ]);
    expect([taken.length, says()]).toEqual([1, expect.stringContaining(`已撤销“${name}”`)]);
    press("z");
    await settle();
    expect(calls).toHaveLength(1);
  });

  it("asks first where somebody recorded something in between", async () => {
    const { done, asking, file } = start(() => {
      throw { code: "conflict", message: "同事刚改过这件案件" };
    });
    done.recorded(file, view(), action);
    await settle();
    press("z");
    await settle();
    expect([asking.shown.value, asking.asked.value?.title, asking.asked.value?.confirm]).toEqual([true, `撤销“${name}”`, "撤销"]);
  });

  it("offers nothing where nothing may be taken back", async () => {
    const { done, file, line } = start();
    done.recorded(file, view({ menu: [undo({ blocked: ["账单已开。"] })] }), action);
    await settle();
    expect([line.text(), line.find("[data-test=done-undo]").exists()]).toEqual(["已记下“管局已通过”青禾", false]);
    press("z");
    await settle();
    expect(done.line.value?.words).toBe("已记下“管局已通过”");
  });

  it("says so when it can't be taken back", async () => {
    const { done, file, says } = start(() => {
      throw { code: "blocked", message: "账单 ZD2026-0001 已开，不能撤销" };
    });
    done.recorded(file, view(), action);
    await settle();
    press("z");
    await settle();
    expect(says()).toContain("账单 ZD2026-0001 已开");
  });

  it("leaves Ctrl Z in a field to its text", async () => {
    const { done, file, calls } = start();
    done.recorded(file, view(), action);
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
    press("z", { ctrlKey: true });
    await settle();
    field.remove();
    expect(calls).toEqual([]);
  });

  it("asks for what was recorded before this page", async () => {
    let asked = 0;
    start(undefined, () => asked++);
    press("z");
    expect(asked).toBe(1);
  });
});
