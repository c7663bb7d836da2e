import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** A client who has ordered the ICP phase alone still has the police filing before him after our work is over. */
describe("the client's own police filing", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(49, now), { passphrase: demoPassphrase, now });
    await desk.at("task").first().waitFor();
  });

  it("stands on 今日 beside what runs out, and leads to the case that has ended", async () => {
    await desk.at("expiry-all").click();
    await desk.dialog.getByText("客户自办公安备案").first().click();
    await desk.says("ended", "已交付");
    await desk.says("ended", "客户自己还有一件");
    await desk.says("duties", "还没登记告知客户");
    expect(await desk.page.locator('[data-test^="clock-"]').innerText()).toContain("客户自办公安备案");
  });

  it("has a statement to sign", async () => {
    await desk.paper(() => desk.at("duty-paper").click());
    await desk.says(desk.dialog, "公安备案告知书");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("keeps that the client was told, and ends once he has done it", async () => {
    await desk.at("duty-police.told").click();
    await desk.fill({ how: "sign" });
    await desk.confirm();
    await desk.says("duties", "已告知：签收告知书");
    await desk.at("duty-police.own").click();
    await desk.confirm();
    await desk.at("duties").waitFor({ state: "detached" });
    await desk.says("ended", "也没有期限");
  });
});
