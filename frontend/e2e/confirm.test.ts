import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("rules confirmed together", () => {
  let desk: Desk;
  const rows = () => desk.page.locator('[role="row"][data-test^="rule-"]');
  const tick = (n: number) => rows().nth(n).locator(".tick");
  const part = (name: string) => desk.page.getByRole("tab", { name, exact: true }).click();
  const closed = () => desk.dialog.waitFor({ state: "detached" });

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(0, now), { passphrase: demoPassphrase, now });
    await desk.at("rail-settings").click();
    await part("规则");
  });

  it("picks a range with the mouse, confirms it with one note, and takes it back by one key", async () => {
    await tick(0).click();
    await tick(3).click({ modifiers: ["Shift"] });
    await desk.says("confirm-bar", "已选 4 条");
    await desk.at("confirm-picked").click();
    await desk.says(desk.dialog, "核实 4 条");
    await desk.fill({ confirmed: "上周五", note: "问过管局值班" });
    await desk.page.keyboard.press("Control+Enter");
    await closed();
    await desk.says("confirm-bar", "已核实 4 条");
    await desk.says("pack-all", "核实 4/");
    for (const n of [0, 3]) await desk.says(rows().nth(n), "2026-11-20 周敏");
    await desk.says(rows().nth(4), "未核实");

    await rows().nth(1).click();
    await desk.at("history").click();
    await desk.says("history-lines", "核实 2026-11-20，问过管局值班");
    await desk.page.keyboard.press("Escape");
    await desk.at("history-lines").waitFor({ state: "detached" });
    await desk.page.keyboard.press("Escape");
    await closed();

    await desk.page.keyboard.press("z");
    await desk.says("confirm-bar", "已撤销 4 条的核实");
    await desk.says("pack-all", "核实 0/");
  });

  it("takes four keys for three clocks: Space, twice Shift with an arrow, V; and Esc picks none", async () => {
    await part("期限");
    const clocks = desk.page.locator('[role="row"][data-test^="clock-"]');
    await clocks.first().waitFor();
    for (const key of ["Space", "Shift+ArrowDown", "Shift+ArrowDown", "v"]) await desk.page.keyboard.press(key);
    await desk.says(desk.dialog, "核实 3 条");
    await desk.page.keyboard.press("Escape");
    await closed();
    await desk.says("confirm-bar", "已选 3 条");
    await desk.page.keyboard.press("Escape");
    await desk.says("confirm-bar", "");
    expect(await desk.at("confirm-picked").count()).toBe(0);

    await desk.page.keyboard.press("x");
    await desk.page.keyboard.press("v");
    await desk.page.keyboard.press("Control+Enter");
    await closed();
    await desk.says(clocks.nth(2), "2026-11-23 周敏");
    await clocks.nth(2).click();
    await desk.at("withdraw").click();
    await desk.page
      .getByRole("dialog", { name: /^撤销核实/ })
      .getByRole("button", { name: "撤销核实" })
      .click();
    await desk.says("provenance", "未核实");
  });
});
