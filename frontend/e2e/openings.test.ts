import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-09-14 10:00"; // a Monday

describe("a first filing whose domain is there", () => {
  let desk: Desk;

  const line = (words: string) => desk.page.locator("main").getByText(words).first();

  beforeAll(async () => {
    const data = await demoFolder(0, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 1400 });
  });

  it("is opened by the mouse with registrar and day of the real name, and goes straight to the forms", async () => {
    await desk.page.keyboard.press("n");
    await desk.fill({ "client.name": "杭州青禾软件有限公司", "sites.0.domain": "qinghe.cn", "sites.0.verifiedOn": "9月12日", "values.new_domain": "no" });
    await desk.choose("province", "浙江");
    await desk.at("value-sites.0.registrar.name").click();
    await desk.page.getByText("阿里云", { exact: true }).click();
    expect(await desk.at("value-sites.0.registrar.name").inputValue()).toBe("阿里云");
    await desk.at("new-open").click();
    await desk.says("case-client", "杭州青禾软件有限公司");
    await desk.says("site-domain-from", "阿里云，9月12日 实名");
    await desk.says("stage-template", "信息模板审核");
    await desk.at("tab-preflight").click();
    await line("域名实名认证还不满 3 个工作日").waitFor();
  });

  it("moves to another registrar by keys alone, and its day counts by that one", async () => {
    await desk.at("site-edit").focus();
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor();
    await desk.at("value-registrar.name").focus();
    await desk.page.keyboard.press("Control+a");
    await desk.page.keyboard.type("腾讯");
    await desk.page.keyboard.press("ArrowDown");
    await desk.page.keyboard.press("Enter");
    await expect.poll(() => desk.at("value-registrar.name").inputValue()).toBe("腾讯云");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("site-domain-from", "腾讯云，9月12日 实名");
    await line("域名实名认证还不满 3 个自然日").waitFor();
  });
});
