import { expect, it } from "vitest";
import { mount } from "@vue/test-utils";
import { fakeGo, settle } from "@/lib/testing";
import NoticeLines from "./NoticeLines.vue";

const notice = { code: "mps", label: "公安平台的系统消息", url: "https://beian.mps.gov.cn", count: "2 件在审", seen: "", cases: [] };

it("tells who has looked today, and takes it back", async () => {
  const calls = fakeGo({ TodayService: { Seen: () => ({}) } });
  const lines = mount(NoticeLines, { props: { notices: [{ ...notice, seen: "10:05 周敏" }] } });
  expect(lines.text()).toContain("公安平台的系统消息，今天 10:05 周敏 看过");
  await lines.find('[data-test="notice-undo-mps"]').trigger("click");
  await settle();
  expect(calls.map((c) => c.input)).toEqual([{ code: "mps", seen: false }]);
  expect(lines.emitted("changed")).toHaveLength(1);
});

it("says nothing where there is nothing to look for", () => {
  expect(mount(NoticeLines, { props: { notices: [] } }).text()).toBe("");
});
