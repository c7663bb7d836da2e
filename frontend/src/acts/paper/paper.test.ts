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
