import { mount } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, expect, it } from "vitest";
import { useSession } from "@/bridge/session";
import type { DeskView } from "@/bridge/types";
import { keys } from "@/lib/keys";
import { fakeGo, settle } from "@/lib/testing";
import PassphrasePart from "./PassphrasePart.vue";

keys.install(window);
const recovery = ["7KQ2M", "X9RDF", "3HWTA", "PZ6NC", "E4VBJ", "8YGS5", "M2QKT", "D7RXW"];

/** No keys are being exchanged. */
const idle = { on: false, label: "", done: 0, of: 0, failed: "", ended: "" };

let leave: (() => void) | undefined;
afterEach(() => leave?.());

function start(recovered: boolean, more = {}) {
  const calls = fakeGo({
    DeskService: {
      ChangePassphrase: () => ({ state: "open", recovered: false }),
      DrawRecovery: () => ({ recovery, ask: [2, 6] }),
      KeepRecovery: () => ({}),
      Rekeying: () => idle,
      ...more,
    },
  });
  setActivePinia(createPinia());
  const session = useSession();
  session.view = { state: "open", recovered } as DeskView;
  const part = mount(PassphrasePart, { attachTo: document.body });
  leave = () => part.unmount();
  calls.length = 0; // what it has asked to begin with
  return { part, session, calls };
}
const at = (handle: string) => document.querySelector<HTMLElement>(`[data-test="${handle}"]`)!;
const press = async (handle: string) => {
  at(handle).click();
  await settle();
};
const type = async (element: Element, text: string) => {
  (element as HTMLInputElement).value = text;
  element.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
};
const group = (no: number) => document.querySelector(`[data-field="group-${no}"] input`)!;

it("says quietly that the new passphrase is not set yet, until it is", async () => {
  const { part, session, calls } = start(true);
  expect(part.text()).toContain("这次是用恢复码打开的");
  await press("change-passphrase");
  await type(at("old-secret"), recovery.join(" "));
  await type(at("new-passphrase"), "correct horse 17a");
  await type(at("new-again"), "correct horse 17a");
  await press("dialog-ok");
  expect(calls).toEqual([{ method: "DeskService.ChangePassphrase", input: { old: "", recovery: recovery.join(" "), passphrase: "correct horse 17a" } }]);
  expect(session.view?.recovered).toBe(false);
  expect(part.text()).not.toContain("这次是用恢复码打开的");
  expect(part.text()).toContain("口令已改，恢复码不变");
});

it("shows a drawn code and keeps it only once two groups of it are typed back", async () => {
  const { part, calls } = start(false);
  await press("renew-recovery");
  await press("dialog-ok");
  expect(document.body.textContent).toContain("输入现在的口令");
  expect(calls).toEqual([]);
  await type(at("old-secret"), "old one");
  await press("dialog-ok");
  expect(calls.at(-1)).toEqual({ method: "DeskService.DrawRecovery", input: { old: "old one", recovery: "" } });
  expect(document.querySelector(".code")!.textContent).toBe(recovery.join(""));

  await type(group(0), "3hwta");
  await type(group(1), "WRONG");
  await press("dialog-ok");
  expect(document.body.textContent).toContain("与上面不一致");
  expect(calls).toHaveLength(1);
  await type(group(1), "M2QKT ");
  await press("dialog-ok");
  expect(calls.at(-1)).toEqual({ method: "DeskService.KeepRecovery", input: { groups: ["3HWTA", "M2QKT"] } });
  expect(part.text()).toContain("恢复码已换");
});

it("sets how long nobody may act before the desk locks itself", async () => {
  const { session, calls } = start(false, { SetLockAfter: ({ minutes }: { minutes: number }) => ({ ...session.view, lockAfter: minutes }) });
  session.view = { ...session.view!, lockAfter: 15, lockChoices: [5, 15, 0] };
  await settle();
  const choices = () => [...at("lock-after").querySelectorAll("button")].map((b) => [b.textContent!.trim(), b.getAttribute("aria-checked")]);
  expect(choices()).toEqual([
    ["5 分钟", "false"],
    ["15 分钟", "true"],
    ["从不", "false"],
  ]);
  at("lock-after").querySelectorAll("button")[2]!.click();
  await settle();
  expect([calls.at(-1), choices().at(-1)]).toEqual([{ method: "DeskService.SetLockAfter", input: { minutes: 0 } }, ["从不", "true"]]);
});

it("says at its field that the proof was wrong, and draws nothing", async () => {
  start(false, {
    DrawRecovery: () => {
      throw { code: "locked", message: "现在的口令不对", field: "old" };
    },
  });
  await press("renew-recovery");
  await type(at("old-secret"), "wrong");
  await press("dialog-ok");
  expect(document.querySelector('[data-field="proof"]')!.textContent).toContain("现在的口令不对");
  expect(document.querySelector(".code")).toBeNull();
});

it.each(["change-passphrase", "renew-recovery"])("asks before Esc loses what was typed: %s", async (dialog) => {
  start(false);
  const esc = async () => {
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
  };
  const asks = () => document.querySelector('[aria-label="写的还没有存"]') !== null;
  await press(dialog);
  await esc();
  expect(asks()).toBe(false);
  await press(dialog);
  await type(at("old-secret"), "old one");
  await esc();
  expect(asks()).toBe(true);
  await esc();
  expect((at("old-secret") as HTMLInputElement).value).toBe("old one");
});

it("asks for a new passphrase with other keys, and says how far they have come", async () => {
  let told = idle;
  const { part, calls } = start(false, {
    DrawKeys: ({ passphrase }: { passphrase: string }) => {
      if (passphrase === "weak") throw { code: "invalid", message: "太容易猜", field: "passphrase" };
      return { recovery, ask: [2, 6] };
    },
    Rekeying: () => told,
    Rekey: () => (told = { ...told, failed: "" }),
  });
  await press("rekey-ask");
  await press("dialog-ok");
  for (const fault of ["输入现在的口令", "设一个新口令", "再输一次新口令"]) expect(document.body.textContent).toContain(fault);
  await type(at("old-secret"), "old one");
  await type(at("new-passphrase"), "weak");
  await type(at("new-again"), "weaker");
  await press("dialog-ok");
  expect(document.body.textContent).toContain("两次不一致");
  expect(calls).toEqual([]);
  await type(at("new-again"), "weak");
  await press("dialog-ok");
  expect(document.querySelector('[data-field="passphrase"]')!.textContent).toContain("太容易猜");
  for (const field of ["new-passphrase", "new-again"]) await type(at(field), "battery staple 2027");
  await press("dialog-ok");
  expect(calls.at(-1)).toEqual({ method: "DeskService.DrawKeys", input: { old: "old one", recovery: "", passphrase: "battery staple 2027" } });
  await type(group(0), "3HWTA");
  await type(group(1), "M2QKT");
  told = { ...idle, on: true, label: "正在重新加密数据库", done: 40, of: 80 };
  await press("dialog-ok");
  expect(part.text()).toContain("正在重新加密数据库，40 / 80");
  expect((at("rekey-ask") as HTMLButtonElement).disabled).toBe(true);
});

it("goes on with an exchange that has stopped", async () => {
  let told = { ...idle, on: true, label: "正在重新加密文件", done: 3, of: 9, failed: "磁盘满了" };
  const { part } = start(false, { Rekeying: () => told, Rekey: () => (told = { ...told, failed: "" }) });
  await settle();
  expect(part.text()).toContain("换钥匙停下了：磁盘满了");
  await press("rekey-again");
  expect(part.text()).toContain("正在重新加密文件，3 / 9");
});
