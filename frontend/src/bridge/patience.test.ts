import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { uploadMaterial } from "./bytes";
import { call } from "./call";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  delete window.go;
});

const bind = (service: string, method: string, answer: Promise<unknown>) => (window.go = { app: { [service]: { [method]: () => answer } } });
const never = new Promise<unknown>(() => {});

describe("a call that gets no answer", () => {
  it("ends with a sentence after a minute", async () => {
    bind("CasesService", "Do", never);
    const ended = expect(call("CasesService", "Do")).rejects.toMatchObject({ code: "internal", message: expect.stringContaining("没有回音") });
    await vi.advanceTimersByTimeAsync(60_000);
    await ended;
  });

  it("does not leave in doubt whether something was done where nothing can have been", async () => {
    for (const [service, method, doubt] of [
      ["CasesService", "Get", false],
      ["TodayService", "Load", false],
      ["TodayService", "Chase", true],
      ["DeskService", "Create", true],
    ] as const) {
      bind(service, method, never);
      const ended = call(service, method).catch((thrown: Error) => thrown.message);
      await vi.advanceTimersByTimeAsync(60_000);
      expect([method, (await ended) as string]).toEqual([method, expect.stringContaining(doubt ? "不知道做成没有" : "请再试一次")]);
    }
  });

  it.each([
    ["PapersService", "Save"],
    ["AuditService", "Export"],
    ["DeskService", "PickFolder"],
    ["DeskService", "Unlock"],
  ])("waits for %s.%s as long as it takes", async (service, method) => {
    let close: (v: unknown) => void = () => {};
    bind(service, method, new Promise((done) => (close = done)));
    const asked = call(service, method);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    close({ path: "/a.pdf" });
    expect(await asked).toEqual({ path: "/a.pdf" });
  });

  /** Whether something is still waited for after so long. */
  async function waits(asked: Promise<unknown>, ms: number): Promise<boolean> {
    let ended = false;
    asked.catch(() => (ended = true));
    await vi.advanceTimersByTimeAsync(ms);
    return !ended;
  }

  it("waits five minutes for a paper", async () => {
    bind("PapersService", "Prepare", never);
    const asked = call("PapersService", "Prepare");
    expect([await waits(asked, 299_999), await waits(asked, 1)]).toEqual([true, false]);
  });

  it("waits ten minutes for a file to be taken in", async () => {
    vi.stubGlobal("fetch", () => never);
    const asked = uploadMaterial("c1", "id.front", "a.jpg", new ArrayBuffer(1));
    expect([await waits(asked, 599_999), await waits(asked, 1)]).toEqual([true, false]);
    vi.unstubAllGlobals();
  });

  it("leaves no timer behind an answer", async () => {
    bind("CasesService", "Get", Promise.resolve({ id: "1" }));
    expect(await call("CasesService", "Get")).toEqual({ id: "1" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
