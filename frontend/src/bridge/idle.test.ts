import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useIdle } from "./idle";
import { useSession } from "./session";
import type { DeskView } from "./types";

const events: Record<string, (...data: unknown[]) => void> = {};
/** What the page counts by: a clock that nobody sets. */
let running = 0;
beforeEach(() => {
  vi.spyOn(performance, "now").mockImplementation(() => running);
  window.runtime = { EventsOn: (name, run) => ((events[name] = run), () => delete events[name]) };
});
afterEach(() => {
  vi.restoreAllMocks();
  delete window.runtime;
});

function start(state = "open") {
  const calls = fakeGo({
    DeskService: { Active: () => ({}), State: () => ({ state: "locked", folder: "/d" }) },
    DraftsService: { All: () => ({ drafts: [] }) },
  });
  const { got, leave } = inSetup(() => {
    const session = useSession();
    session.view = { state, folder: "/d", staffId: "s1" } as DeskView;
    return { session, idle: useIdle() };
  });
  const told = () => calls.filter((c) => c.method === "DeskService.Active").length;
  return { ...got, told, leave };
}
const act = (kind: string, more = {}) => window.dispatchEvent(Object.assign(new Event(kind), more));

it("tells Go of keys, presses and movements, and not of each", () => {
  const { told, leave } = start();
  act("keydown");
  act("pointerdown");
  expect(told()).toBe(1);
  running += 10_000;
  act("wheel");
  expect(told()).toBe(2);
  leave();
  running += 20_000;
  act("keydown");
  expect(told()).toBe(2);
});

it("takes a movement for one only where the pointer has moved", () => {
  const { told, leave } = start();
  act("pointermove", { screenX: 5, screenY: 5 });
  running += 60_000;
  act("pointermove", { screenX: 5, screenY: 5 });
  expect(told()).toBe(1);
  act("pointermove", { screenX: 6, screenY: 5 });
  expect(told()).toBe(2);
  leave();
});

it("counts down as Go tells, until somebody acts", () => {
  const { idle, told, leave } = start();
  act("keydown");
  events["desk:idle"]!(42);
  expect(idle.left.value).toBe(42);
  idle.stay();
  expect([idle.left.value, told()]).toEqual([0, 2]);
  leave();
});

it("says nothing of a desk that is locked, and sees that Go has locked it", async () => {
  const closed = start("locked");
  act("keydown");
  events["desk:idle"]!(42);
  expect([closed.told(), closed.idle.left.value]).toEqual([0, 0]);
  closed.leave();
  const { session, idle, leave } = start();
  events["desk:idle"]!(1);
  events["desk:locked"]!();
  await settle();
  expect([session.view?.state, idle.left.value]).toEqual(["locked", 0]);
  leave();
});

it("takes the countdown away however the desk is locked", async () => {
  const { session, idle, leave } = start();
  events["desk:idle"]!(1);
  session.view = { state: "locked", folder: "/d" } as DeskView;
  await settle();
  expect(idle.left.value).toBe(0);
  leave();
});
