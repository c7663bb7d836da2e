import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("each type of case has its own words", () => {
  let desk: Desk;
  let clients: Record<string, string>;
  let police: string;

  beforeAll(async () => {
    const data = await demoFolder(48, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { client: string; type: string; status: string; stage: string }[];
    clients = Object.fromEntries(all.filter((one) => one.status === "open").map((one) => [one.type, one.client]));
    police = all.find((one) => one.type === "app" && one.stage === "police-site")!.client;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1440, height: 2400 });
  });

  it("an app's data are asked for, judged and kept", async () => {
    await desk.openCase(clients.app!);
    await desk.at("site-details").click();
    await desk.says(desk.dialog, "APP 资料");
    await desk.fill({ "details.icon": "图标.png", "details.android-package": "青禾" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.page.locator('[data-key="details.android-package"] [role="alert"]'), "com.qinghe.stock");
    await desk.fill({ "details.android-package": "com.qinghe.stock" });
    await desk.confirm();
    await desk.at("tab-form").click();
    await desk.at("form-details").click();
    await desk.says(desk.page.getByRole("grid"), "com.qinghe.stock");
  });

  it("an app's police phase is not ticked by itself, and says that it is not settled", async () => {
    await desk.openCase(police);
    await desk.at("tab-form").click();
    await desk.at("form-police").click();
    await desk.at("form-police-site").click();
    await desk.says(desk.page.getByRole("grid"), "运行截图");
    await desk.at("rail-cases").click();
    await desk.at("new-case").click();
    await desk.fill({ type: "app" });
    await desk.says(desk.at("phase-unsure"), "待核实");
    expect(await desk.at("value-police").getAttribute("aria-checked")).toBe("false");
  });

  it("a mini program is opened by its name, asked for no domain and no server, and waits for its platform", async () => {
    await desk.at("rail-cases").click();
    await desk.at("new-case").click();
    await desk.fill({ type: "mini" });
    expect([await desk.at("value-sites.0.domain").count(), await desk.at("value-sites.0.serverIp").count(), await desk.at("value-accountUin").count()]).toEqual(
      [0, 0, 0],
    );
    await desk.says(desk.at("phase-unsure"), "小程序");
    expect(await desk.at("value-police").getAttribute("aria-checked")).toBe("false");
    await desk.fill({ "client.name": "杭州云杉软件有限公司", "lead.name": "沈一鸣", "sites.0.name": "云杉库存助手" });
    await desk.choose("province", "浙江");
    await desk.at("new-open").click();
    await desk.says("case-client", "杭州云杉软件有限公司");
    await desk.at("tab-form").click();
    expect([await desk.at("tab-account").count(), await desk.at("account-uin").count()]).toEqual([0, 0]);
    await desk.at("site-details").click();
    await desk.says(desk.dialog, "小程序资料");
    await desk.fill({ "details.appid": "AppID 123" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.page.locator('[data-key="details.appid"] [role="alert"]'), "wx");
    await desk.fill({ "details.appid": "wx0123456789abcdef", "details.platform": "微信" });
    await desk.confirm();
    await desk.at("tab-form").click();
    await desk.at("form-details").click();
    await desk.says(desk.page.getByRole("grid"), "wx0123456789abcdef");
    await desk.openCase(clients.mini!);
    await desk.says(desk.page.locator("main"), "平台初审");
    await desk.says(desk.page.locator("main"), "待平台");
    expect(await desk.page.locator("main").innerText()).not.toMatch(/域名|公网 IP|子账号/);
  });

  it("a cancellation asks for no forms, and tells that it is for good", async () => {
    await desk.openCase(clients.cancel!);
    await desk.says(desk.page.locator("main"), "不能恢复");
    expect(await desk.at("site-icp").count()).toBe(0);
  });

  it("a type's text is read beside the common one", async () => {
    await desk.at("rail-settings").click();
    await desk.page.getByRole("tab", { name: "文字" }).click();
    await desk.at("text/app/online.todo.message").click();
    await desk.says(desk.at("text-scope"), "只用在“APP 备案”的案件里");
  });
});
