import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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

  it("waits as long as a dialog of the system is open", async () => {
    let close: (v: unknown) => void = () => {};
    bind("PapersService", "Save", new Promise((done) => (close = done)));
    const asked = call("PapersService", "Save");
    await vi.advanceTimersByTimeAsync(3_600_000);
    close({ path: "/a.pdf" });
    expect(await asked).toEqual({ path: "/a.pdf" });
  });

  it("leaves no timer behind an answer", async () => {
    bind("CasesService", "Get", Promise.resolve({ id: "1" }));
    expect(await call("CasesService", "Get")).toEqual({ id: "1" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
