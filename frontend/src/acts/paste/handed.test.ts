import { beforeEach, expect, it } from "vitest";
import type { DeskView } from "@/bridge/types";
import { useSession } from "@/bridge/session";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { handed, handOver, takeHanded } from "./handed";

let answer = (_: string) => {};
function start() {
  fakeGo({ DraftsService: { All: () => ({ drafts: [] }) } });
  window.runtime = { ClipboardGetText: () => new Promise((done) => (answer = done)) };
  const { got: session } = inSetup(useSession);
  const state = (now: string) => (session.view = { state: now, folder: "/d", staffId: "s1" } as DeskView);
  state("open");
  return state;
}
beforeEach(() => (handed.value = undefined));

it("hands over what lies on the clipboard, once", async () => {
  start();
  const done = handOver();
  answer("手机：13800571001");
  expect([await done, takeHanded(), takeHanded()]).toEqual([true, "手机：13800571001", undefined]);
});

it.each([["locked"], ["locked", "open"]])("drops what it has read once the desk was locked meanwhile: %s %s", async (...states) => {
  const state = start();
  const done = handOver();
  for (const now of states) {
    state(now);
    await settle();
  }
  answer("手机：13800571001");
  expect([await done, handed.value]).toEqual([false, undefined]);
});
