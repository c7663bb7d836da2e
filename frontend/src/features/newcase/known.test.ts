// A client that is there is offered, taken field by field, and never doubled by accident.
import { describe, expect, it } from "vitest";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useNewCase } from "./useNewCase";

const match = {
  clientId: "k1",
  name: "杭州青禾软件有限公司",
  marks: "名称",
  sure: true,
  leadId: "p1",
  differs: [
    { field: "client.postcode", label: "邮编", ours: "310013", new: "310014" },
    { field: "client.note", label: "备注", ours: "", new: "老客户" },
  ],
};
function start(open: (input: never) => unknown = () => ({ id: "c1", number: "BA2026-0001", warnings: [], confirm: false, same: [] })) {
  const calls = fakeGo({
    DeskService: { SetDirty: () => ({}) },
    CasesService: {
      Check: (input: never) => ({ ok: true, value: (input as { value: string }).value, message: "", warnings: [] }),
      Known: (input: never) => {
        const { clientId, client } = input as { clientId: string; client: { name: string } };
        return { matches: !clientId && client.name === match.name ? [match] : [], cases: [] };
      },
      Open: open,
    },
    ClientsService: { Get: () => ({ client: { id: "k1", name: match.name, kind: "enterprise" }, kind: "企业", people: [], cases: [], warnings: [] }) },
  });
  return { calls, form: inSetup(() => useNewCase()).got };
}
async function typed(form: ReturnType<typeof useNewCase>): Promise<void> {
  form.set("client.name", match.name);
  form.set("client.postcode", "310014");
  form.set("province", "33");
  form.set("sites.0.domain", "qinghe.cn");
  await form.leave("client.name");
  await settle();
}
const sent = (calls: { method: string; input: unknown }[]) => calls.filter((c) => c.method === "CasesService.Open").map((c) => c.input);

describe("a client that is there", () => {
  it("is offered once its name was left, and used with what was chosen field by field", async () => {
    const { form, calls } = start();
    await typed(form);
    expect(form.known.matches.value.map((m) => m.name)).toEqual([match.name]);
    // What is stored stays, what is stored empty is filled; either may be chosen otherwise.
    expect(form.known.taken(match)).toEqual(["client.note"]);
    form.known.choose(match, "client.postcode", true);
    form.known.choose(match, "client.note", false);
    await form.use(match);
    expect(form.known.matches.value).toEqual([]);
    await form.open(false);
    expect(sent(calls)).toMatchObject([{ clientId: "k1", leadId: "p1", take: ["client.postcode"], client: { postcode: "310014" }, same: "" }]);
  });

  it("is doubled only by a press, which another name takes back", async () => {
    const { form, calls } = start();
    await typed(form);
    form.another(true);
    expect(form.known.matches.value).toEqual([]);
    await form.open(false);
    expect(sent(calls)).toMatchObject([{ clientId: "", same: "new" }]);
    await typed(form);
    form.another(true);
    form.set("client.name", "另一家有限公司");
    expect(form.input.value.same).toBe("");
  });

  it("stops the case where it was overlooked, and says where to choose", async () => {
    const { form } = start(() => ({ id: "", number: "", warnings: [], confirm: true, same: [match] }));
    await typed(form);
    expect(await form.open(false)).toBeUndefined();
    expect(form.told("client.same")).toContain("用它，或另立一个");
    expect([form.wrong.value, form.wrongIn(0)]).toEqual([["client.same"], 1]);
    await form.use(match);
    expect(form.wrong.value).toEqual([]);
  });
});
