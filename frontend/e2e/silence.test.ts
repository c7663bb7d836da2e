import { beforeAll, describe, expect, it } from "vitest";
import { demoFolder, demoPassphrase, Desk } from "./desk";

describe("a client who does not answer", () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(await demoFolder(40, "2026-11-23 10:00"), { passphrase: demoPassphrase, now: "2026-12-31 10:00" });
    await desk.at("task").first().waitFor();
  });

  it("is not the only one: where nothing happens at all, Today says since when, and opens the case", async () => {
    await desk.page.locator('[data-test="task"]', { hasText: "没有动静" }).first().waitFor();
    await desk.page.getByRole("radio", { name: "全部" }).first().click();
    await desk.says("quiet", "没有动静");
    await desk.at("quiet").scrollIntoViewIfNeeded();
    await desk.look("quiet-today");
    const first = desk.at("quiet").getByRole("button").first();
    const client = await first.innerText();
    await first.click();
    await desk.says("case-client", client);
    await desk.at("rail-today").click();
  });

  it("stands on Today with the step of the ladder, and the letter opens from the chase", async () => {
    const row = desk.page.locator('[data-test="task"]', { hasText: "该发中止函" }).first();
    await row.waitFor();
    await desk.look("silent-today");
    await row.locator('[data-test="task-act"]').click();
    await expect.poll(() => desk.at("chase-text").inputValue()).toContain("中止函随后发给您");
    await desk.look("silent-chase");
    await desk.paper(() => desk.at("chase-letter").click());
    await desk.look("silent-letter");
    await desk.says(desk.dialog.last(), "备案中止函");
  });
});
