import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("a gap of the portals' forms", () => {
  let desk: Desk;
  let client: string;

  beforeAll(async () => {
    const data = await demoFolder(24, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string; type: string; status: string }[];
    let gap: { client: string } | undefined;
    for (const one of all) {
      if (gap || one.status !== "open") continue;
      const site = JSON.parse(await command(data, ["case", "site", "--case", one.number, "--site", "1"], now)) as { contents: string[]; name: string };
      const show = JSON.parse(await command(data, ["case", "show", "--case", one.number, "--json"], now)) as { phases: string[]; sites: object[] };
      if (site.name && site.contents.length === 0 && show.phases.length === 2 && show.sites.length === 1) gap = one;
    }
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1440 });
    client = gap!.client;
  });

  const gaps = () => desk.at("form-gaps").innerText();
  /** Picks of an open list by their words, and closes it. */
  async function pick(key: string, ...words: string[]): Promise<void> {
    await desk.at(`value-${key}`).click();
    for (const word of words) await desk.page.locator(".n-base-select-option:visible", { hasText: word }).first().click();
    await desk.page.keyboard.press("Tab");
  }

  it("is filled from its line, in the dialog of its sheet", async () => {
    await desk.openCase(client);
    await desk.at("tab-form").click();
    await desk.at("form-site").click();
    expect(await gaps()).toBe("本表还差 4 项");
    await desk.at("fill-contents").click();
    await desk.says(desk.dialog, "互联网服务信息");
    await pick("contents", "单位门户网站");
    await pick("languages", "中文简体");
    await pick("approvals", "新闻");
    await desk.fill({ "permits.news": "33120260001" });
    await desk.fill({ remark: "介绍公司的产品和服务，登载行业新闻，访客不用登录" });
    await desk.confirm();
    await desk.says(desk.page.getByRole("grid"), "单位门户网站");
    await desk.says(desk.page.getByRole("row", { name: /^新闻前置审批号/ }), "33120260001");
    // The approval owes its paper, which is a gap of its own.
    await expect.poll(gaps).toBe("本表还差 1 项");
    await desk.says(desk.at("fill-approval-news"), "去收");
  });

  it("is refused at its field, and filled by keys alone", async () => {
    await desk.at("site-police").click();
    await desk.says(desk.dialog, "公安网站信息");
    await desk.fill({ serverIpEnd: "192.168.1.9", "access.name": "腾讯云", "registrar.name": "某注册商" });
    await pick("access.where", "境外");
    await desk.at("dialog-ok").click();
    await desk.says(desk.page.locator('[data-key="serverIpEnd"] [role="alert"]'), "内网地址");
    await desk.fill({ serverIpEnd: "" });
    await desk.confirm();
    await desk.at("form-police").click();
    await desk.at("form-police-site").click();
    await desk.says(desk.page.getByRole("grid"), "境外 腾讯云");
    await desk.says(desk.page.getByRole("grid"), "某注册商，没有填全");
    const row = desk.page.getByRole("row", { name: /^舆情引导员/ });
    await row.click({ position: { x: 20, y: 10 } });
    await desk.page.keyboard.press("e");
    await desk.says(desk.dialog, "指定舆情引导员");
    await desk.page.keyboard.press("Enter");
    await desk.page.keyboard.press("Enter");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says(desk.page.getByRole("grid"), "舆情引导员同开办主体负责人");
    await desk.at("print-forms").click();
    await desk.says(desk.dialog, "备案填报单 BA2026-");
  });

  it("gives a sealed value to the clipboard, which has lost it once the desk is locked", async () => {
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("form-subject-lead").click();
    await desk.page
      .getByRole("row", { name: /^证件号码/ })
      .getByRole("button", { name: "复制" })
      .click();
    await expect.poll(() => desk.clipboard()).toMatch(/^\d{17}[\dX]$/);
    await desk.page.keyboard.press("Control+l");
    await desk.at("unlock-secret").waitFor();
    await expect.poll(() => desk.clipboard()).toBe("");
  });
});
