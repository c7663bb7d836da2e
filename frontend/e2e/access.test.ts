import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A fault as axe tells it, with the element it lies in. */
interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; target: string[]; failureSummary: string }[];
}

/** Everybody can use every page and dialog: by what a reader is told, by contrast, zoomed in. */
describe("access", () => {
  let desk: Desk;
  const faults: string[] = [];

  /** Judges what is on screen, light and dark. */
  async function judge(what: string): Promise<void> {
    for (const colorScheme of ["dark", "light"] as const) {
      await desk.page.emulateMedia({ colorScheme });
      await desk.page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
      const found = await desk.page.evaluate<Violation[]>(
        'axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.filter((v) => v.impact === "serious" || v.impact === "critical"))',
      );
      for (const one of found) {
        for (const node of one.nodes)
          faults.push(
            `${what}, ${colorScheme}: ${one.id} (${one.impact}) ${node.target.join(" ")} ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 220)}`,
          );
      }
    }
  }

  /** At 150 % and 200 % of 1440 × 900 nothing scrolls sideways but tables, and nothing to press lies outside. */
  async function fits(what: string): Promise<void> {
    for (const [width, height] of [
      [960, 600],
      [720, 450],
    ] as const) {
      await desk.page.setViewportSize({ width, height });
      const wide = await desk.page.evaluate(() => {
        const inTable = (el: Element) => el.closest('[role="grid"], .table, table, [data-read]') !== null;
        const sideways = [...document.querySelectorAll("*")].filter(
          (el) =>
            el.scrollWidth > el.clientWidth + 1 && (el === document.documentElement || /auto|scroll/.test(getComputedStyle(el).overflowX)) && !inTable(el),
        );
        const outside = [
          ...document.querySelectorAll("main :is(button, input, textarea, [tabindex='0']), [role='dialog'] :is(button, input, textarea)"),
        ].filter((el) => {
          const box = el.getBoundingClientRect();
          return box.width > 1 && box.right > innerWidth + 1 && !inTable(el);
        });
        return [...sideways, ...outside].map((el) => el.outerHTML.slice(0, 120));
      });
      for (const one of wide) faults.push(`${what} at ${width}: ${one}`);
    }
    await desk.page.setViewportSize({ width: 1440, height: 900 });
  }
  const look = async (what: string) => {
    await judge(what);
    await fits(what);
  };
  /** Judges a dialog that something brings, and closes it. */
  async function dialog(what: string, bring: () => Promise<unknown>): Promise<void> {
    await bring();
    await desk.dialog.waitFor();
    await look(what);
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  }
  const press = (key: string) => desk.page.keyboard.press(key);
  const button = (name: string) => desk.page.getByRole("button", { name, exact: true });

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(48, now), { passphrase: demoPassphrase, now });
    await desk.page.evaluate(axe);
    await desk.at("task").first().waitFor();
  });
  afterEach(() => expect(faults.splice(0)).toEqual([]));

  it("今日 and its dialogs", async () => {
    await look("今日");
    await desk.page.getByRole("tab", { name: "待客户" }).first().click();
    await look("今日 of one party");
    await desk.page.getByRole("tab", { name: "全部" }).first().click();
    await dialog("the row's act", () => press("Enter"));
    await dialog("记录通话", () => press("c"));
    await dialog("全部快捷键", () => press("?"));
    await dialog("日表", async () => {
      await press("Control+p");
      await desk.page.locator('[data-test="paper"][data-pages]').waitFor();
    });
  });

  it("案件, a filter, and a case with its tabs and dialogs", async () => {
    await desk.at("rail-cases").click();
    await desk.at("row").first().waitFor();
    await look("案件");
    await button("环节").click();
    await desk.page.getByRole("checkbox").first().waitFor();
    await judge("a filter");
    await press("Escape");
    await press("Enter");
    await desk.at("next").waitFor();
    for (const code of ["preflight", "materials", "form", "account", "fees", "timeline"]) {
      await desk.at(`tab-${code}`).click();
      await look(`a case, ${code}`);
    }
    await desk.at("case-menu").click();
    await desk.at("act-owner").waitFor();
    await judge("the menu of a case");
    await dialog("改经办", () => desk.at("act-owner").click());
    await dialog("备忘", () => desk.at("case-note").click());
    await dialog("the next step", () => press("Enter"));
    await dialog("进度报告", async () => {
      await desk.at("case-report").click();
      await desk.page.locator('[data-test="paper"][data-pages]').waitFor();
    });
    await dialog("查备案", () => desk.at("lookup-edit").click());
    await desk.page.locator('[data-test^="stage-"]').first().click();
    await desk.page.locator(".n-popover").waitFor();
    await judge("a stage's attempts");
    await press("Escape");
  });

  it("客户, a client and its dialogs", async () => {
    await desk.at("rail-clients").click();
    await desk.at("row").first().waitFor();
    await look("客户");
    await press("Enter");
    await desk.at("client-case").first().waitFor();
    await look("a client");
    await dialog("改资料", () => press("e"));
    await dialog("添加负责人", () => button("添加").click());
  });

  it("账单 and its dialogs", async () => {
    await desk.at("rail-billing").click();
    await desk.at("bill-number").waitFor();
    await desk.page.locator('[data-test="paper"][data-pages]').waitFor();
    await look("账单");
    await desk.at("age-open").click();
    await desk.at("bill-pay").waitFor();
    await dialog("登记收款", () => desk.at("bill-pay").click());
  });

  it("设置, tab by tab", async () => {
    await desk.at("rail-settings").click();
    const tabs = desk.page.getByRole("tablist", { name: "设置的哪一部分" }).getByRole("tab");
    for (let i = 0; i < (await tabs.count()); i++) {
      const tab = tabs.nth(i);
      await tab.click();
      await desk.page.locator("main .page").first().waitFor();
      await look(`设置 ${await tab.innerText()}`);
    }
    for (const [i, what] of [
      [3, "a clock"],
      [4, "a rule"],
      [5, "a text"],
    ] as const) {
      await tabs.nth(i).click();
      await desk.page.locator('[role="row"][aria-selected="true"]').waitFor();
      await dialog(what, () => press("Enter"));
    }
    await tabs.nth(2).click();
    await dialog("添加经办", () => button("添加经办").click());
    await tabs.nth(7).click();
    await dialog("登记停办", () => desk.at("closure-add").click());
  });

  it("新建案件, the question before a draft goes, and the lock", async () => {
    await desk.at("new-case").click();
    await desk.at("new-open").waitFor();
    await look("新建案件");
    await desk.fill({ "client.name": "杭州" });
    await desk.at("new-open").click();
    await look("新建案件 with faults");
    await dialog("放弃草稿", () => desk.at("new-drop").click());
    await press("Control+l");
    await desk.at("unlock-secret").waitFor();
    await look("the lock");
  });
});
