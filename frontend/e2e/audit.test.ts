import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** What was done on the desk: found again by who, what and when. */
describe("what was done", () => {
  let desk: Desk;
  const lines = () => desk.at("audit-lines").getByRole("listitem");

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(12, now), { passphrase: demoPassphrase, now });
  });

  it("is listed page by page, the latest first", async () => {
    await desk.at("task").first().waitFor();
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "操作记录" }).click();
    await lines().first().waitFor();
    expect(await lines().count()).toBe(50);
    await desk.at("audit-more").click();
    await expect.poll(() => lines().count()).toBe(100);
  });

  it("is filtered by kind, day, case and words, and a day that is none is said", async () => {
    await desk.page.getByRole("button", { name: "类别" }).click();
    await desk.page.getByRole("checkbox", { name: "收费" }).click();
    await expect.poll(async () => (await lines().allInnerTexts()).every((line) => line.includes("收费"))).toBe(true);
    await desk.at("audit-find").fill("开账单");
    await desk.says(lines().first(), "开账单 ZD2026-");
    const number = (await lines().first().getByRole("button").innerText()).trim();
    await desk.at("audit-case").fill(number);
    await expect.poll(async () => (await lines().allInnerTexts()).every((line) => line.includes(number))).toBe(true);
    await desk.at("audit-from").fill("2027-01-01");
    await desk.page.getByText("没有这样的").waitFor();
    await desk.at("audit-from").fill("不是日期");
    await desk.page.getByRole("alert").first().waitFor();
    await desk.at("audit-from").fill("2026-01-01");
    await desk.says(lines().first(), "开账单");
    await lines().first().getByRole("button").click();
    await desk.at("tab-timeline").waitFor();
  });
});
