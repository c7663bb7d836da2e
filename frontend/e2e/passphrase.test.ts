import { beforeAll, describe, expect, it } from "vitest";
import { Desk, folder } from "./desk";
import { carrying } from "./files";

const forgotten = "correct horse 备案 2026";
const fresh = "battery staple 备案 2027";

describe("a forgotten passphrase", () => {
  let desk: Desk;
  let code: string[];
  const data = folder();
  const field = (name: string) => desk.page.locator(`[data-field="${name}"]`);
  const type = (name: string, text: string) => field(name).locator("input").fill(text);
  const shown = () => desk.page.getByRole("list", { name: "恢复码" }).getByRole("listitem").allInnerTexts();

  /** Types two groups of the code on screen back. */
  async function typeBack(): Promise<string[]> {
    const asked = (await desk.page.getByText("确认已抄下").innerText()).match(/\d+/g)!.map(Number);
    const groups = await shown();
    await type("group-0", groups[asked[0]! - 1]!);
    await type("group-1", groups[asked[1]! - 1]!);
    return groups;
  }
  async function unlock(secret: string, byCode = false): Promise<void> {
    if (byCode) await desk.page.getByText("用恢复码打开").click();
    await desk.at("unlock-secret").fill(secret);
    await desk.at("unlock-go").click();
  }
  async function lock(): Promise<void> {
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-secret").waitFor();
  }
  async function openSettings(): Promise<void> {
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "数据" }).click();
  }

  beforeAll(async () => {
    desk = await Desk.open(data);
    await type("staff", "周敏");
    await type("passphrase", forgotten);
    await type("again", forgotten);
    await desk.at("setup-go").click();
    await desk.page.getByText("确认已抄下").waitFor();
    code = await typeBack();
    await desk.at("setup-go").click();
    await desk.at("setup-later").click();
    await desk.page.locator("main").getByText("还没有案件").first().waitFor();
    await lock();
  });

  it("may stay so for now: the settings say it quietly", async () => {
    await unlock(code.join(" "), true);
    await desk.says(desk.dialog, "设一个新口令");
    await desk.at("dialog-cancel").click();
    await desk.dialog.waitFor({ state: "detached" });
    await openSettings();
    await desk.says("recovered", "新口令还没有设");
    await lock();
  });

  it("is replaced right after the recovery code has opened the desk, without typing the code again", async () => {
    await unlock(code.join(" ").toLowerCase(), true);
    await desk.says(desk.dialog, "设一个新口令");
    await desk.at("dialog-ok").click();
    await desk.says(field("passphrase"), "设一个新口令");
    await type("passphrase", "短");
    await type("again", "短");
    await desk.at("dialog-ok").click();
    await desk.says(field("passphrase"), "至少 8 个字符");
    await type("passphrase", fresh);
    await type("again", "something else");
    await desk.at("dialog-ok").click();
    await desk.says(field("again"), "两次不一致");
    await expect
      .poll(() =>
        field("again")
          .locator("input")
          .evaluate((el) => el === document.activeElement),
      )
      .toBe(true);
    await type("again", fresh);
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await openSettings();
    await desk.page.getByRole("region", { name: "口令" }).waitFor();
    expect(await desk.at("recovered").count()).toBe(0);
  });

  it("opens nothing any more; the new one does", async () => {
    await lock();
    await unlock(forgotten);
    await desk.says(desk.page.getByRole("alert"), "口令不对");
    await unlock(fresh);
    await openSettings();
    expect(await desk.dialog.count()).toBe(0);
  });

  it("gives no wrong hand a new recovery code, and keeps the old one until the new one is typed back", async () => {
    await desk.at("renew-recovery").click();
    await desk.at("old-secret").fill(forgotten);
    await desk.at("dialog-ok").click();
    await desk.says(field("proof"), "现在的口令不对");
    await desk.at("old-secret").fill(fresh);
    await desk.page.keyboard.press("Enter");
    await desk.page.getByText("确认已抄下").waitFor();
    expect(await shown()).not.toEqual(code);
    await desk.at("dialog-cancel").click();
    await desk.dialog.waitFor({ state: "detached" });
    await lock();
    await unlock(code.join(" "), true);
    await desk.at("dialog-cancel").click();

    await openSettings();
    await desk.at("renew-recovery").click();
    await desk.page.getByRole("button", { name: "用口令" }).click();
    await desk.at("old-secret").fill(fresh);
    await desk.at("dialog-ok").click();
    await desk.page.getByText("确认已抄下").waitFor();
    const old = code;
    code = await typeBack();
    await desk.confirm();
    await desk.says("keys-done", "请一并销毁");
    await lock();
    await unlock(old.join(" "), true);
    await desk.says(desk.page.getByRole("alert"), "恢复码");
    await desk.at("unlock-secret").fill(code.join(" "));
    await desk.at("unlock-go").click();
    await desk.says(desk.dialog, "设一个新口令");
    await desk.at("dialog-cancel").click();
  });

  it("leaves no secret on the disk", () => {
    for (const secret of [forgotten, fresh, ...code]) expect(carrying(data, secret)).toEqual([]);
  });
});
