import { expect, it } from "vitest";
import { drafts } from "@/lib/drafts";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useSession } from "./session";
import type { DeskView } from "./types";

it("asks before it locks over something typed that can't be stored", async () => {
  let full = true;
  const calls = fakeGo({
    DeskService: { Lock: () => ({ state: "locked", folder: "/d" }), SetDirty: () => ({}) },
    DraftsService: {
      All: () => ({ drafts: [] }),
      Keep: () => {
        if (full) throw { code: "storage", message: "磁盘满了" };
        return {};
      },
    },
  });
  const { got: session, leave } = inSetup(useSession);
  session.view = { state: "open", folder: "/d", staffId: "s1" } as DeskView;
  await settle();
  const locked = () => calls.some((c) => c.method === "DeskService.Lock");

  drafts.put("note", "电话里说的");
  await session.lock();
  expect([session.asking, locked(), session.open]).toEqual([true, false, true]);

  // There is room again: it goes by itself.
  full = false;
  await session.lock();
  expect([session.asking, locked(), session.open]).toEqual([false, true, false]);

  full = true;
  session.view = { state: "open", folder: "/d", staffId: "s1" } as DeskView;
  await settle();
  drafts.put("note", "再说一次");
  await session.lock();
  expect([session.asking, session.open]).toEqual([true, true]);
  await session.lock(true);
  expect([session.asking, session.open]).toEqual([false, false]);
  leave();
});

it("covers the page while a lock waits, and no longer", async () => {
  let answer = (_: unknown) => {};
  let refuse = false;
  fakeGo({
    DeskService: {
      Lock: () => {
        if (refuse) throw { code: "internal", message: "程序出错" };
        return new Promise((done) => (answer = done));
      },
    },
    DraftsService: { All: () => ({ drafts: [] }) },
  });
  const { got: session, leave } = inSetup(useSession);
  session.view = { state: "open", folder: "/d", staffId: "s1" } as DeskView;
  await settle();
  const locked = session.lock();
  await settle();
  expect([session.locking, session.open]).toEqual([true, true]);
  answer({ state: "locked", folder: "/d" });
  await locked;
  expect([session.locking, session.open]).toEqual([false, false]);
  refuse = true;
  session.view = { state: "open", folder: "/d", staffId: "s1" } as DeskView;
  await settle();
  await session.lock();
  expect([session.locking, session.open, session.error?.message]).toEqual([false, true, "程序出错"]);
  leave();
});

it("remembers where a click on a notice leads until the page goes there", async () => {
  fakeGo({ DeskService: { State: () => ({ state: "open", folder: "/d", staffId: "s1", go: "" }) }, DraftsService: { All: () => ({ drafts: [] }) } });
  const { got: session, leave } = inSetup(useSession);
  session.view = { state: "open", folder: "/d", staffId: "s1", go: "/cases/c1" } as DeskView;
  await session.load(); // the desk had something else to say before the page was there
  expect(session.go).toBe("/cases/c1");
  leave();
});
