import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Judge } from "./access";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** Everybody can use every page and dialog: by what a reader is told, by contrast, zoomed in. */
describe("access", () => {
  let desk: Desk;
  let judge: Judge;

  const look = (what: string) => judge.look(what);
  const dialog = (what: string, bring: () => Promise<unknown>) => judge.dialog(what, bring);
  const press = (key: string) => desk.page.keyboard.press(key);
  const button = (name: string) => desk.page.getByRole("button", { name, exact: true });

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(48, now), { passphrase: demoPassphrase, now });
    judge = new Judge(desk);
    await desk.at("task").first().waitFor();
  });
  afterEach(() => expect(judge.faults.splice(0)).toEqual([]));

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
    await desk.page.locator(".n-popover").getByRole("checkbox").first().waitFor();
    await judge.reads("a filter");
    await press("Escape");
    await press("v");
    await desk.at("board").waitFor();
    await look("看板");
    await press("v");
    await desk.at("calendar").waitFor();
    await look("日历");
    await press("v");
    await desk.at("row").first().waitFor();
    await press("Enter");
    await desk.at("next").waitFor();
    for (const code of ["preflight", "materials", "form", "account", "fees", "timeline"]) {
      await desk.at(`tab-${code}`).click();
      await look(`a case, ${code}`);
    }
    await desk.at("case-menu").click();
    await desk.at("act-owner").waitFor();
    await judge.reads("the menu of a case");
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
    await judge.reads("a stage's attempts");
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
    const tab = (name: string) => tabs.filter({ hasText: new RegExp(`^${name}$`) });
    for (const [name, what] of [
      ["期限", "a clock"],
      ["规则", "a rule"],
      ["文字", "a text"],
    ] as const) {
      await tab(name).click();
      await desk.page.locator('[role="row"][aria-selected="true"]').waitFor();
      await dialog(what, () => press("Enter"));
    }
    await tab("经办").click();
    await dialog("添加经办", () => button("添加经办").click());
    await tab("节假日").click();
    await dialog("登记停办", () => desk.at("closure-add").click());
  });

  it("新建案件, the question before a draft goes, and the lock", async () => {
    await desk.at("new-case").click();
    await desk.at("new-open").waitFor();
    await look("新建案件");
    await desk.fill({ "client.name": "杭州" });
    await desk.at("new-open").click();
    await desk.says(desk.page.getByRole("region", { name: "核对并建案" }), "备案省份 还没填");
    await look("新建案件 with faults");
    await dialog("放弃草稿", () => desk.at("new-drop").click());
    await press("Control+l");
    await desk.at("unlock-secret").waitFor();
    await look("the lock");
  });
});
