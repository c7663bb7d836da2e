import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-09-14 10:00"; // a Monday

describe("a first filing whose domain is there", () => {
  let desk: Desk;

  const line = (words: string) => desk.page.locator("main").getByText(words).first();

  beforeAll(async () => {
    const data = await demoFolder(0, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 1400 });
    await desk.at("rail-today").waitFor();
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

describe("an opening with all that practice has", () => {
  let desk: Desk;
  let data: string;

  beforeAll(async () => {
    data = await demoFolder(0, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1440, height: 1400 });
    await desk.at("rail-today").waitFor();
  });

  it("takes contact, contract, main account and whole server with the new case", async () => {
    await desk.page.keyboard.press("n");
    await desk.fill({
      "client.name": "杭州青禾软件有限公司",
      "client.contact": "顾经理",
      "client.wechat": "gumin-qinghe",
      "client.contactPhone": "13800571009",
      "lead.name": "沈一鸣",
      "lead.mobile": "13800571001",
      "sites.0.domain": "qinghe.cn",
      "sites.0.name": "青禾进销存",
      "sites.0.boughtOn": "9月1日",
      "sites.0.verifiedOn": "9月4日",
      "sites.0.serverKind": "code",
      "sites.0.serverOwner": "other",
      "sites.0.serverInstance": "8f3a2b",
      "sites.0.serverMonths": "12",
      "sites.0.serverIp": "203.0.113.10",
      "sites.0.serverIpEnd": "203.0.113.20",
      contract: "HT-2026-118",
      accountUin: "beian-desk",
      "values.new_domain": "no",
    });
    await desk.says(desk.page.locator('[data-path="sites.0.serverKind"]'), "只有企业账号能生成，一个码备一个网站");
    await desk.choose("province", "浙江");
    await desk.at("new-open").click();
    await desk.says(desk.page.locator('[data-path="accountUin"]'), "5 到 14 位数字");
    await desk.fill({ accountUin: "100012345678" });
    await desk.at("new-open").click();
    await desk.says("case-client", "杭州青禾软件有限公司");
    await desk.says("contact-name", "顾经理");
    await desk.says("contact-wechat", "gu********he");
    await desk.says("contact-contactPhone", "138****1009");
    await desk.says("contract", "HT-2026-118");
    await desk.says("account-uin", "100012345678");
    await desk.says("site-server", "备案授权码，别的账号，累计 12 个月，8f3a2b");
    await desk.says("site-domain-from", "9月1日 购买，9月4日 实名");
    await desk.page.getByText("203.0.113.10–203.0.113.20").first().waitFor();
  });

  it("shows the contact in full on demand, logs it, and chases him", async () => {
    await desk.at("contact-wechat").getByRole("button").click();
    await desk.says("contact-wechat", "gumin-qinghe");
    await desk.at("act-chase").first().click();
    await desk.says(desk.dialog, "发给 顾经理");
    await desk.says("chase-wechat", "gu********he");
    expect(await desk.at("chase-text").inputValue()).toMatch(/^顾经理您好，/);
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("changes contact, contract and main account on the case", async () => {
    await desk.at("contact-edit").click();
    await desk.fill({ contact: "林经理", wechat: "linlin-77" });
    await desk.confirm();
    await desk.says("contact-name", "林经理");
    await desk.says("contact-wechat", "li*****77");
    await desk.at("order-edit").click();
    await desk.fill({ contract: "HT-2026-119", accountUin: "200012345678" });
    await desk.confirm();
    await desk.says("contract", "HT-2026-119");
    await desk.at("tab-account").click();
    await desk.says("account-sheet-uin", "200012345678");
    const told = JSON.parse(await command(data, ["case", "show", "--case", "BA2026-0001", "--json"], now)) as Record<string, unknown>;
    expect(told).toMatchObject({ contact: "林经理", wechat: "li*****77", contract: "HT-2026-119", account_uin: "200012345678" });
  });

  it("asks a 注销 for its old filing, and refuses the password itself", async () => {
    await desk.page.keyboard.press("n");
    await desk.fill({ "client.name": "杭州白榆文化有限公司", "sites.0.domain": "baiyu.cn", type: "cancel", "values.cancels": "subject" });
    await desk.choose("province", "浙江");
    await desk.at("new-open").click();
    await desk.says("case-client", "杭州白榆文化有限公司");
    await desk.at("site-details").click();
    await desk.fill({ "details.password-keeper": "qh2026xy" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "不写密码，也不写电话");
    await desk.fill({ "details.password-keeper": "原接入服务商", "details.old-number": "浙ICP备2026051234号-1", "details.old-provider": "阿里云计算有限公司" });
    await desk.confirm();
    await desk.at("tab-form").click();
    await desk.page.locator("main").getByText("原接入服务商", { exact: true }).first().waitFor();
  });
});
