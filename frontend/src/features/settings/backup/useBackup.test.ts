import { expect, it } from "vitest";
import { useSession } from "@/bridge/session";
import { settingsDraft } from "@/lib/drafts";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useBackup } from "./useBackup";

const view = (more = {}) => ({
  plan: { target: "/media/盘", on: true, version: 1 },
  last: "",
  where: "",
  failed: "",
  readOnly: false,
  running: { on: false, label: "", done: 0, of: 0 },
  ...more,
});

it("takes nothing back of the form when a step of the running backup is told", async () => {
  let tell = () => {};
  window.runtime = { EventsOn: (_, run) => ((tell = run), () => {}) };
  let step = 0;
  fakeGo({ BackupService: { Get: () => view({ running: { on: true, label: "正在拷贝文件", done: ++step, of: 9 } }) } });
  const { got, leave } = inSetup(useBackup);
  await settle();
  const plan = got.plan.value;
  tell();
  await settle();
  expect(got.view.value?.running.done).toBe(2);
  expect(got.plan.value).toBe(plan);
  leave();
  window.runtime = undefined;
});
it("keeps the plan that was saved, and a refusal with the old one", async () => {
  let refuse = false;
  fakeGo({
    BackupService: {
      Get: () => view(),
      Save: () => {
        if (refuse) throw { code: "not_found", message: "备份位置不在", field: "target" };
        return view({ plan: { target: "/media/另一块", on: true, version: 2 } });
      },
    },
  });
  const { got } = inSetup(useBackup);
  await settle();
  expect(await got.save({ target: "/media/另一块", on: true, version: 1 })).toBe(true);
  expect(got.plan.value).toEqual({ target: "/media/另一块", on: true, version: 2 });
  refuse = true;
  expect(await got.save({ target: "/media/没有", on: true, version: 2 })).toBe(false);
  expect([got.saving.error.value?.field, got.plan.value?.version]).toEqual(["target", 2]);
});
it("follows a plan that was changed elsewhere, unless another is being typed", async () => {
  const tell: Record<string, () => void> = {};
  window.runtime = { EventsOn: (name, run) => ((tell[name] = run), () => {}) };
  let version = 1;
  fakeGo({ BackupService: { Get: () => view({ plan: { target: `/media/${String(version)}`, on: true, version } }) }, DeskService: { SetDirty: () => ({}) } });
  const { got, leave } = inSetup(useBackup);
  await settle();
  version = 2;
  tell["desk:changed"]!();
  await settle();
  expect(got.plan.value?.target).toBe("/media/2");
  await useSession().setDirty(settingsDraft("backup"), true);
  version = 3;
  tell["desk:changed"]!();
  await settle();
  expect([got.plan.value?.target, got.view.value?.plan.target]).toEqual(["/media/2", "/media/3"]);
  leave();
  window.runtime = undefined;
});
