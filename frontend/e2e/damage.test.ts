import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { root } from "./places";

const now = "2026-11-23 10:00";
const mark = "〔损坏〕";

interface Listed {
  number: string;
  client: string;
  status: string;
}

/** Changes a folder's database past the desk, as a disk does that goes bad. */
async function past(data: string, sql: string): Promise<void> {
  await promisify(execFile)("go", ["run", "./internal/sqlite/sqlitetest/past", data, sql], { cwd: root });
}

describe("a folder that was damaged in several places while it was closed", () => {
  let desk: Desk;
  let phone: Listed, lost: Listed, move: Listed, other: Listed;

  /** Goes to a case of the list by its number. */
  async function openNumber(number: string, client: string): Promise<void> {
    await desk.at("rail-cases").click();
    await desk.says(desk.page.locator("main h1"), "案件");
    await desk.page.locator("main").getByText(number, { exact: true }).first().click();
    await desk.page.keyboard.press("Enter");
    await desk.says("case-client", client);
  }

  beforeAll(async () => {
    const data = await demoFolder(8, now);
    const cases = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as Listed[];
    [phone, lost, move, other] = cases.filter((c) => c.status === "open") as [Listed, Listed, Listed, Listed];
    const of = (c: Listed) => `(SELECT id FROM cases WHERE number = '${c.number}')`;
    const client = (c: Listed) => `(SELECT client_id FROM cases WHERE number = '${c.number}')`;
    await past(
      data,
      [
        `PRAGMA foreign_keys = 0`,
        `UPDATE people SET mobile_sealed = x'00' WHERE client_id = ${client(phone)}`,
        `UPDATE clients SET id = 'x' || substr(id, 2) WHERE id = ${client(lost)}`,
        `UPDATE moves SET sealed = x'00' WHERE case_id = ${of(move)} AND seq = 1`,
        `INSERT INTO overrides (id, seq, kind, scope, code, changes, sealed, confirmed_on, staff_id, at) VALUES ('x', 99, 'clock', '', 'police.legal', 1, x'02', NULL, 's', '2026-09-18T00:00:00.000000000Z')`,
        `INSERT INTO settings (key, value, created_at, updated_at, version) VALUES ('holidays', '{', '2026-09-18T00:00:00.000000000Z', '2026-09-18T00:00:00.000000000Z', 1)`,
      ].join(";"),
    );
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1280, height: 800 });
    await desk.at("task").first().waitFor();
  });

  it("lists all that is due, and says what is damaged and what to do", async () => {
    await desk.says("missing-damage", "显示为〔损坏〕");
    await desk.says("missing-damage", "或从备份恢复；其余照常可用");
    await desk.says("missing-clocks", "暂用随软件带来的");
    await desk.says("missing-holidays", "重新导入这一年");
    await desk.at("rail-cases").click();
    await desk.page.locator("main").getByText(mark, { exact: true }).first().waitFor();
    for (const c of [phone, lost, move, other]) await desk.page.locator("main").getByText(c.number, { exact: true }).waitFor();
  });

  it("shows the mark in a case where the damage is", async () => {
    await openNumber(phone.number, phone.client);
    await desk.page.locator("main").getByText(mark, { exact: true }).first().waitFor();
  });

  it("opens a case whose client is gone, and records nothing of it", async () => {
    await openNumber(lost.number, mark);
    await desk.says("notices", "客户在数据文件里找不到了");
    await desk.says("notices", "从备份恢复资料夹");
    await desk.page.getByText("内容损坏，请照原件重新填写").first().waitFor();
  });

  it("opens a case one of whose moves is damaged", async () => {
    await openNumber(move.number, move.client);
    await desk.says("notices", "内容损坏");
  });

  it("works on with another case, and prints the daily sheet", async () => {
    await openNumber(other.number, other.client);
    await desk.at("case-note").click();
    await desk.dialog.getByRole("textbox").last().fill("其余照常");
    await desk.confirm();
    await desk.page.locator("main").getByText("其余照常").first().waitFor();
    await desk.at("rail-today").click();
    await desk.at("task").first().waitFor();
    const sheet = await desk.paper(() => desk.page.getByRole("button", { name: "打印日表" }).click());
    expect(sheet.length).toBeGreaterThan(10_000);
  });
});
