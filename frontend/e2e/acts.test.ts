import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";
/** What a review that is late says on Today and on its case. */
const late = "致电广东省通信管理局问进度";

interface Listed {
  number: string;
  client: string;
  todo: string;
}

/** Each step is done as the morning does it: what is pressed is counted. */
describe("the acts of a morning", () => {
  let data: string;
  let desk: Desk;
  let all: Listed[];
  const clientOf = (todo: string) => all.find((one) => one.todo.startsWith(todo))!.client;
  const row = (client: string) => desk.at("task").filter({ hasText: client });
  let pressed = 0;
  const press = async (key: string) => {
    pressed++;
    await desk.page.keyboard.press(key);
  };
  /** Waits until a field, or what is told of it, has the focus: the next key is meant for it. */
  const focused = (handle: string) =>
    expect
      .poll(() =>
        desk
          .at(handle)
          .first()
          .evaluate((el) => el.contains(document.activeElement)),
      )
      .toBe(true);
  const counted = async (most: number, act: () => Promise<void>) => {
    pressed = 0;
    await act();
    expect(pressed).toBeLessThanOrEqual(most);
  };
  const moves = async (client: string) => {
    const { number } = all.find((one) => one.client === client)!;
    const shown = JSON.parse(await command(data, ["case", "show", "--case", number, "--json"], now)) as { timeline: unknown[] };
    return shown.timeline.length;
  };
  const closed = () => desk.dialog.waitFor({ state: "detached" });

  beforeAll(async () => {
    // Up to forty rows of Today tell when the client was last reached.
    data = await demoFolder(37, now);
    all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as Listed[];
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.page.getByRole("radio", { name: "全部" }).first().click();
    await row(clientOf(late)).waitFor();
  });

  it("two Enters on a call to the bureau record nothing, and the number keys stay with the question", async () => {
    const client = clientOf(late);
    const before = await moves(client);
    await row(client).click();
    await desk.says(row(client), "记录通话");
    await press("Enter");
    await desk.at("outcome-pending").waitFor();
    await press("Enter");
    await desk.says(desk.dialog, late);
    expect(await desk.dialog.getByRole("button").allInnerTexts()).toEqual([
      expect.stringMatching(/^1\s+管局已通过/),
      expect.stringMatching(/^2\s+管局已驳回/),
      expect.stringMatching(/^3\s+还在审/),
      "打开案件",
      "取消",
    ]);
    await press("Escape");
    await closed();
    expect(await moves(client)).toBe(before);
    await desk.says(row(client), late);
  });

  it("记录通过 from Today takes three keys, and one takes it back", async () => {
    const client = clientOf(late);
    await counted(3, async () => {
      await press("Enter");
      await press("1");
      await focused("value-at");
      await press("Enter");
    });
    await desk.says("done", "已记下“管局已通过（");
    await desk.says("done", client);
    await expect.poll(() => row(client).first().innerText()).not.toContain(late);
    await counted(1, () => press("z"));
    await desk.says("done", "已撤销“管局已通过（");
    await desk.says(row(client), late);
  });

  it("还在审 leaves a note of the call and the row as it stands", async () => {
    const client = clientOf(late);
    await row(client).click();
    await counted(3, async () => {
      await press("Enter");
      await press("3");
      await focused("value-text");
      await press("Control+Enter");
    });
    await desk.says("done", "已记一笔：还在审");
    await desk.says(row(client), "11月23日 电话");
    await desk.says(row(client), late);
  });

  it("驳回 with its reason and yesterday's time takes three keys beside them; Ctrl Z takes it back", async () => {
    const client = clientOf(late);
    await row(client).click();
    await counted(3, async () => {
      await press("Enter");
      await press("2");
      await desk.says(desk.dialog, "管局已驳回：原因");
      // The reason, picked by its number, and the time: neither is counted.
      await desk.page.keyboard.press("1");
      await focused("value-at");
      await desk.page.keyboard.type("昨天 15:20");
      await press("Enter");
    });
    await desk.says("done", "已记下“管局已驳回（11月22日 15:20）”");
    await counted(1, () => press("Control+z"));
    await desk.says("done", "已撤销“管局已驳回（11月22日 15:20）”");
    await desk.says(row(client), late);
  });

  it("a second missed call is asked for its result", async () => {
    const client = clientOf("提醒韦天佑接第二次");
    await row(client).click();
    await press("r");
    await desk.says(desk.dialog, "预审被驳回");
    expect(await desk.dialog.innerText()).not.toContain("电话未接到");
    await press("Escape");
    await closed();
  });

  it("an appointment shows what to bring, and sends it", async () => {
    const client = clientOf("陪高宏伟参加面审");
    await row(client).click();
    await desk.says(row(client), "陪同面审");
    await press("Enter");
    await desk.says("visit-when", "15:00");
    await desk.says("visit-bring", "负责人本人身份证原件");
    await desk.at("dialog-ok").click();
    await expect.poll(() => desk.at("chase-text").inputValue()).toContain("公安通知面审的短信");
    await press("Escape");
    await closed();
  });

  it("记录通过 from a case takes three keys; one takes it back", async () => {
    await desk.openCase(clientOf("查看信息模板审核结果"));
    await desk.says("act-result", "记录结果");
    await counted(3, async () => {
      await press("Enter");
      await press("1");
      await focused("value-at");
      await press("Enter");
    });
    await desk.says("done", "已记下“模板已通过（");
    await desk.says("next-todo", "购买域名");
    await desk.at("done-undo").click();
    await desk.says("done", "已撤销“模板已通过（");
    await desk.says("next-todo", "查看信息模板审核结果");
  });

  it("what was recorded before is taken back by one key and a yes, and is named first", async () => {
    await counted(2, async () => {
      await press("z");
      await desk.says(desk.dialog, "撤销“已提交模板（");
      await desk.says("dialog-ok", "撤销");
      await focused("value-at");
      await press("Enter");
    });
    await desk.says("done", "已撤销“已提交模板（");
    await desk.says("next-todo", "在腾讯云提交信息模板");
    await desk.at("tab-timeline").click();
    await desk.says(desk.at("timeline-entry").first(), "撤销“已提交模板”");
  });
});
