import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";
import type { InFile } from "./files";

const now = "2026-12-30 10:00";

const file = (name: string, content: unknown): InFile => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });

/** 2027 as chinese-days writes it: New Year's days alone. */
const chineseDays = file("2027.json", {
  holidays: {
    "2027-01-01": "New Year's Day,元旦,1",
    "2027-02-06": "Spring Festival,春节,3",
    "2027-04-05": "Tomb-sweeping Day,清明,1",
    "2027-06-09": "Dragon Boat Festival,端午,1",
    "2027-05-01": "Labour Day,劳动节,2",
    "2027-10-01": "National Day,国庆节,3",
  },
  workdays: {},
  inLieuDays: {},
});

/** The same year as holiday-cn writes it, with the first week of January off. */
const holidayCn = file("2027.json", {
  year: 2027,
  papers: ["https://www.gov.cn/"],
  days: [
    ...["01", "02", "03", "04", "05", "06", "07", "08"].map((day) => ({ name: "元旦", date: `2027-01-${day}`, isOffDay: true })),
    { name: "春节", date: "2027-02-06", isOffDay: true },
    { name: "清明节", date: "2027-04-05", isOffDay: true },
    { name: "端午节", date: "2027-06-09", isOffDay: true },
    { name: "劳动节", date: "2027-05-01", isOffDay: true },
    { name: "国庆节", date: "2027-10-01", isOffDay: true },
  ],
});

describe("holidays and closures", () => {
  let desk: Desk;
  let client: string;
  const give = (one: InFile) => desk.page.locator('main input[type="file"]').setInputFiles(one);

  beforeAll(async () => {
    const data = await demoFolder(0, now);
    const example = JSON.parse(await command(data, ["case", "new", "--example"], now)) as { client: { name: string } };
    const description = join(folder(), "case.json");
    writeFileSync(description, JSON.stringify(example).replaceAll("2026-09-07", "2026-12-30"));
    await command(data, ["case", "new", "--file", description], now);
    client = example.client.name;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  it("takes a year of chinese-days and tells what it has come to", async () => {
    await desk.at("rail-settings").click();
    await desk.page.locator("main").getByText("节假日", { exact: true }).first().click();
    await desk.at("holidays-import").waitFor();
    expect(await desk.at("year-2027").count()).toBe(0);
    await give(chineseDays);
    // Six days off in a year: asked about first, and not taken unless somebody agrees.
    await desk.says("holidays-doubts", "一共放假 6 天");
    await desk.page.keyboard.press("Escape");
    await desk.at("holidays-doubts").waitFor({ state: "detached" });
    expect(await desk.at("year-2027").count()).toBe(0);
    await give(chineseDays);
    await desk.at("dialog-ok").click();
    await desk.says("year-2027", "chinese-days");
    await desk.at("recount-words").waitFor();
    await expect.poll(() => desk.at("recount-words").innerText()).toMatch(/^(重算了|没有受影响)/);
  });

  it("lists the dates that a year of holiday-cn moves", async () => {
    await give(holidayCn);
    await desk.says("holidays-doubts", "一共放假");
    await desk.at("dialog-ok").click();
    await desk.says("year-2027", "holiday-cn");
    await expect.poll(() => desk.at("recount-words").innerText()).toMatch(/^重算了 \d+ 件案件，改了 [1-9]\d* 个期限$/);
    await desk.says(desk.at("recount-change").first(), "→");
  });

  it("refuses a year that is not published, and keeps what it knew", async () => {
    await give(file("2028.json", { year: 2028, papers: [], days: [] }));
    await desk.says(desk.page.locator("main"), "2028 年放假安排尚未公布");
    expect(await desk.at("year-2028").count()).toBe(0);
    await desk.says("year-2027", "holiday-cn");
  });

  it("enters a closure and takes it away again", async () => {
    await desk.at("closure-add").click();
    await desk.fill({ from: "2027-01-11", to: "2027-01-15", name: "系统升级" });
    await desk.confirm();
    await desk.says("closure", "系统升级");
    await desk.says("closure", "管局");
    await expect.poll(() => desk.at("recount-words").innerText()).toMatch(/^(重算了|没有受影响)/);
    await desk.at("closure").getByText("删除").click();
    await desk.at("closure").waitFor({ state: "detached" });
  });

  it("says on a case when it may be done, stage by stage", async () => {
    await desk.openCase(client);
    await desk.says("outlook", "全部办完");
    await desk.at("outlook-more").click();
    expect(await desk.page.locator('section[aria-label="推算"] ol li').count()).toBeGreaterThan(0);
    await desk.at("outlook-more").click();
    expect(await desk.page.locator('section[aria-label="推算"] ol').count()).toBe(0);
  });
});
