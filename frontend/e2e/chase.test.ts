import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("催办", () => {
  let desk: Desk;
  const rows = () => desk.at("task");
  const focused = () => desk.page.locator('[data-test="task"][aria-selected="true"]');
  const chased = () => desk.page.locator('[data-test="task"]', { hasText: "今天催过" });

  /** Goes by the mouse to the first row that asks to chase, and gives its whole words. */
  async function toChase(): Promise<string> {
    await rows()
      .filter({ has: desk.page.locator('[data-test="task-act"]', { hasText: "催办" }) })
      .first()
      .locator(".who")
      .click();
    return focused().innerText();
  }

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(24, now), { passphrase: demoPassphrase, now });
    await desk.at("task").first().waitFor();
  });

  it("takes two keys: copied, noted, on to the next row, and the row rests", async () => {
    const before = await toChase();
    await desk.page.keyboard.press("Enter");
    const button = desk.at("dialog-ok");
    await expect.poll(() => button.evaluate((el) => el === document.activeElement)).toBe(true);
    const text = await desk.at("chase-text").inputValue();
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor({ state: "detached" });
    expect(await desk.clipboard()).toBe(text);
    // Whatever else the client was told rests with it.
    await chased()
      .filter({
        hasText: before
          .split("\n")
          .filter((line) => line.trim())[1]!
          .split("静默")[0]!,
      })
      .waitFor();
    expect(await focused().innerText()).not.toBe(before);
    await expect.poll(() => focused().innerText()).not.toContain("今天催过");
    // It stands last of its group: only rows of other groups come after it.
    const group = desk.page.locator("section", { has: chased().first() }).locator('[data-test="task"]');
    await desk.says(group.last(), "今天催过");
  });

  it("comes once more with 共 2 次, can be edited, keeps what was written through Esc, and goes by Ctrl+Enter", async () => {
    await toChase();
    await desk.page.keyboard.press("Enter");
    await desk.at("chase-text").fill("沈总，短信今天一定要点。");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.page.keyboard.press("Enter");
    await expect.poll(() => desk.at("chase-text").inputValue()).toBe("沈总，短信今天一定要点。");
    // It goes by no second Enter unread.
    await expect.poll(() => desk.at("chase-text").evaluate((el) => el === document.activeElement)).toBe(true);
    await desk.page.reload();
    await toChase();
    await desk.page.keyboard.press("Enter");
    await desk.says("draft-back", "上次改的文字已放回");
    await desk.at("chase-text").focus();
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    expect(await desk.clipboard()).toBe("沈总，短信今天一定要点。");
    await desk.says(chased().first(), "今天催过，共 2 次");
  });

  it("is told on the case, beside the step", async () => {
    await chased().first().dblclick();
    await desk.says("next-chased", "今天催过，共 2 次");
  });

  it("goes to a client about all its cases, by SMS with its length, and stands in its log", async () => {
    const client = await desk.at("case-client").innerText();
    await desk.at("rail-clients").click();
    await desk.page.getByLabel("查找客户").fill(client);
    await expect.poll(() => desk.at("row").count()).toBe(1);
    await desk.at("row").click();
    await desk.page.keyboard.press("Enter");
    await desk.at("client-chase").click();
    await desk.look("chase-client-wechat");
    await desk.at("chase-way").getByText("短信").click();
    await desk.says("chase-length", "一条 70 字");
    expect(await desk.at("chase-text").inputValue()).not.toContain("http");
    await desk.look("chase-client-sms");
    const text = await desk.at("chase-text").inputValue();
    await desk.at("dialog-ok").click();
    await desk.dialog.waitFor({ state: "detached" });
    expect(await desk.clipboard()).toBe(text);
    await desk.says(desk.at("told").first(), "催办：短信");
    await desk.look("client-told");
  });
});
