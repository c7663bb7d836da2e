import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { scan } from "./files";

const now = "2026-11-23 10:00";

describe("the days of papers", () => {
  let desk: Desk;
  let clients: Record<string, string>;

  beforeAll(async () => {
    const data = await demoFolder(48, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { client: string; type: string; status: string }[];
    clients = Object.fromEntries(all.filter((one) => one.status === "open").map((one) => [one.type, one.client]));
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1440, height: 2400 });
  });

  it("a licence's end is asked, read as it is typed, and judged at once", async () => {
    await desk.openCase(clients.first!);
    await desk.at("tab-materials").click();
    await desk.upload("licence", scan("营业执照.png", 600, 400, 7));
    await desk.says(desk.dialog, "营业执照的日期");
    await expect.poll(() => desk.at("value-until").evaluate((e) => e === document.activeElement)).toBe(true);
    await desk.page.keyboard.type("昨天");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("material-days", "有效期至 2026-11-22");
    await desk.says("state-licence", "不合格");
    await desk.says(desk.page.getByRole("complementary", { name: "检查结果" }), "已过期，请换发新的再传");
    expect(await desk.at("material-check").filter({ hasText: "有效期到" }).count()).toBe(1);
    await desk.at("material-days-edit").click();
    await desk.fill({ until: "长期" });
    await desk.confirm();
    await desk.says("material-licence", "有效期至 长期");
    expect(await desk.at("state-licence").innerText()).not.toBe("不合格");
  });

  it("days are left for later by Esc: the file is there, and so is what was typed", async () => {
    await desk.upload("licence", scan("营业执照-2.png", 600, 400, 8));
    await desk.says(desk.dialog, "文件已经收下，以后再登记也行");
    await desk.fill({ until: "2028-03-01" });
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("material-days", "有效期至 未登记");
    await desk.says("material-licence", "营业执照");
    await desk.at("material-days-edit").click();
    expect(await desk.at("value-until").inputValue()).toBe("2028-03-01");
    await desk.confirm();
    await desk.says("material-days", "有效期至 2028-03-01");
  });

  it("a scan that has to be sent anew is asked for no days", async () => {
    await desk.upload("licence", scan("营业执照-3.png", 60, 60, 9));
    await desk.says("state-licence", "不合格");
    expect(await desk.dialog.count()).toBe(0);
    await desk.upload("licence", scan("营业执照-4.png", 600, 400, 10));
    await desk.leaveDays();
    await desk.says("material-days", "有效期至 未登记");
  });

  it("a paper that is still to be handed in stands in the watch until it ends", async () => {
    await desk.at("material-days-edit").click();
    await desk.fill({ until: "2026-11-25" });
    await desk.confirm();
    await desk.at("rail-today").click();
    await desk.says(desk.page.locator("main"), "材料到期 · 营业执照");
  });

  it("a type that needs no materials says so, and takes a file all the same", async () => {
    await desk.openCase(clients.cancel!);
    await desk.says("tab-materials", "不需要");
    await desk.at("tab-materials").click();
    await desk.says("materials-none", "不需要材料");
    await desk.at("materials-open").click();
    await desk.at("material-licence").waitFor();
  });

  it("what is missing goes to the client as a picture, by the clipboard", async () => {
    await desk.openCase(clients.first!);
    await desk.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await desk.paper(() => desk.at("case-notice").click());
    await desk.look("notice-picture");
    await desk.at("paper-copy").click();
    await desk.says(desk.dialog, "图片已复制");
    const size = await desk.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const picture = await createImageBitmap(await item!.getType("image/png"));
      return [picture.width, picture.height];
    });
    expect(size[0]).toBe(750);
    expect(size[1]).toBeGreaterThan(1000);
  });
});
