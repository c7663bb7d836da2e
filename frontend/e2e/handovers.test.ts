import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** What personal data went to whom: registered by the steps themselves and by hand, kept on its own. */
describe("the register of hand-overs", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(12, now), { passphrase: demoPassphrase, now });
  });

  it("lists in the settings what the steps of all cases handed over, by recipient", async () => {
    await desk.at("task").first().waitFor();
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "移交" }).click();
    await desk.says("register", "第十二条");
    await desk.says("handovers", "腾讯云");
    await desk.page.getByRole("button", { name: "接收方" }).click();
    await desk.page.getByRole("checkbox", { name: "通信管理局" }).click();
    await expect.poll(() => desk.at("handovers").innerText()).not.toContain("接入服务商");
    await desk.says("handovers", "主管部门・提供");
    await desk.says("handovers", "身份证人像面");
    await desk.paper(() => desk.at("handovers-print").click());
    await desk.says(desk.dialog, "个人信息移交登记表");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });
});
