import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** The mouse first, then keys: what was clicked is not pressed again, and the list is driven. */
describe("keys after a click of the mouse", () => {
  let desk: Desk;
  let data: string;
  const press = async (...keys: string[]) => {
    for (const key of keys) await desk.page.keyboard.press(key);
  };
  const heading = (words: string) => desk.says(desk.page.locator("main h1"), words);
  const client = () => desk.at("case-client").innerText();
  /** The index of the row in focus, of those that are drawn. */
  const focusedIn = (rows: string) => desk.at(rows).evaluateAll((all) => all.findIndex((row) => row.getAttribute("aria-selected") === "true"));
  const tab = (name: string) => desk.page.getByRole("tab", { name });
  /** What has the focus, by its handle. */
  const held = () =>
    desk.page.evaluate(() => document.activeElement?.closest("[data-test]")?.getAttribute("data-test") ?? document.activeElement?.tagName ?? "");

  beforeAll(async () => {
    data = await demoFolder(48, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 640 });
  });

  it("今日: rail, chip and segment leave the rows to the keys", async () => {
    const task = desk.at("task");
    await task.first().waitFor();
    await desk.at("rail-today").click();
    await press("j");
    await expect.poll(() => focusedIn("task")).toBe(1);
    await press("Enter");
    await desk.dialog.waitFor();
    await press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await heading("今日");

    const chip = tab("待客户").first();
    await chip.click();
    await expect.poll(() => task.count()).toBe(Number(/\d+/.exec(await chip.innerText())![0]));
    await press("Home", "End");
    await expect.poll(() => focusedIn("task")).toBe((await task.count()) - 1);
    await expect.poll(() => task.last().evaluate((row) => row.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await press("PageUp", "Home");
    await expect.poll(() => focusedIn("task")).toBe(0);
    await press("o");
    await desk.at("case-client").waitFor();
    await press("Escape");
    await heading("今日");
    expect(await chip.getAttribute("aria-selected")).toBe("true");
    await chip.waitFor();
    await tab("全部").first().click();
    await desk.page.getByRole("radio", { name: "按等谁" }).click();
    await press("j", "o");
    await desk.at("case-client").waitFor();
    await press("Escape");
    await desk.page.getByRole("radio", { name: "按时间" }).click();
  });

  it("案件: view, filter, column and head leave the rows to the keys; Esc closes one level", async () => {
    await desk.at("rail-cases").click();
    await desk.at("row").first().waitFor();
    await press("j", "j");
    await expect.poll(() => focusedIn("row")).toBe(2);
    await tab("全部").first().click();
    await desk.page.getByRole("button", { name: "省份" }).click();
    await desk.page.locator(".n-popover").getByRole("checkbox").first().click();
    await press("Escape");
    await desk.page.locator(".n-popover").getByRole("checkbox").first().waitFor({ state: "detached" });
    await heading("案件");
    await desk.page.getByRole("button", { name: "清除筛选" }).click();
    await desk.page.getByRole("columnheader", { name: "客户" }).getByRole("button").click();
    await press("Home", "j", "Enter");
    await desk.at("case-client").waitFor();
    const name = await client();
    await press("Escape");
    await desk.says(desk.page.locator('[data-test="row"][aria-selected="true"]'), name);
  });

  it("a case: on every tab Enter does the next step and not the tab, and the dialog has its first field in focus", async () => {
    await press("Control+1");
    await desk.at("task").first().waitFor();
    await press("Home", "o");
    await desk.at("next").waitFor();
    const name = await client();
    for (const code of ["preflight", "form", "account", "fees", "timeline", "materials"]) {
      await desk.at(`tab-${code}`).click();
      expect(await desk.at(`tab-${code}`).getAttribute("aria-selected")).toBe("true");
      await press("j", "Enter");
      await desk.dialog.waitFor();
      // A choice of outcomes has none in focus, by design: its number keys choose.
      const first = () =>
        desk.page.evaluate(() => {
          const dialog = document.querySelector('[role="dialog"]')!;
          const usable = dialog.querySelector(".body :is(input, textarea), .n-button--primary-type") !== null;
          return dialog.contains(document.activeElement) && (document.activeElement !== dialog || !usable);
        });
      await expect.poll(first).toBe(true);
      await press("Escape");
      await desk.dialog.waitFor({ state: "detached" });
      expect(await client()).toBe(name);
    }
    const item = desk.page.getByRole("option");
    const chosen = () => item.evaluateAll((all) => all.findIndex((one) => one.getAttribute("aria-selected") === "true"));
    await press("Home");
    await expect.poll(chosen).toBe(0);
    await press("End");
    await expect.poll(chosen).toBe((await item.count()) - 1);

    await desk.at("case-menu").click();
    await desk.at("act-owner").waitFor();
    await press("Escape");
    await desk.at("act-owner").waitFor({ state: "detached" });
    expect(await client()).toBe(name);
    await press("Escape");
    await heading("今日");
  });

  it("a paper: the dialog opens before it is there, and the button is ready once it is", async () => {
    await press("Control+p");
    await desk.at("paper").waitFor();
    await expect.poll(held).toBe("paper-print");
    await press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("客户 and a client: its cases are a list, too", async () => {
    await desk.at("rail-clients").click();
    await desk.at("row").first().waitFor();
    await press("End", "Home", "Enter");
    await desk.at("client-case").first().waitFor();
    await desk.page.getByRole("button", { name: "改资料" }).click();
    await desk.dialog.waitFor();
    await press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await press("Enter");
    await desk.at("case-client").waitFor();
    await press("Escape");
    await desk.at("client-case").first().waitFor();
    await press("Escape");
    await heading("客户");
  });

  it("账单: an age leaves the rows to the keys", async () => {
    await desk.at("rail-billing").click();
    await desk.at("row").first().waitFor();
    await desk.at("age-open").click();
    await desk.says("age-open", "张");
    await press("j", "Enter");
    await desk.at("case-client").waitFor();
    await press("Escape");
    await heading("账单");
    await desk.at("row").first().waitFor();
    expect(await focusedIn("row")).toBe(1);
  });

  it("设置: the tabs leave their lists to the keys", async () => {
    await desk.at("rail-settings").click();
    const rows: Record<string, string> = { clocks: '[data-test^="clock-"]', rules: '[data-test^="rule-"]', texts: "[data-test]" };
    for (const [code, name] of [
      ["clocks", /^(时限|期限)$/],
      ["rules", "规则"],
      ["texts", "文字"],
    ] as const) {
      await desk.page
        .getByRole("tablist", { name: "设置的哪一部分" })
        .getByRole("tab", { name, exact: typeof name === "string" })
        .click();
      const list = desk.page.locator(`[role="row"]${rows[code]}`);
      await list.first().waitFor();
      await press("End");
      await expect.poll(() => list.last().getAttribute("aria-selected"), { message: code }).toBe("true");
      await press("Home", "Enter");
      await desk.dialog.waitFor();
      await press("Escape");
      await desk.dialog.waitFor({ state: "detached" });
      expect(await list.first().getAttribute("aria-selected"), code).toBe("true");
    }
    for (const name of ["抬头", "价格", "经办", "影响", "节假日", "外观", "数据"]) {
      await tab(name).click();
      await press("Enter");
      expect(await tab(name).getAttribute("aria-selected"), name).toBe("true");
      expect(await desk.page.getByRole("dialog").count(), name).toBe(0);
    }
  });

  it("新建案件: a step that was clicked is not clicked again; Esc leaves the field, then the page", async () => {
    await desk.at("new-case").click();
    await desk.at("step-2").click();
    await press("Escape");
    await heading("新建案件");
    await press("Control+Enter");
    await heading("新建案件");
    await press("Escape", "Escape");
    await heading("设置");
  });

  it("comes back to the filter, the row and the scroll by one key, and walks from case to case", async () => {
    await press("Control+2");
    await desk.at("row").first().waitFor();
    const count = async () => Number(/共 (\d+) 件/.exec(await desk.page.locator("footer").innerText())?.[1] ?? 0);
    await expect.poll(count).toBeGreaterThan(0);
    const whole = await count();
    await press("f");
    await desk.page.keyboard.type("司");
    await press("Escape");
    await expect.poll(count).toBeLessThan(whole);
    const all = await count();
    await press("End");
    const table = desk.page.getByRole("grid", { name: "案件" });
    const top = () => table.evaluate((el) => el.scrollTop);
    const row = desk.page.locator('[data-test="row"][aria-selected="true"]');
    await expect.poll(() => row.getAttribute("aria-rowindex")).toBe(`${all + 1}`);
    await press("k", "k");
    await expect.poll(() => row.getAttribute("aria-rowindex")).toBe(`${all - 1}`);
    const [where, name, from] = [await row.getAttribute("aria-rowindex"), await row.innerText(), await top()];
    await press("Enter");
    await desk.at("case-at").waitFor();
    const [at, of] = (await desk.at("case-at").innerText()).split("/").map(Number);
    expect([at, of]).toEqual([Number(where) - 1, all]);

    await press("Escape");
    await row.waitFor();
    expect([await row.getAttribute("aria-rowindex"), await row.innerText(), await top()]).toEqual([where, name, from]);
    expect(await desk.page.getByLabel("按文字筛选").inputValue()).toBe("司");

    await press("Enter");
    await desk.says("case-at", `${at}/${of}`);
    const first = await client();
    await press("]");
    await desk.says("case-at", `${at! + 1}/${of}`);
    await press("[");
    await desk.says("case-at", `${at}/${of}`);
    expect(await client()).toBe(first);
    await desk.at("case-before").click();
    await desk.says("case-at", `${at! - 1}/${of}`);
    const before = await client();
    await press("Escape");
    await desk.says(row, before);
  });

  it("finds Today as it was left, scroll and all", async () => {
    await desk.page.setViewportSize({ width: 1440, height: 400 });
    await press("Control+1");
    await desk.at("task").first().waitFor();
    await press("End");
    while ((await focusedIn("task")) < 0) await press("k"); // past the lines that are folded up
    const scrolled = () => desk.page.getByRole("treegrid", { name: "要办的事" }).evaluate((list) => list.parentElement!.scrollTop);
    await expect.poll(scrolled).toBeGreaterThan(0);
    const [at, from] = [await focusedIn("task"), await scrolled()];
    await press("o");
    await desk.at("case-at").waitFor();
    await press("Escape");
    await desk.at("task").first().waitFor();
    await expect.poll(scrolled).toBe(from);
    expect(await focusedIn("task")).toBe(at);
  });

  it("locks from within a dialog; a wrong passphrase is cleared and typed anew; what was filtered is forgotten", async () => {
    await press("Home", "c");
    await desk.dialog.waitFor();
    await press("Control+l");
    await desk.at("unlock-secret").waitFor();
    await desk.dialog.waitFor({ state: "detached" });
    await expect.poll(held).toBe("unlock-secret");
    await desk.page.keyboard.type("not this one");
    await press("Enter");
    await desk.says(desk.page.getByRole("alert"), "口令");
    await expect.poll(() => desk.at("unlock-secret").inputValue()).toBe("");
    await expect.poll(held).toBe("unlock-secret");
    await desk.page.keyboard.type(demoPassphrase);
    await press("Enter");
    await desk.at("task").first().waitFor();
    await press("Control+2");
    await desk.at("row").first().waitFor();
    expect(await desk.page.getByLabel("按文字筛选").inputValue()).toBe("");
  });
});
