import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";

const now = "2026-11-23 10:00";

describe("tags and fields of one's own", () => {
  let desk: Desk;
  const rows = () => desk.page.locator('[data-test="row"]');
  const pick = async (handle: string, label: string) => {
    await desk.at(handle).click();
    await desk.page.locator('[data-test^="option-"]').getByText(label, { exact: false }).first().click();
  };
  const define = async (name: string, kind: string, sealed: string, choices = "") => {
    await desk.at("own-add").click();
    await desk.at("value-name").fill(name);
    await pick("value-about", "案件");
    await pick("value-kind", kind);
    if (choices) await desk.at("value-choices").fill(choices);
    await pick("value-sealed", sealed);
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
  };

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(12, now), { passphrase: demoPassphrase, now });
  });

  it("are defined in the settings and filled in on a case, a sealed one covered", async () => {
    await desk.at("rail-settings").click();
    await desk.page
      .getByRole("button", { name: "字段", exact: true })
      .or(desk.page.getByRole("tab", { name: "字段", exact: true }))
      .first()
      .click();
    await define("来源", "选项", "不加密", "转介绍\n广告");
    await define("会员号", "文字", "加密：遮住");
    await expect.poll(() => desk.at("own-field").count()).toBe(2);
    await desk.look("own-settings");

    await desk.at("rail-cases").click();
    await rows().first().waitFor();
    await desk.page.keyboard.press("Enter");
    await desk.at("tab-timeline").click();
    await desk.at("own-edit").click();
    await desk.at("value-tags").fill("加急、老客户");
    const values = desk.dialog.locator('[data-test^="value-values."]');
    await values.first().click();
    await desk.page.locator('[data-test^="option-"]').getByText("转介绍").first().click();
    await values.last().fill("VIP-7788");
    await desk.look("own-form");
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("own-tags", "加急");
    await desk.says("own-来源", "转介绍");
    await desk.says("own-会员号", "******");
    await desk.at("own-会员号").getByRole("button").click();
    await desk.says("own-会员号", "VIP-7788");
    await desk.at("own").scrollIntoViewIfNeeded();
    await desk.look("own-case");
  });

  it("are columns of the list, filter it, and go to many at once", async () => {
    await desk.page.keyboard.press("Escape");
    await rows().first().waitFor();
    const dialog = desk.page.waitForResponse(/ManyDialog/);
    await desk.page.keyboard.press("x");
    await dialog;
    await desk.page.keyboard.press("Shift+ArrowDown");
    await desk.page.keyboard.press("a");
    await desk.says(desk.dialog, "选中 2 件");
    await desk.page.keyboard.press("3");
    await desk.at("many-tags").fill("十二月批");
    await desk.says(desk.dialog, "十二月批"); // in the rows: what is shown is what is recorded
    await desk.says("many-sum", "贴标签，2 件");
    await desk.look("own-many");
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("done", "已记下“贴标签，2 件”");

    const filter = async (label: string, value: string, count: number) => {
      await desk.page.getByRole("button", { name: label, exact: true }).click();
      await desk.page.getByText(value, { exact: true }).last().click();
      await desk.page.keyboard.press("Escape");
      await expect.poll(() => rows().count()).toBe(count);
    };
    await filter("标签", "十二月批", 2);
    await filter("来源", "转介绍", 1);
    await desk.look("own-list");
  });

  it("of more values than are listed, others are written", async () => {
    await desk.page.getByText("清除筛选").click();
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "字段", exact: true }).click();
    await define("批号", "文字", "不加密");
    const file = join(folder(), "批号.csv");
    const row = (_: unknown, i: number) => `宁波第${i}商行,浙江,shop-${i}.example,第 ${100 + i} 批`;
    writeFileSync(file, ["客户,省份,域名,批号", ...Array.from({ length: 52 }, row)].join("\n"));
    await command(desk.data, ["import", file, "--phases", "icp", "--agree"], now);
    await desk.at("rail-cases").click();
    await desk.page.getByRole("button", { name: "批号", exact: true }).click();
    await desk.page.getByText("只列前 50 个").waitFor();
    await desk.look("own-cut");
    await desk.page.getByLabel("没列出的批号").fill("第 151 批");
    await desk.page.keyboard.press("Enter");
    await desk.page.keyboard.press("Escape");
    await expect.poll(() => rows().count()).toBe(1);
    await desk.says(rows().first(), "宁波第51商行");
    await desk.look("own-cut-set");
  });
});
