import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
const patience = { timeout: 10_000 };

/** The cases in their three forms, and the views that one makes of them. */
describe("views", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(120, now), { passphrase: demoPassphrase, now });
    await desk.at("rail-cases").click();
    await desk.at("row").first().waitFor();
  });
  const heads = async () => (await desk.page.getByRole("columnheader").allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  const open = () => desk.page.locator('[data-test="view"][aria-pressed="true"]');

  it("chooses columns and their order", async () => {
    await desk.at("columns").click();
    await desk.at("column-list").getByText("未收", { exact: true }).click();
    await desk.at("column-list").getByRole("button", { name: "期限往前" }).click();
    await desk.look("columns");
    await desk.page.keyboard.press("Escape");
    await expect.poll(heads, patience).toEqual(["案件号", "客户", "域名或名称", "省份", "环节", "等谁", "期限", "下一步", "上次联系", "经办"]);
  });

  it("keeps a filter as a view, says what differs, and puts it back", async () => {
    await desk.page.getByPlaceholder("客户、负责人、域名、手机后四位").fill("杭州");
    await desk.page.getByRole("tab", { name: "我的" }).click();
    await desk.at("view-new").click();
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "名称");
    await desk.fill({ name: "我的" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "已经有叫“我的”的视图，换个名字");
    await desk.fill({ name: "杭州的" });
    await desk.confirm();
    await desk.says(open(), "杭州的");

    await desk.page.getByRole("tab", { name: "全部" }).click();
    await desk.says(open(), "改过");
    await desk.look("changed");
    await desk.at("view-save").click();
    await expect.poll(() => open().innerText(), patience).not.toContain("改过");
    await desk.page.getByRole("button", { name: "清除筛选" }).first().click();
    await desk.says(open(), "改过");
    await desk.page.keyboard.press("1");
    await expect.poll(() => desk.page.getByPlaceholder("客户、负责人、域名、手机后四位").inputValue(), patience).toBe("杭州");
  });

  it("renames, drops and brings back", async () => {
    await desk.at("view-menu").click();
    await desk.page.getByText("改名…").click();
    await desk.fill({ name: "浙江" });
    await desk.confirm();
    await desk.at("view-menu").click();
    await desk.page.getByText("默认打开").click();
    await desk.says(open(), "浙江默认");
    await desk.at("view-menu").click();
    await desk.page.getByText("删除", { exact: true }).click();
    await desk.says("done", "已删除视图“浙江”");
    await desk.page.keyboard.press("z");
    await desk.says(open(), "浙江默认");
  });

  it("opens with the view that is meant for it", async () => {
    await desk.at("view-leave").click();
    await desk.page.reload();
    await desk.at("rail-cases").click();
    await desk.says(open(), "浙江");
    expect(await desk.page.getByPlaceholder("客户、负责人、域名、手机后四位").inputValue()).toBe("杭州");
    await desk.at("view-leave").click();
  });

  it("lays the cases out by stages, and reads each column on", async () => {
    await desk.page.keyboard.press("v");
    await desk.at("board").waitFor();
    const lanes = desk.page.locator('[data-test^="lane-"]');
    expect(await lanes.count()).toBe(7);
    await desk.look("board");
    const rest = desk.page.locator('[data-test^="rest-"]').first();
    const lane = desk.at((await rest.getAttribute("data-test"))!.replace("rest-", "lane-"));
    const before = await lane.locator('[data-test="card"]').count();
    const more = Number(/还有 (\d+) 件/.exec(await rest.innerText())![1]);
    await rest.click();
    await expect.poll(() => lane.locator('[data-test="card"]').count(), patience).toBe(before + more);
    await desk.page.keyboard.press("ArrowRight");
    await desk.page.keyboard.press("j");
    await desk.page.keyboard.press("Enter");
    await desk.at("case-client").waitFor();
    await desk.page.goBack();
    await desk.at("board").waitFor();
  });

  it("lays them out by days, and leads to a day's own in the table", async () => {
    await desk.page.keyboard.press("v");
    await desk.says("calendar-title", "2026年11月");
    await desk.look("calendar");
    await desk.page.keyboard.press("PageDown");
    await desk.says("calendar-title", "2026年12月");
    await desk.page.keyboard.press("PageDown");
    await desk.page.keyboard.press("PageDown");
    await desk.says("calendar-title", "2027年2月");
    await desk.look("calendar-february");
    await desk.page.keyboard.press("t");
    await desk.says("calendar-title", "2026年11月");
    const rest = desk.page.locator('[data-test^="rest-2026"]').first();
    const day = (await rest.getAttribute("data-test"))!.slice("rest-".length);
    const count = Number(/(\d+) 件/.exec(await desk.at(`day-${day}`).innerText())![1]);
    await rest.click();
    await expect.poll(() => desk.at("row").count(), patience).toBe(count);
    await desk.look("day");
  });
});
