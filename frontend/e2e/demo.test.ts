import { beforeAll, describe, expect, it } from "vitest";
import { Desk, folder } from "./desk";

/** What first run offers to whom wants to look before a desk is made. */
describe("the demonstration of first run", () => {
  let desk: Desk;
  const data = folder();

  beforeAll(async () => {
    desk = await Desk.open(data);
    await desk.at("demo-offer").waitFor();
  });

  it("is made on the spot, and marked as long as it is open", async () => {
    await desk.look("demo-offer");
    await desk.at("demo-start").click();
    await desk.at("demo-progress").waitFor();
    await desk.look("demo-progress");
    await desk.at("task").first().waitFor({ timeout: 60_000 });
    await desk.says("demo-mark", "演示");
    await desk.look("demo-today");
    await desk.at("rail-cases").click();
    await desk.at("row").first().waitFor();
    await desk.says("demo-mark", "人物与号码都是编的");
  });

  it("opens again without a passphrase once it is locked, by keys", async () => {
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-go").waitFor();
    await desk.look("demo-locked");
    await desk.at("demo-start").focus();
    await desk.page.keyboard.press("Enter");
    await desk.says("demo-mark", "演示");
  });

  it("leads back to first run, where a desk of one's own is made", async () => {
    await desk.at("demo-leave").click();
    await desk.says("demo-offer", "演示资料夹已经造好");
    await desk.at("setup-go").waitFor();
    expect(await desk.at("demo-mark").count()).toBe(0);
    await desk.look("demo-left");
  });

  it("is removed in two steps, and can be made once more", async () => {
    await desk.at("demo-remove").click();
    await desk.says(desk.dialog, "你自己的资料夹不动");
    await desk.look("demo-remove");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("demo-remove").click();
    await desk.at("dialog-ok").waitFor();
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("demo-offer", "造一份演示数据");
    await desk.dialog.waitFor({ state: "detached" });
  });
});
