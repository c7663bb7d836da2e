import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";

const now = "2026-11-23 10:00";
const patience = { timeout: 10_000 };

interface Listed {
  number: string;
  type: string;
  province: string;
  client: string;
  status: string;
  stage: string;
}
interface Tried {
  rows: { number: string; problem: string }[];
}

const letters: Record<string, string> = { app: "A", mini: "X" };
const provinces =
  "北京京 天津津 河北冀 山西晋 内蒙古蒙 辽宁辽 吉林吉 黑龙江黑 上海沪 江苏苏 浙江浙 安徽皖 福建闽 江西赣 山东鲁 河南豫 湖北鄂 湖南湘 广东粤 广西桂 海南琼 重庆渝 四川蜀 贵州黔 云南滇 西藏藏 陕西陕 甘肃陇 青海青 宁夏宁 新疆新";

/** Brings every case that can take it one step on, by the command that records one result in many. */
async function push(data: string, numbers: string[], action: string): Promise<void> {
  const table = join(folder(), "cases.csv");
  let left = numbers;
  for (;;) {
    writeFileSync(table, ["案件编号", ...left].join("\n"));
    const words = ["case", "do", "--many", table, "--action", action, "--agree"];
    // What can't be recorded ends the command with 1, and says so all the same.
    const told = await command(data, [...words, "--dry-run", "--json"], now).catch((failed: { stdout: string }) => failed.stdout);
    const wrong = new Set((JSON.parse(told) as Tried).rows.filter((row) => row.problem).map((row) => row.number));
    if (wrong.size === 0) return void (await command(data, words, now));
    left = left.filter((number) => !wrong.has(number));
  }
}

describe("one result for many cases", () => {
  let desk: Desk;
  let all: Listed[];
  const list = async () => JSON.parse(await command(desk.data, ["list", "cases", "--json"], now)) as Listed[];
  const waiting = async () => (await list()).filter((one) => one.stage === "number").length;
  const rows = () => desk.page.locator('[data-test="row"]');
  const previewed = () => desk.at("result-row");
  let keys = 0;
  const press = async (...each: string[]) => {
    for (const key of each) {
      keys++;
      await desk.page.keyboard.press(key);
    }
  };

  beforeAll(async () => {
    const data = await demoFolder(180, now);
    const cases = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as Listed[];
    const open = cases.filter((one) => one.status === "open").map((one) => one.number);
    for (const action of ["prereview.pass", "bureau-submit.sms", "sms.verified", "bureau-review.approve"]) await push(data, open, action);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    all = await list();
  });

  it("gives thirty cases their numbers, pasted as a column, by at most forty keys", async () => {
    await desk.at("rail-cases").click();
    await rows().first().waitFor();
    await desk.page.getByRole("button", { name: "环节" }).click();
    await desk.page.getByText("备案号下发", { exact: true }).last().click();
    await desk.page.keyboard.press("Escape");
    const before = await waiting();
    expect(before).toBeGreaterThanOrEqual(30);
    await expect.poll(async () => Number(await desk.page.locator("main [role=grid]").getAttribute("aria-rowcount")), patience).toBe(before + 1);

    await press("x", ...Array<string>(29).fill("Shift+ArrowDown"));
    await press("r");
    await desk.says(desk.dialog, "选中 30 件");
    await desk.at("outcome-number.record").waitFor();
    await press((await desk.at("outcome-number.record").locator("kbd").innerText()).trim());
    await expect.poll(() => previewed().count(), patience).toBe(30);
    await desk.says(desk.at("result-problem").first(), "还没有");

    // The column comes from elsewhere: from the bureau's notices, in an order of its own.
    const lines = (await previewed().allInnerTexts()).flatMap((text, i) => {
      const [number, , site] = text.split("\t");
      const of = all.find((one) => one.number === number!.trim())!;
      const letter = new RegExp(`${of.province}(.)`).exec(provinces)![1];
      return site!
        .trim()
        .split("、")
        .map((name, n) => `${name}\t${letter}ICP备${2026050000 + i}号-${n + 1}${letters[of.type] ?? ""}`);
    });
    await desk.page.evaluate((text) => navigator.clipboard.writeText(text), lines.reverse().join("\n"));
    await press("Control+v");
    await expect.poll(() => desk.at("result-problem").count(), patience).toBe(0);
    await desk.says("result-sum", "登记备案号，30 件");
    await desk.look("results-preview");
    expect(await waiting()).toBe(before);
    await press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    expect(keys).toBeLessThanOrEqual(40);
    await desk.says("done", "已记下“登记备案号，30 件”");
    expect(await waiting()).toBe(before - 30);
    await desk.look("results-done");

    await desk.page.keyboard.press("z");
    await desk.says("done", "已撤销“登记备案号，30 件”");
    expect(await waiting()).toBe(before);
  });

  it("records nothing while a row is wrong, and leaves such rows out when asked", async () => {
    await rows().first().waitFor();
    await desk.page.keyboard.press("Control+a");
    await desk.page.keyboard.press("r");
    await desk.at("outcome-number.record").click();
    const count = await waiting();
    await expect.poll(() => previewed().count(), patience).toBe(count);
    await desk.at("value-column").fill("nowhere.example 浙ICP备2026059999号-1");
    await desk.says("result-lines", "“nowhere.example”不在选中的案件里");
    await desk.page.keyboard.press("Control+Enter");
    await desk.look("results-wrong");
    expect(await waiting()).toBe(count);
    await desk.at("value-column").fill("");
    await desk.page.keyboard.press("Escape");
    await desk.at("outcome-pending").click();
    await desk.says("result-sum", `查过，还没有结果，${count} 件`);
    await desk.page.keyboard.press("Control+Enter");
    await desk.says("done", `已记下“查过，还没有结果，${count} 件”`);
  });
});
