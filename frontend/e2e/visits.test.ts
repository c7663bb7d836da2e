import { beforeAll, describe, expect, it } from "vitest";
import { command, demoFolder, demoPassphrase, Desk } from "./desk";

const now = "2026-11-23 10:00";

interface Listed {
  number: string;
  client: string;
  todo: string;
}

/** What the police and the cloud leave to be looked up, and what they make appointments for. */
describe("looks, appointments and face checks", () => {
  let desk: Desk;
  let data: string;
  let all: Listed[];

  beforeAll(async () => {
    data = await demoFolder(37, now);
    all = JSON.parse(await command(data, ["list", "cases", "--json"], now)) as Listed[];
    desk = await Desk.open(data, { passphrase: demoPassphrase, now });
    await desk.at("task").first().waitFor();
  });

  it("one look a day is ticked by the mouse, taken back, and ticked by two keys", async () => {
    await desk.says("notice-mps", "查看公安平台的系统消息：");
    await desk.look("today");
    await desk.at("notice-look-mps").click();
    await desk.says("notice-cases", "审核");
    await desk.look("look");
    await desk.at("dialog-ok").click();
    await desk.dialog.waitFor({ state: "detached" });
    await desk.says("notice-mps", "看过");
    await desk.at("notice-undo-mps").click();
    await desk.says("notice-mps", "查看公安平台的系统消息：");
    let pressed = 0;
    const press = async (key: string) => {
      pressed++;
      await desk.page.keyboard.press(key);
    };
    await press("m");
    await desk.says("notice-cases", "审核");
    await press("Enter");
    await desk.says("notice-mps", "看过");
    expect(pressed).toBeLessThanOrEqual(2);
    await desk.look("looked");
  });

  it("an appointment tells where and whom, and is made anew", async () => {
    await desk.openCase(all.find((one) => one.todo.startsWith("陪高宏伟参加面审"))!.client);
    await desk.look("appointment");
    await desk.says(desk.page.getByRole("region", { name: "下一步" }), "地点：示例公安分局网安大队 302 室");
    await desk.at("act-visit").click();
    await desk.says("visit-where", "示例公安分局网安大队 302 室");
    await desk.look("visit");
    await desk.page.keyboard.press("Escape");
    await desk.dialog.waitFor({ state: "detached" });
    await desk.act("police-site.appointment", { kind: "visit", when: "2026-11-27 09:30", place: "客户机房" });
    await desk.says("next-todo", "实地检查");
    await desk.says(desk.page.getByRole("region", { name: "下一步" }), "地点：客户机房");
    await desk.look("anew");
  });

  it("an appointment for a site that is not interactive is asked about twice", async () => {
    const one = all.find((row) => row.todo.startsWith("在公安平台提交新办网站"))!;
    await desk.openCase(one.client);
    await desk.act("police-site.submit", {});
    await desk.at("act-police-site.appointment").first().click();
    await desk.fill({ kind: "interview", when: "2026-11-26 10:00" });
    await desk.at("dialog-ok").click();
    await desk.says(desk.dialog, "登记的是非交互式");
    await desk.look("doubt");
    await desk.fill({ agree: true });
    await desk.confirm();
    await desk.says(desk.page.getByRole("main"), "面审");
  });

  it("the face check names its lead", async () => {
    await desk.openCase(all.find((one) => one.todo.endsWith("完成视频人脸核验"))!.client);
    await desk.look("face");
    await desk.act("forms.face");
    await desk.says("next-todo", "预审核");
  });
});
