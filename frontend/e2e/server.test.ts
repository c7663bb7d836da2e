import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

describe("a site's server", () => {
  let desk: Desk;
  let data: string;
  let one: { number: string; client: string };

  beforeAll(async () => {
    data = await demoFolder(12, now);
    const all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as { number: string; client: string; stage: string; status: string }[];
    const alone = (c: { client: string }) => all.filter((other) => other.client === c.client).length === 1;
    one = all.find((c) => c.status === "open" && alone(c) && ["template", "domain", "reporting", "forms", "prereview"].includes(c.stage))!;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now, width: 1440 });
  });

  it("is asked of in the dialog of the site, and judged by who bought it and for how long", async () => {
    await desk.openCase(one.client);
    await desk.at("tab-preflight").click();
    await desk.at("site-edit").first().click();
    await desk.fill({ serverKind: "cvm", serverOwner: "other", serverMonths: "2", serverInstance: "ins-1a2b" });
    await desk.confirm();
    await desk.says("site-server", "云服务器，别的账号，累计 2 个月，ins-1a2b");
    const site = JSON.parse(await command(data, ["case", "show", "--case", one.number, "--json"], now)) as { sites: Record<string, unknown>[] };
    expect(site.sites[0]).toMatchObject({ server_kind: "cvm", server_owner: "other", server_months: 2, server_instance: "ins-1a2b" });
    for (const words of ["备案云服务和服务器所在的账号对不上", "云服务器累计购买不满 3 个月"]) await desk.page.getByText(words).first().waitFor();
  });

  it("is refused a term that is no number of months, at its field", async () => {
    await desk.at("site-edit").first().click();
    await desk.fill({ serverMonths: "一年" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.page.locator('[data-key="serverMonths"] [role="alert"]'), "写月数");
    await desk.fill({ serverMonths: "6", serverOwner: "client" });
    await desk.confirm();
    await desk.says("site-server", "云服务器，客户自己的账号，累计 6 个月，ins-1a2b");
    await desk.page.getByText("备案云服务和服务器所在的账号对不上").waitFor({ state: "detached" });
  });
});
