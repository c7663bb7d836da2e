import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("what nobody has confirmed for a year", () => {
  let desk: Desk;
  const rows = () => desk.page.locator('[role="row"][data-test*="/"]');
  const count = async () => Number(/\d+/.exec(await desk.at("unconfirmed-count").innerText())![0]);

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(4, now), { passphrase: demoPassphrase, now });
  });

  it("is one line at the foot of Today that leads to the list", async () => {
    await desk.says("yearly", "条期限、规则、法规等满 12 个月没有核实");
    expect(await desk.at("yearly").count()).toBe(1);
    await desk.at("yearly").getByRole("link").click();
    await desk.says("unconfirmed-legend", "满 12 个月没有核实");
    expect(await count()).toBeGreaterThan(100);
  });

  it("finds a province by its name and takes three keys to confirm all of it: tick, tick, V", async () => {
    const before = await count();
    await desk.page.keyboard.press("f");
    await desk.page.keyboard.type("甘肃");
    await expect.poll(count, { timeout: 10_000 }).toBeLessThan(before);
    const found = await count();
    await desk.page.keyboard.press("Escape");
    await desk.page
      .getByRole("columnheader", { name: "选中全部" })
      .or(desk.page.getByLabel("选中全部", { exact: true }))
      .first()
      .click();
    await desk.says("confirm-bar", `已选 ${found} 条`);
    await desk.page.keyboard.press("v");
    await desk.says(desk.dialog, `核实 ${found} 条`);
    await desk.fill({ note: "问过甘肃管局" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("confirm-bar", `已核实 ${found} 条`);
    await desk.page.getByText("没有这样的").waitFor();

    await desk.page.keyboard.press("z");
    await desk.says("confirm-bar", `已撤销 ${found} 条的核实`);
    await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(found);
  });

  it("leads from a row to where it is changed: a text, a rule, a clock", async () => {
    for (const [part, words, name] of [
      ["文字 ", "接入备案", "接入备案"],
      ["规则 ", "甘肃", "提交"],
      ["期限 ", "管局预计（浙江", "管局预计"],
    ] as const) {
      await desk.page.getByRole("tab", { name: "待核实", exact: true }).click();
      await desk.page.getByText(new RegExp(`^${part}\\d+$`)).click();
      await desk.at("unconfirmed-find").fill(words);
      await expect.poll(() => rows().count(), { timeout: 10_000 }).toBeGreaterThan(0);
      await rows().first().click();
      await desk.says(desk.dialog, name);
      await desk.page.keyboard.press("Escape");
      await desk.dialog.waitFor({ state: "detached" });
    }
  });

  it("names the laws with the day from which they are in force", async () => {
    await desk.page.getByRole("tab", { name: "法规", exact: true }).click();
    for (const [code, words] of [
      ["cybersecurity", "2026-01-01 起施行"],
      ["network-data", "第十二条"],
      ["face-recognition", "2025-06-01 起施行"],
      ["government-sites", "待核实"],
    ] as const)
      await desk.says(`law-${code}`, words);
  });

  it("confirms an article, takes that back, and counts it in the list", async () => {
    const article = desk.page.locator('[data-test="law/network-data/第十二条"]');
    await desk.page.getByRole("tab", { name: "待核实", exact: true }).click();
    await desk.page.getByText(/^法规 \d+$/).click();
    const before = await count();
    await desk.at("unconfirmed-find").fill("第十二条");
    await rows().first().click();
    await article.scrollIntoViewIfNeeded();
    await article.getByRole("button", { name: "核实《网络数据安全管理条例》第十二条", exact: true }).click();
    await desk.fill({ note: "看过原文" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("confirm-bar", "已核实“《网络数据安全管理条例》第十二条”");
    await expect.poll(() => article.innerText()).toContain("2026-11-23");
    const left = async () => {
      await desk.page.getByRole("tab", { name: "待核实", exact: true }).click();
      await desk.page.getByText(/^法规 \d+$/).click();
      return count();
    };
    expect(await left()).toBe(before - 1);
    await desk.page.getByRole("tab", { name: "法规", exact: true }).click();
    await article.getByRole("button", { name: "撤销核实《网络数据安全管理条例》第十二条" }).click();
    await desk.confirm();
    await expect.poll(() => article.innerText()).toContain("没有核实过");
    expect(await left()).toBe(before);
  });

  it("confirms what stands in no other part from its row: a limit of files", async () => {
    await desk.page.getByText(/^材料 \d+$/).click();
    await desk.at("unconfirmed-find").fill("200 KB–8 MB");
    await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(2);
    await rows().first().click();
    await desk.confirm();
    await desk.says("confirm-bar", "已核实“ICP 备案 200 KB–8 MB”");
    await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(1);
  });
});
