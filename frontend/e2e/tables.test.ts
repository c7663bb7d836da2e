import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

/** What a table was asked for by. */
interface Asked {
  table: string;
  only: string[];
  format: string;
  charset: string;
  clear: boolean;
  today: { scope: string; party: string; by: string };
  cases: { text: string };
}

/** The lists taken out of the desk: into a file, and onto the clipboard. */
describe("tables", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(48, now), { passphrase: demoPassphrase, now });
    await desk.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await desk.at("task").first().waitFor();
    // The system's dialog is answered: a file of that name.
    await desk.page.evaluate(() => {
      const page = window as unknown as { asked: unknown; go: { app: { TablesService: Record<string, (input: unknown) => Promise<unknown>> } } };
      page.go.app.TablesService.Save = (input) => ((page.asked = input), Promise.resolve({ path: "/tmp/表.xlsx", rows: 7 }));
    });
  });
  const asked = () => desk.page.evaluate("window.asked") as Promise<Asked>;
  const rows = () => desk.at("row");
  const copied = () => desk.page.evaluate("navigator.clipboard.readText()") as Promise<string>;

  it("exports Today as it is filtered, by keys, and copies what is ticked there", async () => {
    await desk.at("table-export").waitFor();
    await desk.look("today-table");
    await desk.page.keyboard.press("e");
    await desk.says(desk.dialog, "筛选出的");
    await desk.look("export-today");
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("table-said", "已存到 /tmp/表.xlsx，7 行");
    expect(await asked()).toMatchObject({ table: "today", only: [], format: "xlsx", clear: false, today: { scope: "mine", party: "", by: "time" } });
    await desk.page.keyboard.press("Home");
    await desk.page.keyboard.press("x");
    await desk.says("table-copy", "复制选中 1 项");
    await desk.look("today-table-picked");
    await desk.page.keyboard.press("Control+c");
    await desk.says("table-said", "已复制 1 行");
    const lines = (await copied()).trimEnd().split("\n");
    expect([lines.length, lines[0]]).toEqual([2, expect.stringMatching(/^时间\t期限\t/)]);
    await desk.page.keyboard.press("Escape");
  });

  it("exports what is filtered, covered, with two keys", async () => {
    await desk.at("rail-cases").click();
    await rows().first().waitFor();
    await desk.page.keyboard.press("e");
    await desk.dialog.waitFor();
    await desk.says(desk.dialog, "筛选出的");
    await desk.look("export");
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("table-said", "已存到 /tmp/表.xlsx，7 行");
    expect(await asked()).toMatchObject({ table: "cases", only: [], format: "xlsx", clear: false });
  });

  it("exports the ticked rows as csv in full, by mouse, and says that it is logged", async () => {
    await rows().nth(0).locator(".tick").click();
    await rows()
      .nth(2)
      .locator(".tick")
      .click({ modifiers: ["Shift"] });
    await desk.says("table-export", "导出选中 3 件");
    await desk.at("table-export").click();
    await desk.says(desk.dialog, "选中的 3 件");
    await desk.fill({ format: "csv", charset: "gb18030", columns: "all", shown: "clear" });
    await desk.says(desk.dialog, "记进操作记录");
    await desk.look("export-csv");
    await desk.at("dialog-ok").click();
    await desk.says("table-said", "已存到");
    const { only, ...rest } = await asked();
    expect(only).toHaveLength(3);
    expect(rest).toMatchObject({ format: "csv", charset: "gb18030", clear: true });
    await desk.look("export-cases");
  });

  it("copies the ticked rows, and all of them once none is, as a table of the columns on the screen", async () => {
    await desk.page.keyboard.press("Control+c");
    await desk.says("table-said", "已复制 3 行");
    const lines = (await copied()).trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^案件编号\t/);
    expect(lines[0]).not.toContain("手机");
    const html = await desk.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item!.getType("text/html")).text();
    });
    expect(html).toContain("<td>");
    await desk.page.keyboard.press("Escape");
    await desk.says("table-copy", "复制");
    await desk.at("table-copy").click();
    await expect.poll(async () => (await desk.at("table-said").innerText()).includes("已复制 3 行")).toBe(false);
    expect((await copied()).trimEnd().split("\n").length).toBeGreaterThan(4);
  });

  it("ticks by keys", async () => {
    await desk.page.keyboard.press("x");
    await desk.page.keyboard.press("Shift+ArrowDown");
    await desk.says("table-export", "选中 2 件");
    await desk.page.keyboard.press("Escape");
    await expect.poll(() => desk.at("table-export").innerText()).not.toContain("选中");
  });

  it("takes clients and bills as well", async () => {
    await desk.at("rail-clients").click();
    await rows().first().waitFor();
    await desk.at("table-export").click();
    await desk.says(desk.dialog, "证件号码");
    await desk.at("dialog-ok").click();
    await desk.says("table-said", "已存到");
    expect(await asked()).toMatchObject({ table: "clients", format: "xlsx" });
    await desk.look("export-clients");
    await desk.at("rail-billing").click();
    await rows().first().waitFor();
    await desk.at("table-copy").click();
    await desk.says("table-said", "已复制");
    expect(await copied()).toMatch(/^账单号\t/);
    await desk.look("export-bills");
  });

  it("keeps a calendar file of the deadlines, by mouse, and lets it go by keys", async () => {
    await desk.page.evaluate(() => {
      const { AgendaService } = (window as unknown as { go: { app: Record<string, Record<string, (input: { mine: boolean }) => Promise<unknown>>> } }).go.app;
      const kept = { path: "/tmp/备案期限.ics", events: 31, at: "11月23日 周一 10:00", failed: "" };
      AgendaService!.Keep = ({ mine }) => (AgendaService!.Get = (_: unknown) => Promise.resolve({ ...kept, mine }))({ mine });
    });
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "日历", exact: true }).click();
    await desk.page.getByRole("radio", { name: "全部", exact: true }).click();
    await desk.at("agenda-keep").click();
    await desk.says("agenda-path", "/tmp/备案期限.ics");
    await desk.says("agenda-state", "全部案件，31 条，11月23日 周一 10:00 写的");
    await desk.look("agenda");
    await desk.at("agenda-end").focus();
    await desk.page.keyboard.press("Enter");
    await desk.at("agenda-path").waitFor({ state: "detached" });
  });
});
