import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

describe("the notices of this machine", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(40, "2026-11-23 10:00"), { passphrase: demoPassphrase, now: "2026-11-23 10:00", notices: true });
    await desk.at("rail-settings").click();
    await desk.page
      .getByRole("radio", { name: "提醒", exact: true })
      .or(desk.page.getByText("提醒", { exact: true }))
      .first()
      .click();
    await desk.at("desktop-save").waitFor();
  });

  it("are on at first, and say what they hold", async () => {
    await desk.says(desk.page.locator("main"), "没有客户、人、电话和网站");
    expect(await desk.at("value-times").inputValue()).toBe("09:00 14:00");
    expect(await desk.at("value-on").getAttribute("aria-checked")).toBe("true");
    await desk.says("value-rounds", "剩 3 小时、1 小时时各提醒一次");
    await desk.look("notices");
  });

  it("take no time in the quiet hours, and say why", async () => {
    await desk.at("value-times").fill("9:30、21:00");
    await desk.page.keyboard.press("Tab");
    await desk.at("desktop-save").click();
    await desk.says(desk.page.locator("main"), "21:00 在免打扰里，弹不出来");
    expect(await desk.at("value-times").inputValue()).toBe("9:30、21:00");
    await desk.look("notices-refused");
    await desk.at("value-times").fill("9:30");
    await desk.at("desktop-save").click();
    await desk.says("desktop-notice", "存好了");
    expect(await desk.at("value-times").inputValue()).toBe("09:30");
  });

  it("that the system does not take stand in the log with the reason, and what is typed stays", async () => {
    await desk.at("value-times").fill("10:00");
    await desk.at("desktop-try").click();
    await desk.says("desktop-log", "没弹出来：系统没有收下提醒");
    await desk.says(desk.page.locator("main"), "请在系统的通知设置里打开");
    expect(await desk.at("value-times").inputValue()).toBe("10:00");
    await desk.look("notices-failed");
  });
});
