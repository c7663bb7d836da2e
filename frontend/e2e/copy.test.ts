import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import type { InFile } from "./files";

/** A photograph of a licence that lies askew on a dark table, drawn by the browser. */
async function photograph(desk: Desk): Promise<InFile> {
  const url = await desk.page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 2000;
    canvas.height = 1500;
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#4a443e";
    pen.fillRect(0, 0, 2000, 1500);
    pen.translate(1000, 750);
    pen.rotate(0.09);
    pen.fillStyle = "#f6f1e2";
    pen.fillRect(-760, -520, 1520, 1040);
    pen.strokeStyle = "#c3a050";
    pen.lineWidth = 14;
    pen.strokeRect(-715, -475, 1430, 950);
    pen.fillStyle = "#222";
    pen.font = "84px sans-serif";
    pen.fillText("营业执照", -170, -280);
    pen.font = "40px sans-serif";
    for (let i = 0; i < 7; i++) pen.fillText("名称　某某软件有限公司　类型　有限责任公司", -640, -150 + i * 78);
    pen.strokeStyle = "#c33";
    pen.beginPath();
    pen.arc(430, 300, 100, 0, 7);
    pen.stroke();
    // Grain as a sensor has it; without it the file would be smaller than any photograph.
    const all = pen.getImageData(0, 0, 2000, 1500);
    let state = 7;
    for (let i = 0; i < all.data.length; i += 4) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const n = ((state >>> 16) % 41) - 20;
      for (let c = 0; c < 3; c++) all.data[i + c] = all.data[i + c]! + n;
    }
    pen.putImageData(all, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.95);
  });
  return { name: "执照.jpg", mimeType: "image/jpeg", buffer: Buffer.from(url.slice(url.indexOf(",") + 1), "base64") };
}

const now = "2026-11-23 10:00";

describe("a copy that portals take", () => {
  let desk: Desk;
  let versions = 0;
  let client = "";
  const press = (key: string) => desk.page.keyboard.press(key);
  const size = () => desk.at("copy-tried").innerText();
  const corner = async (at: number) => {
    const box = (await desk.at(`copy-corner-${at}`).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const computed = () => expect.poll(size, { timeout: 20_000 }).toMatch(/KB/);

  beforeAll(async () => {
    const data = await demoFolder(48, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { client: string; type: string; status: string }[];
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, height: 2400 });
    client = all.find((one) => one.status === "open" && one.type === "first")!.client;
  });
  afterAll(() => desk.close());

  it("straightens what was photographed askew, and keeps it as the next version", async () => {
    await desk.openCase(client);
    await desk.page.setViewportSize({ width: 1440, height: 900 });
    await desk.at("tab-materials").click();
    await desk.at("material-licence").click();
    const photo = await photograph(desk);
    await desk.kept(() => desk.at("file-licence").setInputFiles(photo));
    await desk.at("material-copy").click();
    await desk.at("copy-corner-3").waitFor();
    await computed();
    // The paper fills the box: its corners were found, and the picture is laid by them.
    expect(await desk.at("copy-whole").getAttribute("class")).not.toContain("checked");
    await desk.look("copy");
    await desk.at("copy-keep").click();
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("state-licence", "合格");
    await desk.page
      .getByText(/^第 \d 版，/)
      .first()
      .waitFor();
    versions = await desk.page.locator(".versions button").count();
  });

  it("goes by keys alone: a corner by arrows under the loupe, turned, marked, and Esc leaves nothing", async () => {
    await press("b");
    await desk.at("copy-corner-0").waitFor();
    await computed();
    const was = await corner(0);
    await expect.poll(() => desk.at("copy-corner-0").evaluate((e) => e === document.activeElement)).toBe(true);
    for (let i = 0; i < 6; i++) await press("Shift+ArrowRight");
    await desk.at("copy-loupe").waitFor();
    await expect.poll(async () => (await corner(0)).x).toBeGreaterThan(was.x + 3);
    await desk.look("copy-loupe");
    await press("f");
    await expect.poll(async () => Math.abs((await corner(0)).x - was.x)).toBeLessThan(1);
    await press("r");
    await expect.poll(size).toMatch(/算/);
    await computed();
    await press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    expect(await desk.page.locator(".versions button").count()).toBe(versions);
  });

  it("takes a corner that is pulled, and refuses a shape that is no paper", async () => {
    await desk.page.locator(".versions button").nth(1).click(); // the photograph itself
    await desk.at("material-copy").click();
    await desk.at("copy-corner-0").waitFor();
    await computed();
    const from = await corner(0);
    const over = await corner(2);
    await desk.page.mouse.move(from.x, from.y);
    await desk.page.mouse.down();
    await desk.page.mouse.move(over.x - 2, over.y - 2, { steps: 5 });
    await desk.page.mouse.up();
    await desk.says(desk.dialog, "四个角围不成一张纸");
    expect(await desk.at("copy-keep").isDisabled()).toBe(true);
    await desk.at("copy-find").click();
    await computed();
    await desk.at("copy-mark").click();
    await desk.page.keyboard.press("Control+s");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("tab-timeline").click();
    await desk.says(desk.page.locator("body"), `收到营业执照第 ${versions + 1} 版`);
  });

  it("leaves the console clean", () => expect(desk.problems).toEqual([]));
});
