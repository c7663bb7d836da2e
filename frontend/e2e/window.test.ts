import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { textOf } from "./files";

const rooms = { today: "今日", cases: "案件", clients: "客户", billing: "账单", settings: "设置" };
const now = "2026-11-23 10:00";

describe("the window on a folder at work", () => {
  let data: string;
  let desk: Desk;
  let open: { number: string; client: string };
  beforeAll(async () => {
    data = await demoFolder(12, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string; status: string }[];
    open = all.find((one) => one.status === "open")!;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("moves by keys alone: rooms, rows, a case, back", async () => {
    const tasks = desk.at("task");
    const focused = () => tasks.evaluateAll((rows) => rows.findIndex((row) => row.getAttribute("aria-selected") === "true"));
    await tasks.first().waitFor();
    const first = await focused();
    await desk.page.keyboard.press("j");
    await expect.poll(focused).toBe(first + 1);
    await desk.page.keyboard.press("k");
    await expect.poll(focused).toBe(first);
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor();
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    expect(await focused()).toBe(first);

    for (const [i, title] of Object.values(rooms).entries()) {
      await desk.page.keyboard.press(`Control+${i + 1}`);
      await desk.says(desk.page.locator("main h1"), title);
    }
    await desk.page.keyboard.press("Control+1");
    await tasks.first().waitFor();
    await desk.page.keyboard.press("o");
    await desk.at("case-client").waitFor();
    await desk.page.keyboard.press("n");
    await desk.says(desk.page.locator("main h1"), "新建案件");
    await desk.page.keyboard.press("?");
    await desk.says(desk.dialog, "全部快捷键");
    await desk.page.keyboard.press("Escape");
  });

  it("follows the system into the dark and back", async () => {
    const ground = () => desk.page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await ground();
    await desk.page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(ground).toBe("rgb(23, 27, 31)");
    await desk.page.emulateMedia({ colorScheme: "light" });
    await expect.poll(ground).toBe(light);
  });

  it("makes the daily sheet", async () => {
    await desk.page.keyboard.press("Control+1");
    await desk.at("task").first().waitFor();
    const text = textOf(await desk.paper(() => desk.page.keyboard.press("Control+p")));
    expect(text).toContain("2026年11月23日");
    await desk.page.keyboard.press("Escape");
  });

  it("reads anew what a command has written beside it", async () => {
    await desk.openCase(open.client);
    await command(data, ["case", "do", "--case", open.number, "--action", "case.hold", "--set", "until=12-08", "--reason", "客户出差"], now);
    await desk.says(desk.page.locator("main"), "暂停");
  });

  it("refuses a stale save, keeps what was typed, and saves on top of the newest", async () => {
    await desk.at("lookup-edit").click();
    await desk.fill({ text: "主体已备案，域名未备案" });
    await command(data, ["case", "do", "--case", open.number, "--action", "case.resume"], now);
    await desk.at("dialog-ok").click();
    await desk.says("conflict", "同事刚改过");
    expect(await desk.at("value-text").inputValue()).toBe("主体已备案，域名未备案");
    await desk.at("conflict-reload").click();
    await desk.says(desk.dialog, "已读到最新内容");
    await desk.confirm();
    await desk.says("lookup", "主体已备案，域名未备案");
  });

  it("needs no sideways scrolling at its smallest", async () => {
    await desk.page.setViewportSize({ width: 1024, height: 640 });
    const sideways = () =>
      desk.page.evaluate(() => [document.documentElement, document.body, document.querySelector("main")!].map((el) => el.scrollWidth - el.clientWidth));
    for (const tab of ["preflight", "materials", "form", "account", "fees", "timeline"]) {
      await desk.at(`tab-${tab}`).click();
      expect(await sideways(), tab).toEqual([0, 0, 0]);
    }
    for (const [room, title] of Object.entries(rooms)) {
      await desk.at(`rail-${room}`).click();
      await desk.says(desk.page.locator("main h1"), title);
      expect(await sideways(), room).toEqual([0, 0, 0]);
    }
    await desk.page.keyboard.press("n");
    await desk.at("new-open").waitFor();
    expect(await sideways(), "new case").toEqual([0, 0, 0]);
  });
});
