import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** How clients reach who has their case. */
describe("the profile of a 经办", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(12, now), { passphrase: demoPassphrase, now });
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "经办", exact: true }).click();
    await desk.at("profile").first().waitFor();
  });

  it("is entered by mouse, and refused where it can't be right", async () => {
    await desk.at("profile").first().click();
    await desk.fill({ title: "备案专员", phone: "12345", wechat: "zhoumin-ba" });
    await desk.look("profile");
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "填 11 位手机号");
    await desk.fill({ phone: "13800571009" });
    await desk.confirm();
  });

  it("is found again and changed by keys", async () => {
    await desk.at("profile").first().focus();
    await desk.page.keyboard.press("Enter");
    await desk.at("value-title").waitFor();
    await expect.poll(() => desk.at("value-phone").inputValue()).toBe("13800571009");
    await desk.fill({ title: "主管" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.look("profile-list");
  });
});
