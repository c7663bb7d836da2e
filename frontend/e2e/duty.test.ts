import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk, folder } from "./desk";
import { scan } from "./files";

const now = "2026-11-26 10:00";
const client = "杭州青禾软件有限公司";

/** A client who has ordered the ICP phase alone has the police filing before him once he is live, after our work is over, too. */
describe("the client's own police filing", () => {
  let desk: Desk;

  beforeAll(async () => {
    const data = await demoFolder();
    await liveWithoutPolice(data);
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.at("task").first().waitFor();
  });

  it("warns whoever takes it on late of what is left and of what follows", async () => {
    await desk.openCase(client);
    await desk.says("duties", "11月4日 周三 上线挂号");
    await desk.at("duty-police.add").click();
    await desk.says("ask-warn", "只剩 8 天");
    await desk.says("ask-warn", "12月4日 周五");
    await desk.says("ask-warn", "停机整顿");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.at("duties").waitFor();
  });

  it("is ours once it is taken on, with the same last day and a fee, and his again when that is undone", async () => {
    const fees = desk.page.getByRole("region", { name: "费用" });
    await desk.at("duty-police.add").click();
    await desk.confirm();
    await desk.at("duties").waitFor({ state: "detached" });
    await desk.at("stage-police-account").waitFor();
    await desk.says(desk.page.getByRole("region", { name: "期限" }), "12月4日");
    await desk.says(fees, "公安备案服务 未开单");
    await desk.page.keyboard.press("z");
    await desk.at("duties").waitFor();
    await desk.at("stage-police-account").waitFor({ state: "detached" });
    await desk.says(fees, "公安备案服务 作废");
  });

  it("stands on 今日 beside what runs out, and leads to the case that has ended", async () => {
    await desk.act("handover.done", { scans: "purge" });
    await desk.at("rail-today").click();
    await desk.at("expiry-all").click();
    await desk.dialog.getByText("客户自办公安备案").first().click();
    await desk.says("ended", "已交付");
    await desk.says("ended", "客户自己还有一件");
    await desk.says("duties", "还没登记告知客户");
    expect(await desk.page.locator('[data-test^="clock-"]').innerText()).toContain("客户自办公安备案");
  });

  it("has a statement to sign", async () => {
    await desk.paper(() => desk.at("duty-paper").click());
    await desk.says(desk.dialog, "公安备案告知书");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });

  it("keeps that the client was told, and ends once he has done it", async () => {
    await desk.at("duty-police.told").click();
    await desk.fill({ how: "sign" });
    await desk.confirm();
    await desk.says("duties", "已告知：签收告知书");
    await desk.at("duty-police.own").click();
    await desk.confirm();
    await desk.at("duties").waitFor({ state: "detached" });
    await desk.says("ended", "也没有期限");
  });
});

/** Opens the worked example with the ICP phase alone and brings it live, with the hand-over alone left. */
async function liveWithoutPolice(data: string): Promise<void> {
  const made = folder();
  const example = JSON.parse(await command(data, ["case", "new", "--example"])) as { case: object; sites: object[] };
  Object.assign(example.case, { phases: ["icp"], lookup_day: "2026-10-12", signed_at: "2026-10-12 10:00", values: { new_domain: "no" } });
  Object.assign(example.sites[0]!, { bought_on: "2026-09-08", verified_on: "2026-09-09" });
  const file = join(made, "case.json");
  writeFileSync(file, JSON.stringify(example));
  const number = (await command(data, ["case", "new", "--file", file], now)).trim();
  for (const [seed, material] of ["licence", "id-front", "id-back", "handheld"].entries()) {
    const picture = join(made, `${material}.png`);
    writeFileSync(picture, scan(material, 500, 500, seed + 2).buffer);
    await command(data, ["attach", "--case", number, "--material", material, picture], now);
  }
  for (const [action, at, ...set] of [
    ["account.done", "2026-10-13 10:00"],
    ["materials.done", "2026-10-13 11:00"],
    ["forms.filled", "2026-10-19 11:00"],
    ["forms.face", "2026-10-19 12:00"],
    ["prereview.submit", "2026-10-19 13:00"],
    ["prereview.pass", "2026-10-20 10:00"],
    ["bureau-submit.sms", "2026-10-21 10:00"],
    ["sms.verified", "2026-10-21 11:00"],
    ["bureau-review.approve", "2026-10-30 10:00"],
    ["number.record", "2026-10-30 11:00", "subject_number=浙ICP备2026051234号", "site_number=浙ICP备2026051234号-1"],
    ["revoke.ask", "2026-11-02 10:00"],
    ["revoke.confirm", "2026-11-03 10:00"],
    ["online.live", "2026-11-04 10:00"],
  ] as const) {
    const values = set.flatMap((value) => ["--set", value]);
    await command(data, ["case", "do", "--case", number, "--action", action, "--at", at, ...values], now);
  }
}
