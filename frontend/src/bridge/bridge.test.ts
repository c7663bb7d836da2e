import { afterEach, describe, expect, it, vi } from "vitest";
import { useNow } from "@/lib/now";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { readBytes, uploadMaterial } from "./bytes";
import { call } from "./call";
import { copyText, onEvent } from "./runtime";
import { useSession } from "./session";

afterEach(() => {
  delete window.go;
  delete window.runtime;
  vi.unstubAllGlobals();
});

describe("call", () => {
  it("hands over one input and gives the view", async () => {
    const calls = fakeGo({ TodayService: { Load: () => ({ total: 3 }) } });
    expect(await call("TodayService", "Load", { scope: "mine" })).toEqual({ total: 3 });
    expect(calls).toEqual([{ method: "TodayService.Load", input: { scope: "mine" } }]);
  });
  it("throws Go's error with its field", async () => {
    fakeGo({
      ClientsService: {
        Save: () => {
          throw { code: "invalid", message: "末位应为 X", field: "creditCode" };
        },
      },
    });
    await expect(call("ClientsService", "Save")).rejects.toMatchObject({ name: "AppError", code: "invalid", message: "末位应为 X", field: "creditCode" });
  });
  it("says so when the window is not connected", () => expect(call("X", "Y")).rejects.toMatchObject({ code: "internal" }));
});

describe("bytes", () => {
  it("sends a file as an ArrayBuffer, its name percent-encoded", async () => {
    const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response('{"done":1}'));
    vi.stubGlobal("fetch", fetched);
    const bytes = new Uint8Array([1, 2, 3]).buffer;
    expect(await uploadMaterial("c1", "license", "执照 1.jpg", bytes)).toEqual({ done: 1 });
    const [url, init] = fetched.mock.calls[0]!;
    expect(url).toBe("/upload/c1/license");
    expect(init.body).toBe(bytes);
    expect(init.headers).toMatchObject({ "X-File-Name": "%E6%89%A7%E7%85%A7%201.jpg" });
  });
  it("turns a refusal into Go's words", async () => {
    vi.stubGlobal("fetch", async () => new Response('{"code":"hostile","message":"读不出这个文件","field":"","reference":""}', { status: 400 }));
    await expect(readBytes("/papers/1")).rejects.toMatchObject({ code: "hostile", message: "读不出这个文件" });
  });
  it("says so when nothing answers", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("net")));
    await expect(readBytes("/papers/1")).rejects.toMatchObject({ code: "internal" });
  });
});

describe("runtime", () => {
  it("listens and stops listening", () => {
    const off = vi.fn();
    const on = vi.fn((_name: string, _run: (...data: unknown[]) => void) => off);
    window.runtime = { EventsOn: on };
    onEvent("desk:changed", () => {})();
    expect(on.mock.calls[0]![0]).toBe("desk:changed");
    expect(off).toHaveBeenCalledOnce();
  });
  it("says when the clipboard refuses", () => {
    window.runtime = { ClipboardSetText: async () => false };
    return expect(copyText("x")).rejects.toThrow();
  });
});

describe("useSession", () => {
  it("locks once although menu and page both ask", async () => {
    const calls = fakeGo({ DeskService: { State: () => ({ state: "open" }), Lock: () => ({ state: "locked" }) } });
    const { got } = inSetup(useSession);
    await got.load();
    expect(got.open).toBe(true);
    got.badge = 4;
    await got.lock();
    await got.lock();
    expect(calls.filter((c) => c.method === "DeskService.Lock")).toHaveLength(1);
    expect([got.open, got.badge]).toEqual([false, 0]);
  });
  it("keeps a failure to show", async () => {
    fakeGo({
      DeskService: {
        State: () => {
          throw { code: "storage", message: "打不开" };
        },
      },
    });
    const { got } = inSetup(useSession);
    await got.load();
    expect(got.error?.message).toBe("打不开");
  });
  it("tells the window about unsaved work once", async () => {
    const calls = fakeGo({ DeskService: { SetDirty: () => ({}) } });
    const { got } = inSetup(useSession);
    await got.setDirty("newcase", true);
    await got.setDirty("newcase", true);
    await got.setDirty("newcase", false);
    await settle();
    expect(calls.map((c) => c.input)).toEqual([{ dirty: true }, { dirty: false }]);
  });
  it("keeps a draft's unsaved work when another page is left", async () => {
    const calls = fakeGo({ DeskService: { SetDirty: () => ({}) } });
    const { got } = inSetup(useSession);
    await got.setDirty("newcase", true);
    await got.setDirty("settings", true);
    await got.setDirty("settings", false);
    expect([got.dirty, calls.map((c) => c.input)]).toEqual([true, [{ dirty: true }]]);
  });
  it("goes by Go's clock from the start", async () => {
    fakeGo({ DeskService: { State: () => ({ state: "open", now: "2026-03-01T09:30:00+08:00" }) } });
    const { got } = inSetup(useSession);
    await got.load();
    expect(useNow().value - Date.parse("2026-03-01T09:30:00+08:00")).toBeLessThan(5000);
  });
});
