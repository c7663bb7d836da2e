import { beforeEach, describe, expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { usePaper, wanted } from "./usePaper";
import { usePaperSheet } from "./usePaperSheet";

const input = (id: string) => wanted("invoice", id);
const made = (id: string) => ({ title: `账单 ${id}`, url: `/paper/${id}`, warnings: [] });
const services = (more = {}) => fakeGo({ PapersService: { Prepare: ({ id }: { id: string }) => made(id), Save: () => ({ path: "" }), ...more } });

beforeEach(() => {
  globalThis.fetch = (async (url: string) => ({ ok: true, arrayBuffer: async () => new TextEncoder().encode(url).buffer })) as unknown as typeof fetch;
});

describe("a paper", () => {
  it("that comes late does not take the place of a newer one", async () => {
    const answers: Record<string, () => void> = {};
    services({ Prepare: ({ id }: { id: string }) => new Promise((done) => (answers[id] = () => done(made(id)))) });
    const { got } = inSetup(usePaper);
    void got.make(input("1"));
    void got.make(input("2"));
    answers["2"]!();
    await settle();
    answers["1"]!();
    await settle();
    expect(got.paper.value?.title).toBe("账单 2");
  });

  it("that cannot be made leaves none in sight and says why", async () => {
    let broken = false;
    services({
      Prepare: ({ id }: { id: string }) => {
        if (broken) throw { code: "internal", message: "纸面没有做出来" };
        return made(id);
      },
    });
    const { got } = inSetup(usePaper);
    await got.make(input("1"));
    broken = true;
    await got.make(input("1"));
    expect([got.paper.value, got.error.value?.message]).toEqual([undefined, "纸面没有做出来"]);
  });
});

describe("a paper as a picture", () => {
  const lays = (write?: (items: unknown[]) => Promise<void>) => {
    globalThis.ClipboardItem = class {
      constructor(readonly held: Record<string, Promise<Blob>>) {}
    } as unknown as typeof ClipboardItem;
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: write && { write } });
  };
  const opened = (more = {}) => {
    const calls = services({ Picture: () => ({ url: "/papers/p" }), SavePicture: () => ({ path: "/home/a.png" }), ...more });
    return { calls, got: inSetup(usePaper).got };
  };

  it("goes to the clipboard while it is still being made", async () => {
    let laid: Blob | undefined;
    lays(async ([item]) => void (laid = await (item as { held: Record<string, Promise<Blob>> }).held["image/png"]));
    const { got, calls } = opened();
    await got.copyPicture(input("1"));
    expect([laid?.type, got.notice.value, calls.length]).toEqual(["image/png", "图片已复制，到微信里粘贴", 1]);
  });

  it("is saved where the window takes none, and says so", async () => {
    for (const write of [undefined, () => Promise.reject(new Error("refused"))]) {
      lays(write);
      const { got } = opened();
      await got.copyPicture(input("1"));
      expect(got.notice.value).toBe("这个窗口不能把图片放进剪贴板，已存到 /home/a.png");
    }
  });

  it("that can't be drawn is saved nowhere and says why", async () => {
    lays(async ([item]) => void (await (item as { held: Record<string, Promise<Blob>> }).held["image/png"]));
    const { got, calls } = opened({
      Picture: () => {
        throw { code: "invalid", message: "内容太长" };
      },
    });
    await got.copyPicture(input("1"));
    expect([got.notice.value, got.error.value?.message, calls.length]).toEqual(["", "内容太长", 1]);
  });
});

describe("a paper over the page", () => {
  it("bears the name it was called by until its own is known", async () => {
    services();
    const { got } = inSetup(usePaperSheet);
    const shown = got.show(input("1"), "账单");
    expect([got.shown.value, got.title.value, got.paper.value]).toEqual([true, "账单", undefined]);
    await shown;
    expect(got.paper.value?.title).toBe("账单 1");
  });

  it("says where it was saved, and nothing when the save was called off", async () => {
    let path = "";
    const calls = services({ Save: () => ({ path }) });
    const { got } = inSetup(usePaperSheet);
    await got.show(input("1"), "账单");
    await got.save();
    expect(got.notice.value).toBe("");
    path = "/home/a.pdf";
    await got.save();
    expect([got.notice.value, calls.at(-1)]).toEqual(["已存到 /home/a.pdf", { method: "PapersService.Save", input: input("1") }]);
    await got.show(input("2"), "账单");
    expect(got.notice.value).toBe("");
  });
});
