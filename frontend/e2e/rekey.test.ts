import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const fresh = "battery staple 备案 2027";

describe("other keys", () => {
  let desk: Desk;
  let code: string[];
  const field = (name: string) => desk.page.locator(`[data-field="${name}"] input`);

  async function openSettings(part: string): Promise<void> {
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: part, exact: true }).click();
  }
  /** Types two groups of the code on screen back. */
  async function typeBack(): Promise<string[]> {
    const groups = await desk.page.getByRole("list", { name: "恢复码" }).getByRole("listitem").allInnerTexts();
    const asked = (await desk.page.getByText("确认已抄下").innerText()).match(/\d+/g)!.map(Number);
    for (const [at, no] of asked.entries()) await field(`group-${at}`).fill(groups[no - 1]!);
    return groups;
  }

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(12), { passphrase: demoPassphrase });
    await desk.at("rail-settings").waitFor();
  });

  it("come after the cases of who leaves: they go to another, and back", async () => {
    await openSettings("经办");
    const rows = desk.page.locator(".staff .row");
    const first = rows.nth(0);
    await desk.says(first, "在办");
    const before = await first.innerText();
    await desk.look("staff");
    await desk.at("hand-over").first().click();
    await desk.dialog.waitFor();
    await desk.at("value-to").click();
    await desk.page.locator('[data-test^="option-"]:visible').first().click();
    await desk.fill({ note: "休假到 12 月" });
    await desk.look("hand-over");
    // What was typed is kept until it is said.
    await expect.poll(() => desk.page.evaluate("window.go.app.DraftsService.All({}).then((all) => all.drafts.length)")).toBe(1);
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("handed", "件在办案件交给");
    expect(await first.innerText()).not.toContain("在办");
    await desk.at("handed").getByRole("button", { name: "撤销" }).click();
    await desk.says("handed", "已交还");
    expect(await first.innerText()).toBe(before);
  });

  it("stay with who is away for some days, and whoever looks after them finds them on 今日", async () => {
    await openSettings("经办");
    const rows = desk.page.locator(".staff .row");
    const me = (await rows.filter({ hasText: "现在是你" }).locator("span").first().innerText()).trim();
    const other = rows.filter({ hasNotText: "现在是你" }).first();
    const name = (await other.locator("span").first().innerText()).trim();
    await other.locator('[data-test="away"]').click();
    await desk.fill({ until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) });
    await desk.at("value-cover").click();
    await desk.page.locator('[data-test^="option-"]:visible', { hasText: me }).click();
    await desk.look("away");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says(other, `不在，由${me}代管`);
    await desk.look("away-staff");
    await desk.at("rail-today").click();
    await desk.says("cover", `${name} `);
    await desk.look("cover");
    await desk.at("cover").getByRole("button", { name: "去看" }).click();
    await desk.page.getByRole("radio", { name: `代${name}`, checked: true }).waitFor();
    await desk.says(desk.page.locator("main"), "今日");
    expect(await desk.at("cover").count()).toBe(0);
    await desk.look("cover-seen");
    await openSettings("经办");
    await desk.at("back").click();
    await desk.says(other, "休假");
    await desk.at("rail-today").click();
    await desk.page.getByRole("radio", { name: "我的", checked: true }).waitFor();
    expect(await desk.page.getByRole("radio", { name: `代${name}` }).count()).toBe(0);
  });

  it("are offered when somebody leaves", async () => {
    await openSettings("经办");
    await desk.page.getByRole("button", { name: "停用" }).first().click();
    await desk.says("rested", "停用不会让他打不开");
    await desk.at("rested").getByRole("link", { name: "数据" }).click();
    await desk.at("rekey-ask").waitFor();
  });

  it("are taken with keys alone, and everything is sealed by them beside work", async () => {
    await desk.at("rekey-ask").focus();
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor();
    await desk.page.keyboard.type(demoPassphrase);
    await field("passphrase").focus();
    await desk.page.keyboard.type(fresh);
    await field("again").focus();
    await desk.page.keyboard.type(fresh);
    await desk.page.keyboard.press("Enter");
    await desk.page.getByText("确认已抄下").waitFor();
    code = await typeBack();
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("rekey-ended", "钥匙已换完");
    expect(await desk.at("rekey-ask").isEnabled()).toBe(true);
    await desk.at("rail-today").click();
    await desk.at("task").first().waitFor();
  });

  it("open by the new passphrase and code, not by the old passphrase", async () => {
    const lock = async () => {
      await desk.page.keyboard.press("Control+l");
      await desk.at("unlock-secret").waitFor();
    };
    await lock();
    await desk.at("unlock-secret").fill(demoPassphrase);
    await desk.at("unlock-go").click();
    await desk.says(desk.page.getByRole("alert"), "口令不对");
    await desk.at("unlock-secret").fill(fresh);
    await desk.at("unlock-go").click();
    await desk.at("task").first().waitFor();
    await lock();
    await desk.page.getByText("用恢复码打开").click();
    await desk.at("unlock-secret").fill(code.join(" "));
    await desk.at("unlock-go").click();
    await desk.says(desk.dialog, "设一个新口令");
  });
});
