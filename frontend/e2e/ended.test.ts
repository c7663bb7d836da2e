import { beforeAll, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

let desk: Desk;
let ended: { number: string; ended: string }[];
beforeAll(async () => {
  const data = await demoFolder(120, now);
  const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as typeof ended;
  ended = all.filter((one) => one.ended).sort((a, b) => b.ended.localeCompare(a.ended));
  desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  await desk.at("task").first().waitFor(); // a key that is pressed before the page stands is nobody's
});

it("closed cases show when they ended where others are due, the latest first", async () => {
  await desk.page.keyboard.press("Control+2");
  await desk.page.getByRole("tab", { name: "已结" }).click();
  const rows = desk.page.locator('[data-test="row"]');
  await desk.says(desk.page.locator("main"), "结束日");
  const day = (text: string) => `${Number(text.slice(5, 7))}月${Number(text.slice(8))}日`;
  for (const i of [0, 1, 2]) await desk.says(rows.nth(i), day(ended[i]!.ended));
  await desk.page.getByText("结束日", { exact: true }).click();
  for (const i of [1, 2]) await desk.says(rows.nth(i - 1), day(ended.at(-i)!.ended));
  await desk.page.getByRole("tab", { name: "全部" }).click();
  await desk.says(desk.page.locator("footer"), "共 120 件");
  await desk.page.keyboard.press("End");
  await desk.says(rows.last(), "已结束");
});
