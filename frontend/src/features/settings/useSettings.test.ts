import { expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useSettings } from "./useSettings";

const view = { price: { icp: "600.00", version: 1 }, staff: [] };
const start = (more = {}) => {
  const calls = fakeGo({
    DeskService: { State: () => ({ state: "open" }) },
    SettingsService: { Get: () => view, SavePrice: () => ({ ...view, price: { icp: "800.00", version: 2 } }), SaveStaff: () => view, ...more },
  });
  return { calls, ...inSetup(useSettings) };
};

it("shows what was saved", async () => {
  const { got } = start();
  await settle();
  expect(await got.savePrice({ ...view.price, icp: "800.00" } as never)).toBe(true);
  expect(got.view.value?.price).toMatchObject({ icp: "800.00", version: 2 });
});
it("reads the desk anew when a name changed", async () => {
  const { got, calls } = start();
  await settle();
  await got.saveStaff({ id: "", name: "赵一帆", active: true, current: false, version: 0 });
  expect(calls.map((c) => c.method)).toEqual(["SettingsService.Get", "SettingsService.SaveStaff", "DeskService.State"]);
});
it("keeps a refusal and the old values", async () => {
  const { got } = start({
    SavePrice: () => {
      throw { code: "invalid", message: "写成元和分", field: "icp" };
    },
  });
  await settle();
  expect(await got.savePrice(view.price as never)).toBe(false);
  expect([got.act.error.value?.field, got.view.value?.price.icp]).toEqual(["icp", "600.00"]);
});
