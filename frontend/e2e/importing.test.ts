import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { workbook, type InFile } from "./files";

const now = "2026-09-14 10:00";
const head = ["序号", "公司名称", "统一社会信用代码", "负责人", "身份证号", "手机号", "域名", "网站名称", "省份", "进度"];
const qinghe = ["杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "沈一鸣", "330106198205290002", "138 0057 1001"];

const csv = (rows: string[][]): InFile => ({ name: "跟进表.csv", mimeType: "text/csv", buffer: Buffer.from(rows.map((row) => row.join(",")).join("\n")) });

describe("a spreadsheet by keys alone", () => {
  let desk: Desk;
  let data: string;
  const book = workbook("客户台账.xlsx", {
    说明: [["先看这里"]],
    台账: [
      ["2026 年备案跟进表"],
      head,
      ["1", ...qinghe, "https://www.qinghe.cn/", "青禾进销存", "浙江", "待核验"],
      ["2", "宁波松涧家居有限公司", "", "", "", "", "songjian.cn", "松涧家居", "浙江"],
    ],
  });
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => desk.page.keyboard.press(key)), Promise.resolve());

  beforeAll(async () => {
    data = await demoFolder(0, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.at("rail-today").waitFor();
  });

  it("is chosen from the list of cases, and its sheet from several", async () => {
    await press("Control+2");
    await desk.at("import").waitFor();
    await press("i");
    await desk.at("import-pick").waitFor();
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.getAttribute("data-test"))).toBe("import-pick");
    const [chooser] = await Promise.all([desk.page.waitForEvent("filechooser"), press("Enter")]);
    await chooser.setFiles(book);
    const sheets = desk.page.getByRole("tablist", { name: "工作表" });
    await desk.says(sheets, "台账");
    await press("2");
    await desk.says("import-columns", "表头在第 2 行，认出 9 列");
    await desk.says("import-said", "要改 2 件");
    await desk.says("import-row", "没有写办哪个阶段");
  });

  it("is put right by a column and a phase, and asks before it is left", async () => {
    await press("c");
    await desk.page.keyboard.type("查重结果");
    await press("Enter");
    await desk.says("import-columns", "认出 10 列");
    await press("c");
    await desk.at("import-icp").focus();
    await press("Space");
    await desk.says("import-said", "将新建 2 件");
    await desk.look("import");
    await press("Escape");
    await desk.says(desk.dialog, "还有没存的内容");
    await press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("comes in with one key, leads to its cases, and is read the same the next time", async () => {
    await press("Control+Enter");
    await desk.says("import-said", "已导入：新建 2 件");
    expect(await command(data, ["list", "cases"], now)).toContain("BA2026-0002");
    await press("j", "Enter");
    await desk.says("case-client", "宁波松涧家居有限公司");
    await press("Escape");
    await desk.at("import-pick").waitFor();
    await desk.page.getByLabel("选文件").setInputFiles(book);
    await desk.page.getByRole("tablist", { name: "工作表" }).getByText("台账").click();
    await desk.says("import-columns", "认出 10 列");
    await desk.says("import-said", "没有新的案件");
  });
});

describe("a spreadsheet by the mouse", () => {
  let desk: Desk;

  beforeAll(async () => {
    const data = await demoFolder(0, now);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.at("import-empty").click();
    await desk.at("import-pick").waitFor();
    await desk.look("import-empty");
  });
  const sums = (words: string) => desk.at("import-sums").getByText(words);
  const rows = () => desk.at("row").count();

  it("is dropped, shows what is wrong at its column, and stores nothing of it", async () => {
    const wrong = ["1", ...qinghe.with(3, "330106198205290003"), "no domain", "青禾", "浙江"];
    await desk.letGo("import-pick", csv([head, wrong, ["2", "宁波松涧家居有限公司", "", "", "", "", "songjian.cn", "松涧", "浙江"]]));
    await desk.at("import-icp").click();
    await desk.says("import-said", "要改 1 件");
    await sums("要改").click();
    await expect.poll(rows).toBe(1);
    await desk.at("row").click();
    await desk.says("import-row", "身份证号");
    await desk.says("import-row", "域名");
    await desk.look("import-wrong");
    expect(await desk.at("import-go").isDisabled()).toBe(true);
  });

  it("is dropped anew without the fault and comes in, but for a name that is there already", async () => {
    const person = (domain: string) =>
      csv([
        ["客户", "性质", "域名", "省份", "办理阶段"],
        ["沈一鸣", "个人", domain, "浙江", "ICP"],
      ]);
    await desk.letGo("import-columns", person("one.cn"));
    await desk.says("import-said", "将新建 1 件");
    await desk.at("import-go").click();
    await desk.says("import-said", "已导入：新建 1 件");
    await desk.look("import-done");
    await desk.letGo("import-said", person("two.cn"));
    await desk.says("import-said", "要改 1 件");
    await desk.at("import-new-clients").click();
    await desk.says("import-said", "将新建 1 件");
    await desk.at("import-go").click();
    await desk.says("import-said", "已导入：新建 1 件");
    await desk.at("import-cases").click();
    await expect.poll(rows).toBe(2);
  });

  it("is taken back whole, at once or from the list of imports", async () => {
    await desk.at("import").click();
    await desk.says("import-batch", "跟进表.csv");
    await desk.look("import-batches");
    await desk.at("import-undo").first().click();
    await desk.says(desk.dialog, "建的 1 件案件（BA2026-0002）");
    await desk.at("dialog-ok").click();
    await desk.says("import-batch", "已撤销");
    await expect.poll(() => desk.at("import-undo").count()).toBe(1);
  });
});

describe("a case that comes in at its stage", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(0, now), { passphrase: demoPassphrase, now });
    await desk.at("import-empty").click();
    await desk.at("import-pick").waitFor();
  });

  it("stands where the sheet says, and Today asks for the day that it lacks", async () => {
    await desk.letGo(
      "import-pick",
      csv([
        ["客户", "性质", "域名", "省份", "办理阶段", "签约日期", "进度"],
        ["宁波松涧家居有限公司", "企业", "songjian.cn", "浙江", "ICP", "2026-08-03", "管局审核中"],
      ]),
    );
    await desk.says("import-said", "将新建 1 件");
    await desk.at("import-go").click();
    await desk.says("import-said", "已导入：新建 1 件");
    await desk.at("rail-today").click();
    await desk.says("task", "补日期");
    await desk.look("undated-today");
    await desk.at("task").first().click();
    await desk.page.keyboard.press("o");
    await desk.says("case-client", "宁波松涧家居有限公司");
    await desk.look("undated-case");
  });

  it("asks for it by a button on the case, and on Today by the key of the row", async () => {
    // Several of its steps lack a day: which one is dated is chosen, and none is taken unasked.
    const choose = async () => {
      await desk.at("value-seq").click();
      await desk.page.locator(".n-base-select-option:visible", { hasText: "已核验 日期不详" }).first().click();
      await desk.says(desk.dialog, "已核验 日期不详");
    };
    await desk.at("act-date").click();
    await desk.says(desk.dialog, "补日期");
    await choose();
    await desk.look("undated-asked");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.page.keyboard.press("d");
    await desk.says(desk.dialog, "补日期");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("rail-today").click();
    await desk.at("task").first().click();
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.dialog, "补日期");
    await choose();
    await desk.fill({ to: "2026-09-07" });
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("task").waitFor({ state: "detached" }); // it is due in October
  });
});

describe("a sheet without a header", () => {
  let desk: Desk;
  const bare = [
    ["杭州青禾软件有限公司", "330106198205290002", "沈一鸣", "13800571001", "qinghe.cn", "浙江", "ICP备案", "2026-08-03", "加急"],
    ["宁波松涧家居有限公司", "", "顾敏", "13957403302", "songjian.cn", "浙江", "ICP备案", "2026-08-04", ""],
  ];
  const focused = () => desk.page.evaluate(() => document.activeElement?.closest("[data-test]")?.getAttribute("data-test"));

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(0, now), { passphrase: demoPassphrase, now });
    await desk.at("import-empty").click();
    await desk.at("import-pick").waitFor();
  });

  it("is known by what it holds, shows that covered, and is told by keys what the rest is", async () => {
    await desk.letGo("import-pick", csv(bare));
    await desk.says("import-columns", "没有表头，第一行就是数据，按内容认作 7 列，请核对");
    await desk.says("import-said", "将新建 2 件");
    const columns = desk.page.getByRole("region", { name: "列的对应" });
    await desk.says(columns, "像日期");
    await desk.says(columns, "138****1001");
    expect(await columns.textContent()).not.toContain("13800571001");
    await desk.look("import-bare");
    await desk.page.keyboard.press("h");
    await expect.poll(focused).toBe("import-header");
    for (let i = 0; i < 8; i++) await desk.page.keyboard.press("Tab");
    await expect.poll(focused).toBe("column-7");
    await desk.page.keyboard.press("Enter");
    await desk.page.keyboard.type("签约时间");
    await desk.page.keyboard.press("Enter");
    await desk.says("import-columns", "按内容认作 8 列");
  });

  it("has no row of data for a header, and comes in by the mouse", async () => {
    await desk.at("import-header").click();
    await desk.at("header-1").click();
    await desk.says(desk.page.getByRole("alert"), "是数据，不能当表头");
    await desk.says("import-columns", "按内容认作 8 列");
    await desk.look("import-bare-header");
    await desk.at("column-8").click();
    await desk.page.keyboard.type("客户备注");
    await desk.page.keyboard.press("Enter");
    await desk.says("import-columns", "按内容认作 9 列");
    await desk.at("import-go").click();
    await desk.says("import-said", "已导入：新建 2 件");
  });

  it("is read the same the next time", async () => {
    await desk.letGo("import-said", csv(bare));
    await desk.says("import-columns", "按内容认作 9 列");
    await desk.says("import-said", "没有新的案件");
  });
});
