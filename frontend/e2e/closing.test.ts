import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** A case comes to its end in four steps. */
describe("the end of a case", () => {
  let desk: Desk;
  let data: string;
  let one: { number: string; client: string };
  const step = () => desk.at("closing-step");

  beforeAll(async () => {
    data = await demoFolder(24, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string; status: string; stage: string }[];
    one = all.find((each) => each.status === "open" && each.stage === "template")!;
    await command(data, ["case", "do", "--case", one.number, "--action", "case.withdraw", "--reason", "客户不办了"], now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("tells of each step what will happen, and goes on where it was left", async () => {
    await desk.at("task").first().waitFor();
    await desk.openCase(one.client);
    await desk.at("closing-open").click();
    await desk.says(step(), "访问管理");
    await desk.at("closing-scans").click();
    await desk.says(step(), "不能恢复");
    await desk.at("closing-print").waitFor({ state: "detached" });
    await desk.look("closing-steps");
    await desk.at("closing-access").click();
    await desk.at("closing-act-revoke.confirm").click();
    await desk.at("dialog-ok").click();
    await desk.says("closing-access", "已办");
    await desk.says(step(), "交还");
    await desk.at("closing-leave").click();
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("closing-open").click();
    await desk.says(step(), "没有备案号要交还");
  });

  it("is taken to its end by keys, and hands out the letter", async () => {
    await desk.at("closing-give").focus();
    await desk.page.keyboard.press("Enter");
    await desk.fill({ kinds: "papers" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("closing-back", "已办");
    if (await desk.at("closing-act-left-scans.done").count()) {
      await desk.page.keyboard.press("Control+Enter");
      await desk.fill({ scans: "purge" });
      await desk.page.keyboard.press("Control+Enter");
    }
    await desk.says("closing-scans", "已办");
    await desk.says(step(), "日志码");
    await desk.look("closing-end");
    // A bill that is open comes before the letter.
    await desk.at("closing-act-left-bill.done").or(desk.at("closing-print")).first().waitFor();
    expect(JSON.parse(await command(data, ["case", "show", "--case", one.number, "--json"], now))).toMatchObject({ number: one.number });
  });
});
