import { beforeAll, describe, expect, it } from "vitest";
import { Desk, folder } from "./desk";
import { textOf, workbook, type InFile } from "./files";

const passphrase = "correct horse 备案 2026";
const head = ["序号", "客户名称", "性质", "负责人", "手机", "域名", "网站名称", "省份", "办理阶段", "签约日期", "目前进度"];
const places = ["杭州", "宁波", "苏州", "成都", "广州"];
const provinces = ["浙江", "浙江", "江苏", "四川", "广东"];
const first = ["青禾", "松涧", "望海", "长风", "云栖", "明湖", "南山", "北辰", "东篱", "西溪"];
const second = ["软件", "家居", "咨询", "环保", "文化", "教育"];
const stages = ["", "收资料", "云审核中", "管局审核中", "待短信核验"];

/** A day so many days ago at UTC+8, as a sheet has it. */
const ago = (days: number) => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

/** A spreadsheet of so many rows as an agency keeps it: in two of them something is wrong. */
function sheet(rows: number, wrong: boolean): InFile {
  const body = Array.from({ length: rows }, (_, i) => {
    const at = i % places.length;
    const name = `${places[at]}${first[Math.floor(i / 5) % 10]}${second[Math.floor(i / 50) % 6]}有限公司`;
    const mobile = wrong && i === 41 ? "1380057" : `138${String(10_000_000 + i * 37)}`;
    const domain = wrong && i === 7 ? "还没买好" : `site${i}.example`;
    return [String(i + 1), name, "企业", "沈一鸣", mobile, domain, `青禾商城${i + 1}`, provinces[at]!, "ICP", ago(10 + (i % 20)), stages[i % stages.length]!];
  });
  return workbook("备案跟进表.xlsx", { 跟进: [head, ...body] });
}

/** The steps of docs/manual/first-morning.zh-CN.md, in its order; `desk.look` makes its pictures. */
describe("the first morning, from an empty folder to the daily sheet", () => {
  let desk: Desk;
  const field = (name: string) => desk.page.locator(`[data-field="${name}"] input`);

  beforeAll(async () => {
    desk = await Desk.open(folder(), { width: 1280 });
  });

  it("sets the desk up", async () => {
    await field("staff").fill("周敏");
    await field("passphrase").fill(passphrase);
    await field("again").fill(passphrase);
    await desk.look("1-setup");
    await desk.at("setup-go").click();
    await field("group-0").waitFor();
    await desk.look("2-code");
    const code = await desk.page.getByRole("list", { name: "恢复码" }).getByRole("listitem").allInnerTexts();
    const asked = (await desk.page.getByText("确认已抄下").innerText()).match(/\d+/g)!.map(Number);
    await field("group-0").fill(code[asked[0]! - 1]!);
    await field("group-1").fill(code[asked[1]! - 1]!);
    await desk.at("setup-go").click();
    await desk.at("setup-later").click();
    await desk.says(desk.page.locator("main"), "还没有案件");
    await desk.look("3-empty");
  });

  it("shows what is wrong in 300 rows, and takes in the sheet that was put right", async () => {
    await desk.at("import-empty").click();
    await desk.at("import-pick").waitFor();
    await desk.letGo("import-pick", sheet(300, true));
    await desk.says("import-said", "要改 2 件");
    await desk.at("import-sums").getByText("要改").click();
    await expect.poll(() => desk.at("row").count()).toBe(2);
    await desk.at("row").first().click();
    await desk.says("import-row", "域名");
    await desk.look("4-wrong");
    await desk.letGo("import-columns", sheet(300, false));
    await desk.says("import-said", "将新建 300 件");
    await desk.look("5-tried");
    await desk.at("import-go").click();
    await expect.poll(() => desk.at("import-said").innerText(), { timeout: 60_000 }).toContain("已导入：新建 300 件");
    await desk.look("6-done");
  });

  it("prints the daily sheet of what the morning asks for", async () => {
    await desk.at("rail-today").click();
    await desk.at("task").first().waitFor();
    // Rounds of an unknown day have no clock, and more wait than the side holds.
    const rounds = desk.page.getByRole("region", { name: "短信核验" });
    await desk.says(rounds, "8 件以上");
    await desk.says(rounds, "补日期");
    await desk.page.setViewportSize({ width: 960, height: 640 });
    await desk.says(desk.page.locator("main"), "短信 8+");
    await desk.page.setViewportSize({ width: 1280, height: 900 });
    await desk.look("7-today");
    const text = textOf(await desk.paper(() => desk.page.keyboard.press("Control+p")));
    await desk.look("8-daily");
    expect(text).toContain("周敏");
    expect(text).toMatch(/BA\d{4}-0017/);
  });
});
