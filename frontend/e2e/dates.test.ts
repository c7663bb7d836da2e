import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-29 16:00";

interface Listed {
  case: string;
  clock: string;
}

describe("days and times as people type them", () => {
  let desk: Desk;
  let client: string;
  const day = () => desk.at("value-day");

  beforeAll(async () => {
    const data = await demoFolder(24, now);
    const dates = JSON.parse(await command(data, ["list", "deadlines", "--json"], now)) as Listed[];
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string }[];
    const ours = all.find((one) => dates.filter((d) => d.case === one.number).every((d) => d.clock === "agreed") && dates.some((d) => d.case === one.number))!;
    client = ours.client;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("are understood while they are typed, and read again when they are saved", async () => {
    await desk.openCase(client);
    await desk.at("case-note").click();
    await desk.fill({ text: "客户说周一补照片", at: "昨天 15:20" });
    await desk.says("value-at-words", "昨天 11月28日 周六 15:20");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("tab-timeline").click();
    await desk.says(desk.at("timeline-entry").filter({ hasText: "客户说周一补照片" }), "15:20 沟通");
    await desk.says(desk.page.locator("main"), "11月28日 周六");
  });

  it("are told under the field where nobody can read them, and keep the dialog", async () => {
    await desk.at("case-note").click();
    await desk.fill({ text: "再问一次", at: "明天" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.says(desk.page.locator('[data-key="at"] [role="alert"]'), "时间不能晚于现在");
    await desk.fill({ at: "今天 25:00" });
    await desk.says("value-at-words", "没有这个钟点");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("改期 takes an offered day in three keys, without a reason until it was promised", async () => {
    const { keyboard } = desk.page;
    await keyboard.press("s");
    await desk.at("offer-3").waitFor();
    await keyboard.press("Alt+3");
    await desk.says("value-day-words", "12月2日 周三");
    await keyboard.press("Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("next", "12月2日 周三");

    await keyboard.press("s");
    await desk.at("offer-1").waitFor();
    await keyboard.press("Alt+1");
    await desk.says("value-day-words", "明天 11月30日 周一");
    await keyboard.press("Enter");
    await desk.says(desk.page.locator('[data-key="reason"] [role="alert"]'), "填写原因");
    await keyboard.type("客户周一就来");
    await keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("next", "11月30日 周一");
  });

  it("open a month by ↓ that names its days off, and step by ↑", async () => {
    const { keyboard } = desk.page;
    await keyboard.press("s");
    await desk.at("offer-1").waitFor();
    await keyboard.press("ArrowUp");
    await expect.poll(() => day().inputValue()).toBe("2026-11-30");
    await keyboard.press("ArrowDown");
    await desk.says("month-title", "2026年11月");
    for (const key of ["PageDown", "PageDown"]) await keyboard.press(key);
    await desk.says("month-title", "2027年1月");
    await desk.says("month", "放假安排尚未公布");
    await keyboard.press("ArrowLeft");
    await keyboard.press("Enter");
    await desk.at("month").waitFor({ state: "detached" });
    expect(await day().inputValue()).toBe("2027-01-29");
    await desk.says("value-day-words", "2027年1月29日 周五");

    await keyboard.press("ArrowDown");
    await desk.at("month").waitFor();
    await keyboard.press("Escape");
    await desk.at("month").waitFor({ state: "detached" });
    expect(await desk.dialog.count()).toBe(1);
    await desk.page.getByLabel("打开月历").click();
    await desk.at("month-2027-01-28").click();
    await expect.poll(() => day().inputValue()).toBe("2027-01-28");
  });

  it("a pasted address of a page is mended to its domain, with a word under the field", async () => {
    const { keyboard } = desk.page;
    await keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await keyboard.press("n");
    await desk.at("value-sites.0.domain").fill("https://www.qinghe.example/index.html");
    await keyboard.press("Tab");
    const field = desk.page.locator('[data-path="sites.0.domain"]');
    await desk.says(field, "已去掉前面的 https://");
    expect(await desk.at("value-sites.0.domain").inputValue()).toBe("qinghe.example");
    await desk.at("new-drop").click();
    await desk.at("dialog-ok").click();
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("who saves from within a field reads on the page what was mended", async () => {
    await desk.openCase(client);
    await desk.at("tab-preflight").click(); // the sites stand beside it
    await desk.at("site-edit").first().click();
    const domain = await desk.at("value-domain").inputValue();
    await desk.fill({ domain: `https://www.${domain}/` });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("mended", "域名 已去掉前面的 https://");
  });
});
