import { mount, type VueWrapper } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { drafts } from "@/lib/drafts";
import { keys } from "@/lib/keys";
import { fakeGo, settle } from "@/lib/testing";
import "@/ui/dialog/FormDialog.vue"; // loaded before the time of the first test runs
import { outdatedCase, clock, pack, rule, rulebookView, provenance, text } from "./fixtures";
import RulebookPart from "./RulebookPart.vue";

keys.install(window);
type Answers = Record<string, (input: never) => unknown>;
let page: VueWrapper | undefined;
afterEach(() => {
  page?.unmount();
  drafts.close();
});

async function draw(part: string, answers: Answers = {}, query = "") {
  const calls = fakeGo({
    RulebookService: {
      Get: () => rulebookView(),
      Pack: ({ scope }: { scope: string }) => pack({ scope, name: scope ? "浙江" : "全国" }),
      Outdated: () => ({ cases: [], same: [], looked: 0, total: 0, next: "" }),
      ...answers,
    },
    DeskService: { SetDirty: () => ({}) },
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/settings", component: {} },
      { path: "/cases/:id", component: {} },
    ],
  });
  await router.push(`/settings?part=${part}${query}`);
  const pinia = createPinia();
  setActivePinia(pinia);
  page = mount(RulebookPart, {
    props: { part: part as "clocks" },
    global: { plugins: [router, pinia], stubs: { teleport: true, transition: false } },
    attachTo: document.body,
  });
  await vi.dynamicImportSettled();
  await settle();
  await settle();
  return { page, calls, router };
}
const at = (handle: string) => document.querySelector<HTMLElement>(`[data-test="${handle}"]`);
async function press(el: HTMLElement | null) {
  el!.click();
  await settle();
  await settle();
}
async function type(handle: string, words: string) {
  const input = at(handle) as HTMLInputElement;
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}
const saved = (calls: { method: string; input: unknown }[], name: string) => calls.filter((c) => c.method === `RulebookService.${name}`).map((c) => c.input);

describe("期限", () => {
  it("shows the release's struck term beside the desk's, the scope, and who confirmed it", async () => {
    const changed = clock({
      scope: "33",
      scopeLabel: "浙江",
      term: "25 个工作日",
      base: "30 个工作日",
      provenance: provenance({ seq: 1, changed: true, confirmed: "2026-11-20 周敏" }),
    });
    await draw("clocks", { Get: () => rulebookView({ clocks: [clock(), changed] }) });
    const row = at("clock-clock/33/bureau-review.max")!;
    for (const words of ["浙江", "25 个工作日", "已改", "2026-11-20 周敏"]) expect(row.textContent).toContain(words);
    expect(row.querySelector("s")?.textContent).toBe("30 个工作日");
    expect(at("clock-clock//bureau-review.max")!.textContent).toContain("未核实");
  });
  it("lets no key pick or confirm an age that nobody says", async () => {
    const ages = [clock({ kind: "age", code: "told" }), clock({ kind: "age", code: "untold", term: "" })];
    await draw("clocks", { Get: () => rulebookView({ clocks: [], agreed: [], ages }) });
    await press(at("ages-all"));
    const key = async (name: string) => {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
      await settle();
    };
    const [told, untold] = ["told", "untold"].map((code) => at(`clock-age//${code}`)!);
    await key("j");
    for (const name of ["x", "v"]) await key(name);
    expect([untold!.getAttribute("aria-selected"), untold!.classList.contains("ticked"), at("confirm-on")]).toEqual(["true", false, null]);
    await key("k");
    await key("x");
    expect(told!.classList.contains("ticked")).toBe(true);
  });
  it("tells how many cases are behind, and nothing when none is", async () => {
    await draw("clocks", { Get: () => rulebookView({ outdated: 1240, reached: 12, unfit: ["管局最迟（浙江）"] }) });
    expect(at("outdated-banner")!.textContent).toContain("改动涉及 12 件在办案件正在办的环节，另有 1,228 件现在不受影响");
    expect(at("unfit")!.textContent).toContain("管局最迟（浙江）");
    page?.unmount();
    await draw("clocks");
    expect([at("outdated-banner"), at("unfit")]).toEqual([null, null]);
  });
  it("says that a change has met no open case, however many are behind", async () => {
    await draw("clocks", { Get: () => rulebookView({ outdated: 1240, reached: 0 }) });
    expect(at("outdated-banner")!.textContent).toContain("没有碰到在办案件正在办的环节；1,240 件仍按旧的期限和规则办");
  });
  it("closes the topmost of two dialogs alone when its own scrim is pressed", async () => {
    await draw("clocks");
    await press(at("clock-clock//bureau-review.max"));
    await type("value-to", "21");
    await press(at("confirm"));
    const dialogs = () => [...document.querySelectorAll<HTMLElement>(".dialog")].map((d) => d.getAttribute("aria-label"));
    expect(dialogs()).toEqual(["管局最迟", "核实“管局最迟”"]);
    const inside = document.querySelector<HTMLElement>('[aria-label="核实“管局最迟”"] input')!;
    for (const kind of ["mousedown", "mouseup", "click"]) inside.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
    await settle();
    expect(dialogs()).toEqual(["管局最迟", "核实“管局最迟”"]);
  });
  it("opens the clock that the address names, once", async () => {
    const { router } = await draw("clocks", {}, "&open=clock/33/bureau-review.max");
    await settle();
    expect(document.querySelector("[role=dialog]")?.getAttribute("aria-label")).toBe("管局最迟（浙江）");
    expect(router.currentRoute.value.query).toEqual({ part: "clocks" });
  });
  it("opens by keys, asks for the source under its field, and sends what was typed", async () => {
    const { calls } = await draw("clocks", { SaveClock: () => rulebookView({ notice: "已保存" }) });
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await settle();
    await type("value-to", "25");
    await press(at("dialog-ok"));
    expect([saved(calls, "SaveClock"), document.querySelector("[role=alert]")?.textContent]).toEqual([[], "写明依据，如 浙江管局电话答复"]);
    await type("value-source", "浙江管局电话答复");
    await press(at("dialog-ok"));
    expect(saved(calls, "SaveClock")).toEqual([
      {
        about: { kind: "clock", scope: "33", code: "bureau-review.max", seq: 0 },
        unit: "workdays",
        from: 0,
        to: 25,
        basis: { source: "浙江管局电话答复", sourced: "", confirmed: "" },
      },
    ]);
    expect([document.querySelector("[role=dialog]"), at("rulebook-notice")?.textContent]).toEqual([null, "已保存"]);
  });
  it("says in Go's words, while it is typed, that a term would not hold", async () => {
    const { calls } = await draw("clocks", {
      CompareTerms: ({ to }: { to: number }) => ({ notes: to < 20 ? ["比通用期限短，期限仍按通用的 20 个工作日计算"] : [] }),
    });
    await press(at("clock-clock/33/bureau-review.max"));
    expect(at("overruled")).toBeNull();
    await type("value-to", "15");
    await settle();
    expect(at("overruled")?.textContent).toBe("比通用期限短，期限仍按通用的 20 个工作日计算。");
    expect(saved(calls, "CompareTerms").at(-1)).toMatchObject({ about: { scope: "33", code: "bureau-review.max" }, unit: "workdays", to: 15 });
    await type("value-to", "25");
    await settle();
    expect(at("overruled")).toBeNull();
    const asked = saved(calls, "CompareTerms").length;
    await type("value-to", "x");
    expect([at("overruled"), saved(calls, "CompareTerms").length]).toEqual([null, asked]);
  });
  it("keeps what was typed through a refusal and a colleague's change, then saves over theirs", async () => {
    let turn = 0;
    const theirs = rulebookView({ clocks: [clock({ term: "22 个工作日", provenance: provenance({ seq: 9, changed: true }) })] });
    const { calls } = await draw("clocks", {
      Get: () => (turn < 2 ? rulebookView() : theirs),
      SaveClock: () => {
        turn++;
        if (turn === 1) throw { code: "invalid", message: "请填 1 到 250 之间的整数", field: "to" };
        if (turn === 2) throw { code: "conflict", message: "同事刚改过" };
        return theirs;
      },
    });
    await press(at("clock-clock//bureau-review.max"));
    await type("value-to", "25");
    await type("value-source", "电话");
    await press(at("dialog-ok"));
    expect(document.querySelector("[data-key=to] [role=alert]")?.textContent).toBe("请填 1 到 250 之间的整数");
    await press(at("dialog-ok"));
    await press(at("conflict-reload"));
    expect(at("provenance")!.textContent).toContain("22 个工作日");
    expect((at("value-to") as HTMLInputElement).value).toBe("25");
    await press(at("dialog-ok"));
    expect(saved(calls, "SaveClock").map((c) => (c as { about: { seq: number } }).about.seq)).toEqual([0, 0, 9]);
  });
  it("puts back what was typed when it is opened again, each question its own, until it is given up or saved", async () => {
    await draw("clocks", { SaveClock: () => rulebookView() });
    const open = () => press(at("clock-clock//bureau-review.max"));
    const to = () => (at("value-to") as HTMLInputElement).value;
    const esc = async () => {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      await settle();
    };
    await open();
    await type("value-to", "25");
    await type("value-source", "电话");
    await esc();
    expect(document.querySelector("[role=dialog]")).toBeNull();
    await press(at("clock-clock/33/bureau-review.max"));
    expect([to(), at("draft-back")]).toEqual(["30", null]);
    await esc();
    await open();
    expect([to(), at("draft-back")?.textContent]).toEqual(["25", expect.stringContaining("上次没存的内容已放回")]);
    await press(at("dialog-ok"));
    await open();
    expect([to(), at("draft-back")]).toEqual(["20", null]);
    await type("value-to", "26");
    await press(at("dialog-cancel"));
    await open();
    expect([to(), at("draft-back")]).toEqual(["20", null]);
  });
  it("offers a term apart only where there may be one, and warns of a legal one", async () => {
    await draw("clocks", { Get: () => rulebookView({ clocks: [clock({ sort: "legal", scopes: false })] }) });
    await press(at("clock-clock//bureau-review.max"));
    expect(at("legal")?.textContent).toContain("法定");
    expect(at("apart")).toBeNull();
  });
  it("confirms as it stands, on a day, and changes nothing else", async () => {
    const { calls } = await draw("clocks", { Confirm: () => rulebookView() });
    await press(at("confirm-clock//bureau-review.max"));
    await type("value-confirmed", "2026-11-20");
    await press(at("dialog-ok"));
    expect(saved(calls, "Confirm")).toEqual([{ of: [{ kind: "clock", scope: "", code: "bureau-review.max", seq: 0 }], confirmed: "2026-11-20", note: "" }]);
    expect(saved(calls, "SaveClock")).toEqual([]);
  });
  it("confirms those that are picked with one note, and takes all of them back by Z, by what stands then", async () => {
    let seq = 0;
    const view = () => {
      const at = (scope: string) => clock({ scope, provenance: provenance({ seq, confirmed: seq === 1 ? "2026-11-20 周敏" : "" }) });
      return rulebookView({ clocks: [at(""), at("33")], agreed: [] });
    };
    const turn = () => {
      seq++;
      return view();
    };
    const { calls } = await draw("clocks", { Get: view, Confirm: turn, Withdraw: turn });
    const key = async (name: string, more = {}) => {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, ...more }));
      await settle();
      await settle();
    };
    await key(" ");
    await key("ArrowDown", { shiftKey: true });
    expect(at("confirm-bar")?.textContent).toContain("已选 2 条");
    await key("v");
    expect(document.querySelector("[role=dialog]")?.getAttribute("aria-label")).toBe("核实 2 条");
    await type("value-note", "问过管局值班");
    await press(at("dialog-ok"));
    const both = (now: number) => ["", "33"].map((scope) => ({ kind: "clock", scope, code: "bureau-review.max", seq: now }));
    expect(saved(calls, "Confirm")).toEqual([{ of: both(0), confirmed: "", note: "问过管局值班" }]);
    expect(at("confirm-bar")?.textContent).toContain("已核实 2 条");
    await key("z");
    expect(saved(calls, "Withdraw")).toEqual([{ of: both(1) }]);
    expect([at("confirm-bar")?.textContent, at("confirm-undo")]).toEqual([expect.stringContaining("已撤销 2 条的核实"), null]);
  });
});

describe("规则", () => {
  it("finds a province, reads its pack and tells what differs from the release", async () => {
    const differs = [{ field: "数值", old: "18", new: "20" }];
    const { router, calls } = await draw("rules", {
      Pack: ({ scope }: { scope: string }) =>
        pack({
          scope,
          name: scope ? "浙江" : "全国",
          rules: scope ? [rule({ differs, conflict: true, provenance: provenance({ seq: 1, changed: true }) })] : [],
        }),
    });
    await type("pack-find", "浙");
    expect(at("pack-all")).toBeNull();
    await press(at("pack-33"));
    await settle();
    expect([router.currentRoute.value.query, saved(calls, "Pack")]).toEqual([{ part: "rules", pack: "33" }, [{ scope: "" }, { scope: "33" }]]);
    expect(at("pack-differs")!.textContent?.replaceAll(/\s+/g, "")).toContain("数值18→20");
    expect(at("rule-min-age")!.textContent).toContain("来源说法不一");
  });
  it("fills a new rule from the one it is like, and keeps what was typed before", async () => {
    const model = rule({ code: "domain-suffix", label: "域名后缀可以备案", value: "org,me", valueKind: "suffixes", text: "后缀不行", advice: "先问管局" });
    const { calls } = await draw(
      "rules",
      {
        Pack: ({ scope }: { scope: string }) => pack({ scope, rules: scope === "11" ? [model] : [rule()] }),
        SaveRule: () => pack(),
      },
      "&pack=33",
    );
    await press(at("rule-add"));
    const select = page!.findAllComponents({ name: "Select" }).find((s) => s.attributes("data-test") === "value-like")!;
    select.vm.$emit("update:value", "11/domain-suffix");
    await settle();
    await settle();
    expect([(at("value-label") as HTMLInputElement).value, (at("value-value") as HTMLInputElement).value]).toEqual(["域名后缀可以备案", "org,me"]);
    await type("value-source", "电话");
    await type("value-advice", "先电话问管局");
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
    await press(at("rule-add"));
    await settle();
    expect([(at("value-label") as HTMLInputElement).value, (at("value-advice") as HTMLInputElement).value]).toEqual(["域名后缀可以备案", "先电话问管局"]);
    await press(at("dialog-ok"));
    expect(saved(calls, "SaveRule")).toMatchObject([
      { about: { kind: "rule", scope: "33", code: "", seq: 0 }, like: "11/domain-suffix", value: "org,me", advice: "先电话问管局", stages: [] },
    ]);
  });
});

describe("文字", () => {
  it("puts a placeholder where the cursor is and sends the text", async () => {
    const { calls } = await draw("texts", { SaveText: () => rulebookView({ texts: [text({ provenance: provenance({ changed: true }) })] }) });
    await press(at("text//account.todo.message"));
    const area = at("value-text") as HTMLTextAreaElement;
    area.setSelectionRange(0, 2);
    await press(at("place-lead"));
    expect(area.value).toBe("{lead}，请交接。");
    await press(at("dialog-ok"));
    expect(saved(calls, "SaveText")).toEqual([{ about: { kind: "text", scope: "", code: "account.todo.message", seq: 0 }, text: "{lead}，请交接。" }]);
  });
});

describe("影响", () => {
  it("shows old and new of each case, and why one can't be ticked", async () => {
    const changed = outdatedCase(2, {
      dates: [],
      rules: [{ label: "公章一致", about: "青禾", old: "", new: "警告", text: "" }],
      texts: ["收集材料：发给客户的话"],
      blocked: "环节记录对不上",
    });
    await draw("outdated", { Outdated: () => ({ cases: [outdatedCase(1), changed], same: ["s1"], looked: 3, total: 3, next: "" }) });
    expect(at("outdated-BA2026-0001")!.textContent).toContain("2026-12-17→2026-12-10");
    const second = at("outdated-BA2026-0002")!;
    for (const words of ["不检查→警告", "收集材料：发给客户的话", "环节记录对不上"]) expect(second.textContent).toContain(words);
    expect(second.querySelector(".n-checkbox--disabled")).not.toBeNull();
    expect(document.body.textContent).toContain("另有 1 件现在不受影响");
  });
  it("asks, takes those ticked further and says what came of it", async () => {
    const { calls } = await draw("outdated", {
      Outdated: () => ({ cases: [outdatedCase(1), outdatedCase(2)], same: [], looked: 2, total: 2, next: "" }),
      MoveToLatest: () => ({ done: 1, moved: 1, failed: ["BA2026-0002：同事刚改过这件案件"] }),
    });
    await press(at("outdated-all"));
    await press(at("outdated-take"));
    expect(saved(calls, "MoveToLatest")).toEqual([]);
    await press(at("dialog-ok"));
    expect(saved(calls, "MoveToLatest")).toEqual([{ ids: ["c1", "c2"] }]);
    expect(at("outdated-notice")!.textContent).toBe("已更新 1 件，改了 1 个日期");
    expect(at("outdated-failed")!.textContent).toContain("BA2026-0002：同事刚改过这件案件");
  });
  it("says that nothing goes into the timeline of cases without change", async () => {
    const { calls } = await draw("outdated", {
      Outdated: () => ({ cases: [outdatedCase(1)], same: ["s1", "s2"], looked: 3, total: 3, next: "" }),
      MoveToLatest: () => ({ done: 2, moved: 0, failed: [] }),
    });
    await press(at("outdated-same"));
    expect(document.querySelector(".dialog")!.textContent).toContain("时间线不记");
    await press(at("dialog-ok"));
    expect(saved(calls, "MoveToLatest")).toEqual([{ ids: ["s1", "s2"] }]);
    expect(at("outdated-notice")!.textContent).toBe("已更新 2 件，没有日期要改");
    await press(at("outdated-all"));
    await press(at("outdated-take"));
    expect(document.querySelector(".dialog")!.textContent).toContain("每件的时间线都会记下");
  });
  it("counts what the banner counts, and shows which of those stay as they are", async () => {
    const cases = [outdatedCase(1), outdatedCase(2, { dates: [] }), outdatedCase(3, { dates: [], blocked: "案件已经结束", met: false })];
    await draw("outdated", { Outdated: () => ({ cases, same: ["s1"], looked: 4, total: 4, next: "" }) });
    expect(at("outdated-count")!.textContent).toContain("改动涉及 2 件正在办的环节，1 件会变，1 件不能更新，已勾 0 件");
    expect(at("outdated-BA2026-0002")!.textContent).toContain("这件现在不变");
    page?.unmount();
    await draw("clocks", { Get: () => rulebookView({ outdated: 4, reached: 2 }) });
    expect(at("outdated-banner")!.textContent).toContain("改动涉及 2 件在办案件正在办的环节");
  });
  it("draws two hundred of a long list and more when asked", async () => {
    const cases = Array.from({ length: 450 }, (_, i) => outdatedCase(i + 1));
    await draw("outdated", { Outdated: () => ({ cases, same: [], looked: 450, total: 450, next: "" }) });
    const rows = () => document.querySelectorAll('[data-test^="outdated-BA"]').length;
    expect([rows(), at("outdated-more")!.textContent]).toEqual([200, "再看 200 件"]);
    await press(at("outdated-more"));
    expect([rows(), at("outdated-more")!.textContent]).toEqual([400, "再看 50 件"]);
  });
  it("says so when nothing is behind", async () => {
    await draw("outdated");
    expect(at("outdated-none")!.textContent).toContain("在办案件都按最新的执行");
  });
});
