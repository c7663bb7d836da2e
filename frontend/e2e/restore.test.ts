import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Judge } from "./access";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";

describe("a folder out of a backup", () => {
  let data: string;
  const place = join(folder(), "备份盘");
  const again = join(folder(), "恢复");

  beforeAll(async () => {
    data = await demoFolder(5, "2026-11-23");
    await command(data, ["backup", "--to", place], "2026-11-23 09:00");
    await command(data, ["backup", "--to", place], "2026-11-24 09:00");
  });

  const field = (desk: Desk, name: string) => desk.page.locator(`[data-field="${name}"] input`);

  it("is restored beside an open desk by the mouse, refused at its fields, and opened", async () => {
    const desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-11-24 10:00" });
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "备份" }).click();
    await desk.at("backup-restore").click();
    await field(desk, "from").fill(data);
    await desk.at("restore-look").click();
    await desk.says(desk.dialog.getByRole("alert"), "不是备案台的备份位置");
    await field(desk, "from").fill(place);
    await desk.at("restore-look").click();
    await desk.says("restore-list", "2026-11-24 09:00 5 ");
    await desk.says("restore-list", "备完已验证");
    expect(await desk.at("restore-list").locator("input:checked").count()).toBe(1);
    const judge = new Judge(desk);
    await judge.reads("restore");
    await judge.fits("restore");
    expect(judge.faults).toEqual([]);

    await desk.at("restore-go").click();
    await desk.says(desk.dialog.getByRole("alert").first(), "选一个新的或空的文件夹");
    await field(desk, "to").fill(data);
    await field(desk, "proof").fill("something else entirely");
    await desk.at("restore-go").click();
    await desk.says(desk.dialog.getByRole("alert"), "已经有东西");
    await field(desk, "to").fill(again);
    await desk.at("restore-go").click();
    await desk.says(desk.dialog.getByRole("alert"), "口令不对");
    await field(desk, "proof").fill(demoPassphrase);
    await field(desk, "afterBill").fill("417");
    await desk.at("restore-go").click();
    await desk.says(desk.dialog.getByRole("alert"), "要写完整的账单号");
    expect(existsSync(again)).toBe(false);
    await field(desk, "afterBill").fill("ZD2026-0417");
    await desk.at("restore-go").click();
    await desk.says("restore-done", `已恢复到 ${again}`);
    await desk.says("restore-done", "下一个是 ZD2026-0418");
    await judge.reads("restored");
    expect(judge.faults).toEqual([]);
    await desk.at("restore-open").click();
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "数据" }).click();
    await desk.says(desk.page.locator("main"), again);
    await desk.close();
    expect(JSON.parse(await command(again, ["list", "cases", "--json"]))).toEqual(JSON.parse(await command(data, ["list", "cases", "--json"])));
  });

  it("is restored and opened by keys alone where no desk is", async () => {
    const to = join(folder(), "恢复");
    const desk = await Desk.open(join(folder(), "none"));
    const { keyboard } = desk.page;
    const on = (what: string) => desk.page.evaluate((selector) => document.activeElement?.closest(selector) !== null, what);
    const tabTo = async (what: string) => {
      for (let i = 0; i < 40 && !(await on(what)); i++) await keyboard.press("Tab");
      expect(await on(what), what).toBe(true);
    };
    await desk.at("setup-restore").waitFor();
    await tabTo('[data-test="setup-restore"]');
    await keyboard.press("Enter");
    await expect.poll(() => on('[data-field="from"] input')).toBe(true);
    await keyboard.type(place);
    await keyboard.press("Enter");
    await expect.poll(() => on('[data-test="restore-list"] input')).toBe(true);
    await keyboard.press("ArrowDown"); // the older one
    await tabTo('[data-field="to"] input');
    await keyboard.type(to);
    await tabTo('[data-field="proof"] input');
    await keyboard.type(demoPassphrase);
    await keyboard.press("Control+Enter");
    await desk.says("restore-done", "用的是 2026-11-23-0900");
    await desk.says("restore-done", "这不是最新的一份备份");
    await expect.poll(() => on('[data-test="restore-open"]')).toBe(true);
    await keyboard.press("Enter");
    await desk.at("rail-today").waitFor();
    await desk.close();
  });

  it("is offered where the folder has gone and where it is locked", async () => {
    const gone = join(folder(), "gone");
    await command(gone, ["restore", "--from", place, "--to", gone]);
    const desk = await Desk.open(gone, { passphrase: demoPassphrase });
    await desk.at("rail-today").waitFor();
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-restore").click();
    await desk.says(desk.dialog, "从备份恢复出一个新的资料夹");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    rmSync(gone, { recursive: true });
    await desk.page.reload();
    await desk.at("trouble-restore").click();
    await desk.says(desk.dialog, "从备份恢复出一个新的资料夹");
    await desk.at("dialog-cancel").click();
    await desk.dialog.waitFor({ state: "detached" });
    await desk.close();
  });
});
