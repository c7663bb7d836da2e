import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
const patience = { timeout: 10_000 };

interface Listed {
  number: string;
  client: string;
  lead: string;
  domain: string;
  status: string;
}

describe("lists of a desk with 120 cases", () => {
  let desk: Desk;
  let all: Listed[];
  beforeAll(async () => {
    const data = await demoFolder(120, now);
    all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as Listed[];
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.at("arrears").first().waitFor();
  });
  const rows = () => desk.page.locator('[data-test="row"]');

  it("a full day folds what is ahead, and Enter opens a line and closes it", async () => {
    await desk.page.getByText("全部", { exact: true }).first().click();
    const everybody = async () => Number(/全部 ?(\d+)/.exec(await desk.page.locator("main").innerText())?.[1]);
    await expect.poll(everybody, patience).toBeGreaterThan(40);
    const fold = desk.at("fold").first();
    const count = Number(/(\d+) 件/.exec(await fold.innerText())![1]);
    const before = await desk.at("task").count();
    await fold.click();
    await expect.poll(() => desk.at("task").count(), patience).toBe(before + count);
    await desk.page.keyboard.press("Enter");
    await expect.poll(() => desk.at("task").count(), patience).toBe(before);
    await desk.page.keyboard.press("Enter");
    await expect.poll(() => desk.at("task").count(), patience).toBe(before + count);
    await desk.page.keyboard.press("j");
    expect(await desk.page.locator('[data-test="task"][aria-selected="true"]').count()).toBe(1);
  });

  it("arrears lead to their bill and to all of them, expiries to their list and case", async () => {
    const first = desk.at("arrears").first();
    const bill = /ZD\d+-\d+/.exec(await first.innerText())![0];
    const total = Number(/全部 (\d+) 张/.exec(await desk.at("arrears-all").innerText())![1]);
    await first.click();
    await expect.poll(() => rows().count(), patience).toBe(1);
    await desk.says(rows().first(), bill);
    await desk.at("rail-today").click();
    await desk.at("arrears-all").click();
    await expect.poll(() => desk.page.locator('[data-test^="age-"][aria-selected="true"]').count(), patience).toBe(3);
    await desk.says(desk.page.locator("main"), "逾期");
    expect(total).toBeGreaterThan(8);
    await desk.at("rail-today").click();
    await desk.at("expiry-all").click();
    await desk.says(desk.dialog, "即将到期");
    await desk.dialog.locator('[data-test="expiry"]').first().click();
    await desk.at("case-client").waitFor();
  });

  it("a word finds lead, domain and client together, and tells in which view it is", async () => {
    const open = all.find((one) => one.status === "open" && one.lead !== one.client)!;
    await desk.at("rail-cases").click();
    await rows().first().waitFor();
    await desk.page.keyboard.press("f");
    await desk.page.keyboard.type(`${open.lead} ${open.domain.slice(0, 6)}`);
    await expect.poll(() => rows().count(), patience).toBe(1);
    await desk.says(rows().first(), open.client);
    const ended = all.find((one) => one.status === "delivered" && !all.some((other) => other.status === "open" && other.client === one.client))!;
    await desk.page.locator("main input").first().fill(ended.client);
    await desk.at("elsewhere-closed").click();
    await desk.says(rows().first(), ended.client);
  });

  it("any case is open by six keys beside its words, wherever one is", async () => {
    const open = all.find((one) => one.status === "open" && one.lead !== one.client)!;
    await desk.page.locator("main").getByText("全部").first().click(); // the view that holds every case
    let tail = "";
    for (const word of [() => open.client, () => open.lead, () => open.domain, () => open.number, () => tail]) {
      const words = word();
      await desk.page.keyboard.press("Control+1");
      await desk.at("task").first().waitFor();
      let keys = 0;
      const press = async (...all: string[]) => {
        for (const key of all) {
          keys++;
          await desk.page.keyboard.press(key);
        }
      };
      await press("Control+2");
      await rows().first().waitFor();
      await press("f", "Control+a");
      await desk.page.keyboard.type(words);
      const mine = rows().filter({ hasText: open.number });
      await expect.poll(() => rows().count(), patience).toBeLessThan(6);
      await mine.waitFor();
      await press("Escape");
      while ((await mine.getAttribute("aria-selected")) !== "true") await press("j");
      await press("Enter");
      await desk.says("case-client", open.client);
      expect(keys, words).toBeLessThanOrEqual(6);
      // The last four digits are all that a case tells of its lead's covered number.
      const covered = async () => /1\d{2}\*{4}(\d{4})/.exec(await desk.page.locator("aside").innerText())?.[1] ?? "";
      await expect.poll(covered, patience).not.toBe("");
      tail = await covered();
      await desk.page.keyboard.press("Control+2");
      await rows().first().waitFor();
      await desk.page.keyboard.press("f");
      await desk.page.keyboard.press("Control+a");
      await desk.page.keyboard.press("Delete");
      await desk.page.keyboard.press("Escape");
    }
  });
});
