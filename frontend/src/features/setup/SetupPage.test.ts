import { mount } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, expect, it, vi } from "vitest";
import type { DeskView } from "@/bridge/types";
import { fakeGo, settle } from "@/lib/testing";
import ConfirmDialog from "@/ui/dialog/ConfirmDialog.vue";
import RemoveDemo from "./RemoveDemo.vue";
import SetupPage from "./SetupPage.vue";

const view = (state: string, folder: string) => ({ state, folder, message: "", staff: [], warnings: [] }) as unknown as DeskView;
const ours = view("locked", "/ours");

afterEach(() => void vi.useRealTimers());

/** The page over a folder that opens; every folder that is picked is in the given state. */
function start(picked: string) {
  fakeGo({ DeskService: { PickFolder: () => ({ path: "/picked" }), Choose: () => view(picked, "/picked") } });
  setActivePinia(createPinia());
  const page = mount(SetupPage, { props: { view: ours, onOpened: (now: DeskView) => void page.setProps({ view: now }) } });
  const press = async (words: string) => {
    await page
      .findAll("button")
      .find((b) => b.text() === words)!
      .trigger("click");
    await vi.dynamicImportSettled(); // what is shown on a first start, or for a folder in trouble
    await settle();
  };
  return { page, press };
}

it.each(["no_keys", "foreign", "busy"])("leads back from a picked folder that is %s", async (state) => {
  const { page, press } = start(state);
  await press("换文件夹");
  expect([page.props("view").folder, page.text().includes("打开备案台")]).toEqual(["/picked", false]);
  await press("返回");
  expect([page.props("view"), page.text().includes("打开备案台")]).toEqual([ours, true]);
});

it("leads back to the new folder that was being made, and from there to the old one", async () => {
  const { page, press } = start("foreign");
  await press("另建一个");
  await press("选文件夹");
  expect(page.find('[data-test="folder-trouble"]').exists()).toBe(true);
  await press("返回");
  expect(page.text()).toContain("设好口令，存好恢复码");
  await press("打开原来的");
  expect(page.text()).toContain("打开备案台");
});

it("has nowhere to lead back to from the folder it began with", async () => {
  const { page } = start("foreign");
  await page.setProps({ view: view("foreign", "/ours") });
  expect(page.text()).not.toContain("返回");
});

it("shows no turning sign before opening has taken a while", async () => {
  vi.useFakeTimers();
  fakeGo({ DeskService: { Unlock: () => new Promise(() => {}) } });
  setActivePinia(createPinia());
  const page = mount(SetupPage, { props: { view: ours } });
  await page.find('[data-test="unlock-secret"]').setValue("口令");
  await page.find("form").trigger("submit");
  const turns = () => page.find(".n-base-loading").exists();
  await vi.advanceTimersByTimeAsync(499);
  expect(turns()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(turns()).toBe(true);
});

it("begins nothing else while the demonstration is being made", async () => {
  fakeGo({ DeskService: { StartDemo: () => new Promise(() => {}) } });
  setActivePinia(createPinia());
  const page = mount(SetupPage, { props: { view: { ...view("first", ""), offer: "make" } } });
  await vi.dynamicImportSettled();
  await settle();
  const inert = () => (page.find("form").element as HTMLElement).inert;
  expect(inert()).toBe(false);
  await page.find('[data-test="demo-start"]').trigger("click");
  expect(inert()).toBe(true);
});

it("goes where the desk stands once it was read why the demonstration was not removed whole", async () => {
  const now = { ...view("first", ""), offer: "again" };
  fakeGo({
    DeskService: {
      RemoveDemo: () => {
        throw { code: "storage", message: "演示资料夹没有删干净" };
      },
      State: () => now,
    },
  });
  setActivePinia(createPinia());
  const dialog = mount(RemoveDemo, { global: { stubs: { teleport: true } } });
  await dialog.findComponent(ConfirmDialog).vm.$emit("confirm");
  await settle();
  expect(dialog.emitted("removed")).toBeUndefined();
  await dialog.findComponent(ConfirmDialog).vm.$emit("close");
  await settle();
  expect(dialog.emitted("removed")).toEqual([[now]]);
});
