// A pasted text beside an open case: what is ticked is saved by the verbs that save it elsewhere.
import { describe, expect, it } from "vitest";
import type { PasteItem } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { caseView, person } from "../fixtures";
import { useCase } from "../useCase";
import { useCasePaste } from "./useCasePaste";

const item = (field: string, code: string, more: Partial<PasteItem> = {}): PasteItem => ({
  field,
  code,
  value: code,
  shown: code,
  label: field,
  start: 0,
  end: 1,
  guessed: false,
  notes: [],
  told: "",
  doubt: "",
  fault: "",
  kind: "who",
  state: "new",
  ours: "",
  ...more,
});

async function start(found: PasteItem[], personId = "p1", refuse = "") {
  const stored = caseView({ people: [{ ...person, id: "p1" }], leads: [{ role: "subject", siteId: "", personId: "p1" }] });
  const answer = (name: string, got: unknown) => () => {
    if (name === refuse) throw { code: "invalid", message: "不行", problems: [] };
    return got;
  };
  const calls = fakeGo({
    PasteService: { Read: () => ({ found, told: [], personId, siteId: stored.sites[0]!.id }) },
    CasesService: { Get: () => stored, SaveSite: answer("site", stored), SetOrder: answer("order", stored), SetLead: answer("role", stored) },
    ClientsService: {
      Get: () => ({ client: { id: "k1", name: "甲", version: 3 } }),
      Save: answer("client", { mended: [] }),
      SavePerson: answer("lead", { people: [...stored.people], mended: [] }),
    },
  });
  const { got } = inSetup(() => {
    const desk = useCase("c1");
    return { desk, paste: useCasePaste(desk) };
  });
  await settle();
  await got.desk.reload();
  await got.paste.read("文字");
  const sent = (method: string) => calls.filter((c) => c.method === method).map((c) => c.input);
  return { ...got, sent };
}

describe("a text pasted on an open case", () => {
  it("saves what is new, and what differs once it is ticked, each by its own verb", async () => {
    const { paste, sent } = await start([
      item("client.contact", "高岚"),
      item("lead.mobile", "13800571080", { state: "differs", ours: "138****1077" }),
      item("site.serverIp", "203.0.113.10"),
      item("contract", "HT-9"),
      item("client.name", "甲", { state: "same" }),
      item("lead.docNumber", "1", { fault: "末位不对" }),
    ]);
    expect(paste.rows.value.map((row) => row.item.field)).toEqual(["client.contact", "lead.mobile", "site.serverIp", "contract", "lead.docNumber"]);
    expect(paste.picked.value.map((row) => row.item.field)).toEqual(["client.contact", "site.serverIp", "contract"]);
    paste.tick(paste.rows.value[1]!, true);
    const saving = paste.save();
    // The key that saves reaches the box that has the focus, too.
    paste.tick(paste.rows.value[1]!, false);
    expect(await saving).toBe(true);
    expect(sent("ClientsService.Save")).toMatchObject([{ id: "k1", name: "甲", contact: "高岚", version: 3 }]);
    expect(sent("ClientsService.SavePerson")).toMatchObject([{ id: "p1", mobile: "13800571080" }]);
    expect(sent("CasesService.SaveSite")).toMatchObject([{ caseId: "c1", site: { serverIp: "203.0.113.10" } }]);
    expect(sent("CasesService.SetOrder")).toMatchObject([{ contract: "HT-9" }]);
    expect(sent("CasesService.SetLead")).toEqual([]);
  });

  it("keeps ticked what was refused, and what comes after it", async () => {
    const { paste } = await start([item("client.contact", "高岚"), item("lead.mobile", "13800571080"), item("contract", "HT-9")], "p1", "lead");
    expect(await paste.save()).toBe(false);
    expect(paste.saving.error.value?.message).toBe("不行");
    expect(paste.picked.value.map((row) => row.item.field)).toEqual(["lead.mobile", "contract"]);
  });

  it("takes one value alone for a field, and lets go of all of it", async () => {
    const { paste } = await start([item("lead.mobile", "13800571080"), item("lead.mobile", "13800571081", { doubt: "哪一个" })]);
    paste.tick(paste.rows.value[1]!, true);
    expect(paste.picked.value.map((row) => row.item.code)).toEqual(["13800571081"]);
    paste.drop();
    expect([paste.text.value, paste.view.value, paste.rows.value]).toEqual(["", undefined, []]);
  });
});
