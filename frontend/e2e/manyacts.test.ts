import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

interface Listed {
  number: string;
  owner: string;
}

describe("one act for many cases", () => {
  let desk: Desk;
  const owners = async () => (JSON.parse(await command(desk.data, ["list", "cases", "--json"], now)) as Listed[]).map((one) => one.owner);
  const press = async (...keys: string[]) => {
    for (const key of keys) await desk.page.keyboard.press(key);
  };

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(12, now), { passphrase: demoPassphrase, now });
    await desk.at("rail-cases").click();
    await desk.page.locator('[data-test="row"]').first().waitFor();
  });

  it("gives three cases to another, shown before, and takes them back as one", async () => {
    const before = await owners();
    await press("x", "Shift+ArrowDown", "Shift+ArrowDown", "a");
    await desk.says(desk.dialog, "选中 3 件");
    await press("1");
    await expect.poll(() => desk.at("result-row").count()).toBe(3);
    await desk.at("many-owner").click();
    await desk.page.locator('[data-test^="option-"]').last().click();
    await desk.says("many-sum", "更换经办，3 件");
    await desk.look("many-owner");
    // One of the three is in those hands already.
    await desk.says(desk.dialog, "1 件不行");
    await desk.at("leave-out").click();
    await expect.poll(() => desk.at("dialog-ok").isEnabled()).toBe(true);
    await press("Control+Enter");
    await desk.says("done", "已记下“更换经办");
    expect(await owners()).not.toEqual(before);
    await press("z");
    await desk.says("done", "已撤销“更换经办");
    expect(await owners()).toEqual(before);
  });

  it("writes a note into each, shows a message for each client, and joins their reports", async () => {
    await press("a", "2");
    await desk.at("many-text").fill("管局通知：十二月停审一周");
    await desk.says(desk.at("result-row").first(), "停审一周");
    await press("Control+Enter");
    await desk.says("done", "已记下“备忘，3 件”");

    await press("Control+a", "a", "4");
    await desk.at("many-chase").first().waitFor();
    await desk.look("many-chase");
    await desk.at("leave-out").click();
    await expect.poll(() => desk.at("dialog-ok").isEnabled()).toBe(true);
    await press("Control+Enter");
    await desk.says("done", "已记下“催办");

    await press("Escape", "x", "Shift+ArrowDown", "a", "5");
    await desk.says(desk.dialog, "备案进度报告 2 件");
    await desk.dialog.locator("canvas").first().waitFor();
    await desk.look("many-print");
  });
});
