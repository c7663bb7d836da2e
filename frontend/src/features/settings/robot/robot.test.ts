import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { fakeGo, settle } from "@/lib/testing";
import RobotPart from "./RobotPart.vue";

it("keeps the secret that is said to be kept until it is given up, with a new address, too", async () => {
  const view = { kind: "dingtalk", label: "钉钉", set: true, signs: true, on: false, at: "09:00", rounds: true, text: "", version: 1 };
  fakeGo({ SettingsService: { Robot: () => view } });
  const part = mount(RobotPart);
  await settle();
  await part.get("[data-test=value-url]").setValue("https://oapi.dingtalk.com/robot/send?access_token=k");
  expect(part.get("[data-test=value-secret]").attributes("placeholder")).toContain("已保存");
  expect(part.find("[data-test=value-plain]").exists()).toBe(true);
});
