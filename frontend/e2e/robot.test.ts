import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

describe("the robot of the agency's group", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(40, "2026-11-23 10:00"), { passphrase: demoPassphrase, now: "2026-11-23 10:00" });
    await desk.at("rail-settings").click();
    await desk.page
      .getByRole("radio", { name: "群机器人" })
      .or(desk.page.getByText("群机器人", { exact: true }))
      .first()
      .click();
  });

  it("is off, takes its maker's address alone, and never shows it again", async () => {
    await desk.says(desk.page.locator("main"), "唯一会上网的地方");
    expect(await desk.at("robot-try").count()).toBe(0);
    await desk.at("value-url").fill("https://example.com/cgi-bin/webhook/send?key=hidden-key");
    await desk.at("robot-save").click();
    await desk.says(desk.page.locator("main"), "这不是企业微信群机器人的地址");
    await desk.at("value-url").fill("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hidden-key");
    await desk.at("robot-save").click();
    await desk.says("robot-notice", "存好了");
    expect(await desk.at("value-url").inputValue()).toBe("");
    expect(await desk.page.content()).not.toContain("hidden-key");
  });

  it("shows what it would say: cases and domains, no client", async () => {
    await desk.says("robot-text", "【备案台】11月23日 周一");
    const text = await desk.at("robot-text").innerText();
    expect(text).toMatch(/BA2026-\d{4}/);
    expect(text).not.toContain("公司");
    await desk.says("robot-try", "试发这段文字到企业微信群");
    await desk.look("robot");
  });
});
