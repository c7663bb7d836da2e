import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";

describe("backups", () => {
  let desk: Desk;
  let data: string;
  const place = join(folder(), "备份盘");
  const target = () => desk.page.locator('[aria-label="备份"] form input').first();
  const save = () => desk.page.getByRole("button", { name: "存下" }).click();

  beforeAll(async () => {
    data = await demoFolder(5, "2026-11-23");
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-11-23 09:00" });
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "备份" }).click();
  });

  it("are not made anywhere at first, and a place must be whole and empty", async () => {
    await desk.says("backup-last", "还没有备份过");
    expect(await desk.at("backup-now").isDisabled()).toBe(true);
    await target().fill("备份盘");
    await save();
    await desk.says(desk.page.getByRole("alert"), "完整的路径");
    await target().fill(data);
    await save();
    await desk.says(desk.page.getByRole("alert"), "请选另一块磁盘上的文件夹");
  });

  it("are made at once when they are switched on, and say when, where and that they were proved", async () => {
    await target().fill(place);
    await desk.at("backup-on").click();
    await save();
    await desk.says("backup-last", "11月23日 周一 09:");
    await desk.says("backup-last", "已验证；密封文件");
    await desk.says(desk.page.locator('[aria-label="备份"] dl'), place);
    expect(existsSync(join(place, "beiandesk-backup.json"))).toBe(true);
  });

  it("are made by hand", async () => {
    const shelf = join(
      place,
      readdirSync(place).find((name) => name.length === 32)!,
    );
    const had = readdirSync(shelf);
    await desk.at("backup-now").click();
    await expect.poll(() => readdirSync(shelf).some((name) => !had.includes(name) && /^\d{4}-\d\d-\d\d-\d{6}/.test(name))).toBe(true);
    await desk.at("backup-now").waitFor();
    expect(await command(data, ["backup", "verify", place])).toContain("正常");
  });

  it("tell that the disk is gone, on the page and to Today, and make nothing in its place", async () => {
    renameSync(place, `${place} away`);
    await desk.at("backup-now").click();
    await desk.says("backup-failed", "没有备份成：备份位置不在");
    expect(existsSync(place)).toBe(false);
    renameSync(`${place} away`, place);
    await desk.close();
    // Nine days later another window: the day's first opening makes one without being asked.
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-12-02 09:00" });
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "备份" }).click();
    await desk.says("backup-last", "12月2日 周三 09:0");
    expect(await desk.at("backup-failed").count()).toBe(0);
    await desk.close();
  });

  it("are warned of on Today once the last is too old, with the way to the settings", async () => {
    renameSync(place, `${place} away`);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now: "2026-12-14 09:00" });
    await desk.says("missing-backup", "上次备份是 12 天以前");
    await desk.at("missing-backup").getByText("去备份").click();
    await desk.says("backup-failed", "备份位置不在");
  });

  it("give a folder that opens, from the command that the page shows", async () => {
    renameSync(`${place} away`, place);
    const again = join(folder(), "恢复");
    await command(data, ["restore", "--from", place, "--to", again]);
    expect(JSON.parse(await command(again, ["list", "cases", "--json"]))).toEqual(JSON.parse(await command(data, ["list", "cases", "--json"])));
    await desk.says(desk.page.locator('[aria-label="备份"]'), `beiandesk restore --from "${place}"`);
  });
});
