import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("each type of case has its own words", () => {
  let desk: Desk;
  let clients: Record<string, string>;

  beforeAll(async () => {
    const data = await demoFolder(40, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { client: string; type: string; status: string }[];
    clients = Object.fromEntries(all.filter((one) => one.status === "open").map((one) => [one.type, one.client]));
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
