import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("the sites of an open order", () => {
  let desk: Desk;
  let data: string;
  let number: string;
  let client: string;
  const shown = async () => JSON.parse(await command(data, ["case", "show", "--case", number, "--json"], now)) as { sites: { domain: string }[] };

  beforeAll(async () => {
    data = await demoFolder(24, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as {
      number: string;
      client: string;
      stage: string;
      type: string;
      status: string;
    }[];
    const of = all.find((c) => c.status === "open" && c.type === "first" && c.stage === "forms")!;
    number = of.number;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 1400 });
    client = of.client;
  });

  it("take one more by the mouse, give it rows of its own, and lose it again by one key", async () => {
    await desk.openCase(client);
    const before = await desk.at("stage-online").count();
    await desk.at("site-add").click();
    await desk.fill({ domain: "https://mall.example/", name: "桑田商城", new_domain: "no" });
    await desk.confirm();
    await desk.says("done", "加网站 桑田商城");
    await expect.poll(() => desk.at("stage-online").count()).toBe(before + 1);
    await desk.says("next-todo", "填五张备案表单");
    await desk.page.keyboard.press("z");
    await desk.says("done", "已撤销“加网站 桑田商城");
    await expect.poll(() => desk.at("stage-online").count()).toBe(before);
    expect((await shown()).sites).toHaveLength(before);
  });

  it("take it by keys alone, and let it go with a reason", async () => {
    await desk.at("site-add").focus();
    await desk.page.keyboard.press("Enter");
    await desk.dialog.waitFor();
    await expect.poll(() => desk.page.evaluate("document.activeElement.closest('[data-key]')?.getAttribute('data-key')")).toBe("domain");
    await desk.page.keyboard.type("mall.example");
    await desk.page.keyboard.press("Control+Enter");
    await desk.says(desk.dialog, "要买新域名吗");
    await desk.fill({ new_domain: "no" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    const at = (await shown()).sites.length;
    await desk.at(`site.drop-${at}`).focus();
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.dialog, "移出网站：mall.example");
    await desk.fill({ reason: "商城明年再办" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("site-dropped", "mall.example 11月23日 商城明年再办");
    await desk.says("done", "移出网站 mall.example");
    expect((await shown()).sites).toHaveLength(at - 1);
  });

  it("stay as they are once the order is away, and say what to do", async () => {
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { client: string; stage: string; type: string; status: string }[];
    await desk.openCase(all.find((c) => c.status === "open" && c.type === "first" && c.stage === "bureau-review")!.client);
    await desk.at("site-add").click();
    await desk.says(desk.dialog, "现在不能加网站");
    await desk.says(desk.dialog, "另开一件“新增网站”案件");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });
});
