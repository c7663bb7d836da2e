import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";
import { scan } from "./files";

const now = "2026-11-23 10:00";

/** What people are owed about their own data, on the page of a client. */
describe("the rights of a person", () => {
  let desk: Desk;
  let data: string;
  let all: { number: string; client: string; status: string; stage_label: string }[];
  const consents = () => desk.at("consents").first();

  beforeAll(async () => {
    data = await demoFolder(24, now);
    all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as typeof all;
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
  });

  /** Has a file saved somewhere without the system's dialog, and tells what was asked for. */
  async function answered(method: "Copy" | "Breach" | "SaveEvidence", path: string): Promise<() => Promise<unknown>> {
    await desk.page.evaluate(
      ([name, to]) => {
        const page = window as unknown as { asked: unknown; go: { app: { RightsService: Record<string, (input: unknown) => Promise<unknown>> } } };
        page.go.app.RightsService[name!] = (input) => ((page.asked = input), Promise.resolve({ path: to }));
      },
      [method, path],
    );
    return () => desk.page.evaluate("window.asked");
  }

  /** Goes to the client of a case whose people have signed nothing yet: from the materials, where that is warned of. */
  async function unsigned(): Promise<void> {
    for (const one of all.filter((each) => each.status === "open")) {
      await desk.openCase(one.client);
      await desk.at("tab-materials").click();
      await desk.at("materials-none").or(desk.page.locator('[role="option"][aria-selected="true"]').first()).first().waitFor();
      if (await desk.at("unagreed").count()) return;
    }
    throw new Error("everybody has signed");
  }

  it("warns of a consent that is missing where scans come in, and registers it by keys", async () => {
    await desk.at("task").first().waitFor();
    await unsigned();
    await desk.says("unagreed", "没有登记单独同意：处理敏感个人信息（第二十九条）");
    await desk.look("unagreed");
    await desk.at("unagreed").getByRole("button").focus();
    await desk.page.keyboard.press("Enter");
    await desk.says(consents(), "还没有登记");
    await desk.at("consent-add").first().focus();
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.dialog, "各自单独同意");
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "填写同意事项");
    await desk.fill({ matters: "sensitive" });
    await desk.page.keyboard.press("Escape");
    await desk.fill({ way: "paper", on: "2026-11-20", evidence: "同意书第 2 版，合同夹" });
    await desk.look("consent-dialog");
    await desk.confirm();
    await desk.says(consents(), "处理敏感个人信息");
    await desk.says(consents(), "2026-11-20 签署书面同意书");
    await desk.says(consents(), "凭据：同意书第 2 版");
  });

  it("seals the file that proves a consent by keys, shows it covered and whole, and replaces it by the mouse", async () => {
    await desk.at("evidence-attach").first().focus();
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.dialog, "放凭据文件");
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "请选一个文件");
    const chooser = desk.page.waitForEvent("filechooser");
    await desk.at("evidence-choose").focus();
    await desk.page.keyboard.press("Enter");
    await (await chooser).setFiles(scan("同意书.png", 300, 300, 31));
    await desk.says("evidence-name", "同意书.png");
    expect(await desk.dialog.innerText()).not.toContain("请选一个文件");
    await desk.look("evidence-attach");
    await desk.page.keyboard.press("Control+Enter");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says(consents(), "PNG");
    await desk.look("evidence-mark");

    await desk.at("evidence-look").first().focus();
    await desk.page.keyboard.press("Enter");
    await desk.at("preview").waitFor();
    await desk.says("evidence", "同意书.png");
    await desk.look("evidence");
    await desk.page.keyboard.down("Space");
    await desk.at("original").waitFor();
    await desk.page.keyboard.up("Space");
    await desk.at("preview").waitFor();
    const asked = await answered("SaveEvidence", "/tmp/同意书.png");
    await desk.at("evidence-save").click();
    await desk.says("evidence-saved", "已存到 /tmp/同意书.png");
    expect(await asked()).toMatchObject({ id: expect.stringMatching(/./) as string });
    await desk.at("evidence-replace").click();
    await desk.says(desk.dialog, "原来的文件从资料夹里删去");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });

    // By the mouse: dropped onto the consent.
    await desk.letGo("consent", scan("重签.png", 300, 320, 32));
    await desk.says("evidence-name", "重签.png");
    await desk.confirm();
    await desk.at("evidence-look").first().click();
    await desk.says("evidence", "重签.png");
    await desk.at("evidence-close").click();
    await desk.dialog.waitFor({ state: "detached" });
    const looks = await command(data, ["audit", "--kind", "reveal", "--json"], now);
    expect(looks).toContain("查看同意的凭据原件：处理敏感个人信息");
  });

  it("registers a consent with its file at once, by the mouse", async () => {
    await desk.at("consent-add").first().click();
    await desk.fill({ matters: "keep" });
    await desk.page.keyboard.press("Escape");
    await desk.fill({ way: "message", evidence: "微信回复“同意”" });
    await desk.letGo("evidence-field", scan("微信截图.png", 280, 300, 33));
    await desk.says("evidence-name", "微信截图.png");
    await desk.look("consent-with-file");
    await desk.confirm();
    await desk.says(consents(), "微信回复“同意”");
    expect(await desk.at("evidence-look").count()).toBe(2);
    await desk.look("consents-with-files");
  });

  it("keeps a consent that is withdrawn, struck out, and warns again", async () => {
    await consents().getByRole("button", { name: "的同意：处理敏感个人信息" }).click();
    await desk.says(desk.dialog, "第十五条");
    await desk.fill({ follows: "停办，删除扫描件" });
    await desk.confirm();
    await desk.says(consents(), "2026-11-23 撤回：停办");
    await desk.look("consents");
    expect(
      await consents()
        .getByText("处理敏感个人信息")
        .evaluate((el) => getComputedStyle(el).textDecorationLine),
    ).toBe("line-through");
    await desk.page.goBack();
    await desk.at("tab-materials").click();
    await desk.says("unagreed", "撤回了对“处理敏感个人信息");
  });

  it("saves a copy for the person, and the letters of a breach", async () => {
    await desk.at("unagreed").getByRole("button").click();
    const asked = await answered("Copy", "/tmp/copy.json");
    await desk.page.getByRole("button", { name: "给本人的副本" }).first().click();
    await desk.says(desk.dialog, "第四十五条");
    await desk.fill({ whole: true });
    await desk.look("copy");
    await desk.confirm();
    await desk.says("rights-saved", "已存到 /tmp/copy.json");
    expect(await asked()).toMatchObject({ whole: true });
    const told = await answered("Breach", "/tmp/breach.txt");
    await desk.page.getByRole("button", { name: "写个人信息安全事件通知" }).click();
    await desk.fill({ on: "2026-11-22", what: "存备份的移动硬盘遗失", done: "已更换口令" });
    await desk.look("breach");
    await desk.confirm();
    await desk.says("rights-saved", "已存到 /tmp/breach.txt");
    expect(await told()).toMatchObject({ on: "2026-11-22", what: "存备份的移动硬盘遗失", harm: "", cases: [expect.stringMatching(/^BA2026-/)] });
  });

  it("erases a person by the mouse once his cases are over, and says what stays and why", async () => {
    await desk.page.getByRole("button", { name: "删除个人信息：" }).first().click();
    await desk.says(desk.dialog, "还在在办的案件里");
    await desk.says("erasure", "会留下");
    await desk.fill({ reason: "本人要求" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "先办结、撤回");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    const ended = all.find((one) => one.status === "delivered")!;
    await desk.at("rail-clients").click();
    await desk.page.getByLabel("查找客户").fill(ended.client);
    await desk.page.locator('[data-test="row"]').filter({ hasText: ended.client }).first().click();
    await desk.page.keyboard.press("Enter");
    await desk.says(desk.page.locator("main h1"), ended.client);
    const erase = desk.page.getByRole("button", { name: "删除个人信息：" });
    const before = await erase.count();
    await erase.first().click();
    await desk.says("erasure", "姓名、证件号码");
    await desk.fill({ reason: "本人要求" });
    await desk.look("erasure");
    await desk.confirm();
    await expect.poll(() => erase.count()).toBe(before - 1);
    await desk.says(desk.page.locator("aside.side"), "已删除的个人");
    await desk.look("erased");
  });

  it("prints the letter with which a case has ended", async () => {
    await desk.at("client-case").first().click();
    await desk.at("ended").waitFor();
    await desk.look("ended");
    await desk.paper(() => desk.at("closing-paper").click());
    await desk.says(desk.dialog, "办结告知书");
    await desk.look("closing");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
  });
});
