import { expect, it, vi } from "vitest";
import { drafts, settingsDraft } from "@/lib/drafts";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useFirm } from "./useFirm";

const view = (letterhead = 0, price = 0) => ({
  letterhead: { name: "", address: "文三路", version: letterhead },
  price: { icp: "600.00", police: "500.00", termDays: 14, version: price },
});

async function start(more = {}) {
  const calls = fakeGo({ SettingsService: { Get: () => view(), SaveLetterhead: () => view(1), SavePrice: () => view(1, 1), ...more } });
  const done = vi.fn();
  const { got } = inSetup(() => useFirm(done));
  await settle();
  calls.length = 0;
  return { firm: got, done, calls };
}

it("proposes the price as it stands, and saves both by what they were", async () => {
  const { firm, done, calls } = await start();
  expect([firm.typed.icp, firm.typed.police]).toEqual(["600.00", "500.00"]);
  Object.assign(firm.typed, { name: "兰州青桐信息服务有限公司", bankAcct: "6200", icp: "800" });
  expect(await firm.save()).toBe("");
  expect(calls).toMatchObject([
    { method: "SettingsService.SaveLetterhead", input: { name: "兰州青桐信息服务有限公司", bankAcct: "6200", address: "文三路", version: 0 } },
    { method: "SettingsService.SavePrice", input: { icp: "800", police: "500.00", termDays: 14, version: 0 } },
  ]);
  expect(done).toHaveBeenCalledOnce();
});

it("says which field is wrong, and saves on top of what was saved", async () => {
  let wrong = true;
  const { firm, done, calls } = await start({
    SavePrice: () => {
      if (wrong) throw { code: "invalid", message: "金额要写成 600", field: "icp" };
      return view(2, 1);
    },
  });
  Object.assign(firm.typed, { name: "青桐", icp: "many" });
  expect(await firm.save()).toBe("icp");
  expect([firm.faultOf("icp"), done.mock.calls.length]).toEqual(["金额要写成 600", 0]);
  wrong = false;
  firm.typed.icp = "800";
  await firm.save();
  expect(calls.filter((c) => c.method.endsWith("SaveLetterhead")).map((c) => (c.input as { version: number }).version)).toEqual([0, 1]);
  expect(done).toHaveBeenCalledOnce();
});

it("keeps what is typed where the settings put it back, and forgets it once it is saved", async () => {
  const { firm } = await start();
  Object.assign(firm.typed, { name: "青桐", icp: "800" });
  await settle();
  const kept = () => ["letterhead", "price"].map((part) => drafts.get(settingsDraft(part))?.body);
  expect(kept()).toEqual(['{"name":"青桐"}', '{"icp":"800"}']);

  // The page begins anew.
  const left = ["letterhead", "price"].map((part) => [settingsDraft(part), drafts.get(settingsDraft(part))!.body]);
  const { got } = inSetup(() => {
    for (const [key, body] of left) drafts.put(key!, body!);
    return useFirm(() => {});
  });
  await settle();
  expect([got.typed.name, got.typed.icp, got.back.value]).toEqual(["青桐", "800", "刚才"]);
  got.discard();
  await settle();
  expect([got.typed.name, kept()]).toEqual(["", [undefined, undefined]]);

  Object.assign(got.typed, { name: "青桐" });
  await settle();
  await got.save();
  expect(kept()).toEqual([undefined, undefined]);
});
