import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk, folder } from "./desk";
import { textOf } from "./files";

describe("a folder that can't be opened as it lies", () => {
  let whole: string;
  beforeAll(async () => {
    whole = await demoFolder(1);
  });
  const without = (...names: string[]): string => {
    const data = join(folder(), "data");
    cpSync(whole, data, { recursive: true });
    for (const name of names) rmSync(join(data, name), { recursive: true });
    return data;
  };

  it.each([
    { what: "keys without a database", make: () => without("desk.db"), title: "资料夹缺数据库" },
    { what: "a database without keys", make: () => without("keys.json"), title: "资料夹缺钥匙文件" },
    { what: "sealed files alone", make: () => without("keys.json", "desk.db"), title: "这里有备案台留下的文件" },
    { what: "a disk that is not there", make: () => "/run/media/nobody/away/data", title: "资料夹所在的磁盘没有接上" },
  ])("says what it is and touches nothing: $what", async ({ make, title }) => {
    const data = make();
    const desk = await Desk.open(data);
    await desk.says("folder-trouble", title);
    await desk.says("folder-trouble", data);
    if (!data.startsWith("/run")) {
      const before = readdirSync(data);
      await desk.at("trouble-create").click();
      await desk.page.locator('[data-field="folder"] input').fill(data);
      await desk.page.locator('[data-field="staff"] input').fill("周敏");
      for (const field of ["passphrase", "again"]) await desk.page.locator(`[data-field="${field}"] input`).fill("correct horse 备案 2026");
      await desk.at("setup-go").click();
      await desk.says(desk.page.getByRole("alert"), "没有动它");
      // SQLite keeps its own files beside the database for as long as a look at it lasts.
      await expect.poll(() => readdirSync(data)).toEqual(before);
    }
    await desk.close();
  });

  it("keeps a folder that has vanished in mind until somebody lets it go", async () => {
    const data = without();
    const desk = await Desk.open(data, { passphrase: demoPassphrase });
    await desk.at("rail-today").waitFor();
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-secret").waitFor();
    renameSync(data, `${data}-away`);
    await desk.page.reload();
    await desk.says("folder-trouble", "找不到上次的资料夹");
    mkdirSync(data);
    await desk.at("trouble-retry").click();
    await desk.says("folder-trouble", "资料夹里的数据不见了");
    rmSync(data, { recursive: true });
    renameSync(`${data}-away`, data);
    await desk.at("trouble-retry").click();
    await desk.at("unlock-secret").waitFor();
    renameSync(data, `${data}-away`);
    await desk.page.reload();
    await desk.at("trouble-forget").click();
    await desk.says(desk.page.locator("main"), "放在哪里");
    await desk.close();
  });

  it("writes nothing once the folder was moved away under the window", async () => {
    const data = without();
    const desk = await Desk.open(data, { passphrase: demoPassphrase });
    await desk.at("rail-today").waitFor();
    renameSync(data, `${data}-away`);
    const said = (await desk.page.evaluate(
      'window.go.app.SettingsService.SaveStaff({ id: "", name: "林晓", active: true, version: 0 }).then(() => "saved", String)',
    )) as string;
    expect(said).toContain("资料夹已经不在原来的位置");
    renameSync(`${data}-away`, data);
    await desk.close();
  });

  it("warns of the copies that a sync program has left, before and after opening", async () => {
    const data = without();
    writeFileSync(join(data, "desk.sync-conflict-20261129-101500-ABCDEFG.db"), "x");
    const desk = await Desk.open(data, { width: 1280 });
    await desk.says("folder-warning", "desk.sync-conflict");
    await desk.at("unlock-secret").fill(demoPassphrase);
    await desk.at("unlock-go").click();
    await desk.at("rail-today").waitFor();
    await desk.says("folder-warning", "desk.sync-conflict");
    await desk.close();
  });
});

describe("lost keys", () => {
  it("come back from the database, and from the printed sheet with the recovery code", async () => {
    const data = join(folder(), "data");
    const desk = await Desk.open(data);
    const field = (name: string) => desk.page.locator(`[data-field="${name}"] :is(input, textarea)`);
    await field("staff").fill("周敏");
    for (const name of ["passphrase", "again"]) await field(name).fill("correct horse 备案 2026");
    await desk.at("setup-go").click();
    await field("group-0").waitFor();
    const code = await desk.page.getByRole("list", { name: "恢复码" }).getByRole("listitem").allInnerTexts();
    const asked = (await desk.page.getByText("确认已抄下").innerText()).match(/\d+/g)!.map(Number);
    for (const [i, no] of asked.entries()) await field(`group-${i}`).fill(code[no - 1]!);
    await desk.at("setup-go").click();
    await desk.at("setup-later").click();
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "数据" }).click();
    const words = textOf(await desk.paper(() => desk.at("print-recovery").click())).replaceAll(/\s+/g, " ");
    const sheet = words.match(/\b[0-9A-HJKMNP-TV-Z]{5}\b/g)!.join(" ");
    await desk.page.keyboard.press("Escape");
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-secret").waitFor();

    rmSync(join(data, "keys.json"));
    await desk.page.reload();
    await desk.says("folder-trouble", "资料夹缺钥匙文件");
    await desk.at("restore-copy").click();
    await desk.at("unlock-secret").waitFor();

    writeFileSync(join(data, "keys.json"), "{}");
    await desk.page.reload();
    await desk.says("folder-trouble", "资料夹的钥匙文件坏了");
    await desk.at("restore-sheet").click();
    await desk.at("restore-go").click();
    await desk.says(desk.page.locator('[data-field="sheet"]'), "贴上恢复单的内容");
    await field("sheet").fill(sheet.slice(0, 60));
    await field("recovery").fill(code.join(" "));
    for (const name of ["passphrase", "again"]) await field(name).fill("a new one 备案 2027");
    await desk.at("restore-go").click();
    await desk.says(desk.page.locator('[data-field="sheet"]'), "恢复单");
    await field("sheet").fill(sheet);
    await desk.at("restore-go").click();
    await desk.at("unlock-secret").fill("a new one 备案 2027");
    await desk.at("unlock-go").click();
    await desk.at("rail-today").waitFor();
    await desk.close();
  });
});
