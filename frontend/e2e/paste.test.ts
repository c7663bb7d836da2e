import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Judge } from "./access";
import { demoFolder, demoPassphrase, Desk } from "./desk";
import { scan } from "./files";

const now = "2026-11-30 10:00";

/** What nobody needs of the text, and nothing may keep. */
const secret = "暗号海棠七九";
const block = `[合并转发] ${secret}
沈敏 10:32
公司名称：杭州青禾软件有限公司
信用代码：91330106MA2KQ7T8XJ
公司地址：浙江省杭州市西湖区文三路 398 号 4 幢
沈敏 10:33
主体负责人：沈敏　身份证号：３３０１０６１９８２０５２９０００２
手机：138-0057-1077；邮箱：shenmin@qinghe.cn
应急电话：13800571078
域名：https://www.qinghe.cn/`;

/** All files of a folder, as bytes. */
function bytesOf(folder: string): Buffer[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? bytesOf(path) : [readFileSync(path)];
  });
}

describe("a pasted block", () => {
  let desk: Desk;
  let data: string;
  let judge: Judge;
  let keys = 0;
  const press = async (key: string) => {
    keys++;
    await desk.page.keyboard.press(key);
  };
  const copy = (text: string) =>
    desk.page.evaluate(
      (words) => (window as unknown as { runtime: { ClipboardSetText: (text: string) => Promise<boolean> } }).runtime.ClipboardSetText(words),
      text,
    );
  const value = (path: string) => desk.at(`value-${path}`).inputValue();
  const closed = () => desk.dialog.waitFor({ state: "detached" });

  beforeAll(async () => {
    data = await demoFolder(0, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1280 });
    await desk.at("rail-today").waitFor();
    judge = new Judge(desk);
  });
  beforeEach(() => {
    keys = 0;
  });

  it("is a new case in a few keys beyond the paste, and nothing is kept of its text", async () => {
    await copy(block);
    const began = Date.now();
    await desk.page.keyboard.press("Control+Shift+V");
    await desk.says("pasted-text", "公司名称");
    await desk.look("paste-new");
    // Covered as everywhere; what it is of is tinted.
    await desk.says("span-lead.docNumber", "330***********0002");
    await desk.says("pasted-province", "浙江");
    await press("Enter");
    await desk.at("pasted-text").waitFor({ state: "detached" });
    expect([await value("client.name"), await value("client.creditCode"), await value("sites.0.domain")]).toEqual([
      "杭州青禾软件有限公司",
      "91330106MA2KQ7T8XJ",
      "qinghe.cn",
    ]);
    await desk.look("paste-filled");
    await desk.page.locator('[data-test="step-4"][aria-current="step"]').waitFor();
    await press("Control+Enter");
    await desk.says("case-client", "杭州青禾软件有限公司");
    expect(keys).toBeLessThanOrEqual(12);
    expect(Date.now() - began).toBeLessThan(60_000);

    expect(desk.page.url()).not.toContain("qinghe");
    expect(await desk.page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")).not.toContain(secret);
    for (const kept of bytesOf(data)) for (const word of [secret, "13800571077", "330106198205290002"]) expect(kept.includes(word)).toBe(false);
  });

  it("is held against an open case: what is new is ticked, what differs is offered", async () => {
    await copy("公司名称：杭州青禾软件有限公司\n联系人：高岚 13800571079\n邮编：310012\n负责人：沈敏\n手机：13800571080\n身份证号：330106198205290003");
    await press("Control+Shift+V");
    await desk.says(desk.dialog, "粘贴的资料和本案对照");
    const ticked = (field: string) => desk.at(`tick-${field}`).getAttribute("aria-checked");
    await desk.says("pasted-client.contactPhone", "138****1079");
    expect(await Promise.all(["client.contact", "client.contactPhone", "client.postcode", "lead.mobile"].map(ticked))).toEqual([
      "true",
      "true",
      "true",
      "false",
    ]);
    // Nothing of what is the same already; what can't be right is told and not taken.
    expect(await desk.at("pasted-client.name").count()).toBe(0);
    await desk.says("pasted-lead.docNumber", "末位应为 2");
    await desk.look("paste-case");
    await judge.reads("the comparison");
    await desk.says("pasted-lead.mobile", "138****1077");
    await desk.at("tick-lead.mobile").click();
    await desk.says("paste-save", "存下（4 项）");
    await press("Control+Enter");
    await closed();
    await desk.says(desk.page.locator("main"), "高岚");
    await desk.says(desk.page.locator("main"), "138****1080");
    await press("Control+Shift+V");
    await desk.says(desk.dialog, "末位应为 2");
    expect(await desk.at("pasted-lead.mobile").count()).toBe(0);
    await press("Escape");
    await closed();
  });

  it("never goes over what a hand has typed, unless it is ticked", async () => {
    await desk.at("rail-today").click();
    await desk.page.keyboard.press("n");
    await desk.fill({ "client.name": "上海浦江贸易有限公司" });
    await desk.at("paste-text").focus();
    await desk.page.evaluate(() => {
      const held = new DataTransfer();
      held.setData("text/plain", "公司名称：杭州青禾软件有限公司\n手机：13800571001\n手机：13900571002\n域名：qinghe.cn");
      document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
    });
    await desk.says("pasted-client.name", "上海浦江贸易有限公司");
    await desk.says(desk.at("pasted-lead.mobile").first(), "有几个不同的");
    await desk.look("paste-asks");
    await judge.reads("a pasted text");
    await judge.fits("a pasted text");
    await desk.at("tick-lead.mobile").nth(1).click();
    await desk.at("tick-lead.mobile").first().click();
    await desk.at("paste-fill").click();
    await desk.at("pasted-text").waitFor({ state: "detached" });
    expect([await value("client.name"), await value("sites.0.domain")]).toEqual(["上海浦江贸易有限公司", "qinghe.cn"]);
    await desk.at("value-lead.mobile").focus();
    expect(await value("lead.mobile")).toBe("13800571001");
    await copy("没有什么可认的");
    await desk.at("paste-text").focus();
    await desk.page.keyboard.press("Control+Shift+V");
    await desk.says("paste-none", "没有认出资料");
    await press("Escape");
    await desk.at("paste-none").waitFor({ state: "detached" });
    await desk.at("new-drop").click();
    await desk.confirm();
  });

  it("takes a picture to the materials, from whatever tab is open", async () => {
    await desk.openCase("杭州青禾软件有限公司");
    await desk.at("tab-timeline").click();
    await desk.paste(scan("image.png", 400, 300, 7));
    await desk.says(desk.dialog, "放到哪一项");
    await press("Escape");
    await closed();
    await desk.page.locator('[data-test="tab-materials"][aria-selected="true"]').waitFor();
  });

  it("is read by everybody", () => expect(judge.faults).toEqual([]));
  it("leaves the console clean", () => expect(desk.problems).toEqual([]));
});
