import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";
import { textOf } from "./files";

const client = "杭州青禾软件有限公司";
const now = "2026-09-07 09:00";

/** Text without the room between Chinese and Latin. */
const tight = (text: string) => text.replaceAll(/\s+/g, "");

describe("bills", () => {
  let data: string;
  let desk: Desk;
  const listed = async () => JSON.parse(await command(data, ["list", "invoices", "--json"], now)) as { number: string; open: string; state: string }[];

  beforeAll(async () => {
    data = await demoFolder();
    const file = join(folder(), "case.json");
    writeFileSync(file, await command(data, ["case", "new", "--example"]));
    await command(data, ["case", "new", "--file", file], now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("are looked at before they take a number", async () => {
    await desk.openCase(client);
    await desk.at("tab-fees").click();
    for (let look = 0; look < 2; look++) {
      const preview = tight(textOf(await desk.paper(() => desk.at("issue-invoice").click())));
      expect(preview).toContain("预览，未取号");
      expect(preview).toContain(client);
      expect(preview).toContain("¥1,200.00");
      expect(preview).not.toContain("ZD2026");
      await desk.page.keyboard.press("Escape");
      await desk.dialog.waitFor({ state: "detached" });
    }
    expect(await listed()).toEqual([]);
    await desk.paper(() => desk.at("issue-invoice").click());
    const bill = tight(textOf(await desk.paper(() => desk.page.keyboard.press("Control+Enter"))));
    expect(bill).toContain("ZD2026-0001");
    expect(bill).not.toContain("预览");
    await desk.page.keyboard.press("Escape");
    await desk.says("bill-ZD2026-0001", "1,200.00");
  });

  it("ask once about money from before they were issued", async () => {
    await desk.at("rail-billing").click();
    await desk.says(desk.page.locator("main h1"), "账单");
    await desk.page.getByText("ZD2026-0001").first().click();
    await desk.page.keyboard.press("r");
    await desk.fill({ amount: "500.00", day: "2026-09-06", note: "尾号 1234" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "早于开单日期 2026-09-07");
    expect((await listed())[0]?.open).toBe("1200.00");
    await desk.says("dialog-ok", "照样登记");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("bill-state", "部分已收");
  });

  it("opened from the list show their receipts, and are not made void while a payment stands", async () => {
    await desk.at("rail-cases").click();
    await desk.at("rail-billing").click();
    await desk.says(desk.page.locator("main h1"), "账单");
    await desk.page.getByText("ZD2026-0001").first().click();
    await desk.says("bill-payment", "收 500.00，银行转账，收据 SJ2026-0001");
    await desk.says("bill-payment", "尾号 1234");
    await desk.at("bill-menu").click();
    await desk.at("bill-case").waitFor();
    expect(await desk.at("bill-void").count()).toBe(0);
    await desk.page.keyboard.press("Escape");
    await desk.at("bill-case").waitFor({ state: "detached" });
  });

  it("take a wrong payment back with a reason, and both stay to be read", async () => {
    await desk.at("bill-reverse").click();
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "填写原因");
    await desk.fill({ reason: "登到了别家的账单上" });
    const paper = tight(textOf(await desk.paper(() => desk.confirm())));
    expect(paper).toContain("登到了别家的账单上（经办");
    expect(paper).toContain("-500.00");
    expect(paper).toContain("¥1,200.00");
    await desk.says("bill-state", "未到期");
    await desk.says("bill-reversal", "冲正：登到了别家的账单上");
    expect(await desk.at("bill-reverse").count()).toBe(0);
    expect(await desk.page.locator('[data-test="bill-payment"] .strike').innerText()).toContain("收 500.00");
    expect((await listed())[0]).toMatchObject({ open: "1200.00", state: "current" });

    await desk.openCase(client);
    await desk.at("tab-fees").click();
    await desk.says("bill-ZD2026-0001", "收 500.00");
    await desk.says("bill-reversal", "登到了别家的账单上");
    await desk.at("tab-timeline").click();
    await desk.says(desk.page.locator("main"), "冲正收款 ZD2026-0001");
  });
});
