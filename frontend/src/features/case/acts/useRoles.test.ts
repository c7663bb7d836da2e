import { describe, expect, it } from "vitest";
import { useSession } from "@/bridge/session";
import type { CaseView, DeskView, LeadInput } from "@/bridge/types";
import { useAsk } from "@/acts/ask/ask";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { caseView, person } from "../fixtures";
import { useCase } from "../useCase";
import { postsOf, useRoles } from "./useRoles";

const roles = [
  { code: "subject", label: "主体负责人", bySite: false },
  { code: "site", label: "网站负责人", bySite: true },
  { code: "legal", label: "法定代表人", bySite: false },
  { code: "security", label: "信息安全负责人", bySite: true },
];

async function start(view: CaseView, more: Record<string, (input: never) => unknown> = {}) {
  let stored = view;
  const calls = fakeGo({
    CasesService: {
      Get: () => stored,
      SetLead: (input: never) => {
        const { role, siteId, personId, version } = input as LeadInput;
        const leads = stored.leads.filter((l) => l.role !== role || l.siteId !== siteId);
        stored = { ...stored, version: version + 1, leads: personId ? [...leads, { role, siteId, personId }] : leads };
        return stored;
      },
      ...more,
    },
    ClientsService: { SavePerson: (input: never) => ({ people: [{ ...person, ...(input as object), id: "p9", version: 1 }] }) },
  });
  const { got } = inSetup(() => {
    useSession().view = { roles, docKinds: [] } as unknown as DeskView;
    const desk = useCase("c1");
    const asking = useAsk();
    return { asking, roles: useRoles(desk, asking) };
  });
  await settle();
  const given = () => calls.filter((c) => c.method === "CasesService.SetLead").map((c) => c.input as LeadInput);
  const ticked = () => got.asking.asked.value!.values.filter((v) => v.kind === "check" && v.default === "true").map((v) => v.key);
  return { ...got, calls, given, ticked };
}

describe("the roles of a case", () => {
  it("offers what every case needs to its first person, and gives it", async () => {
    const { asking, roles: acts, given, ticked, calls } = await start(caseView({ people: [], leads: [] }));
    acts.add();
    expect(ticked()).toEqual(["role-subject", "role-site-t1"]);
    await asking.submit({ "role-subject": "true", "role-site-t1": "true", "role-legal": "true", name: "陈若溪" });
    expect(calls.find((c) => c.method === "ClientsService.SavePerson")!.input).toMatchObject({ id: "", clientId: "k1", name: "陈若溪" });
    expect(Object.keys(calls.find((c) => c.method === "ClientsService.SavePerson")!.input as object).some((key) => key.startsWith("role-"))).toBe(false);
    expect(given().map((g) => [g.role, g.siteId, g.personId, g.version])).toEqual([
      ["subject", "", "p9", 7],
      ["site", "t1", "p9", 8],
      ["legal", "", "p9", 9],
    ]);
    expect(asking.shown.value).toBe(false);
  });

  it("takes a role away, and leaves alone what stays", async () => {
    const { asking, roles: acts, given, ticked } = await start(caseView());
    acts.change(person);
    expect(ticked()).toEqual(["role-subject"]);
    await asking.submit({ "role-subject": "", "role-site-t1": "", "role-legal": "true" });
    expect(given().map((g) => [g.role, g.personId])).toEqual([
      ["subject", ""],
      ["legal", "p1"],
    ]);
  });

  it("does not add a person twice when a role was refused", async () => {
    const {
      asking,
      roles: acts,
      calls,
    } = await start(caseView({ people: [], leads: [] }), {
      SetLead: () => {
        throw { code: "conflict", message: "案件刚被别人改过" };
      },
    });
    acts.add();
    await asking.submit({ "role-subject": "true", name: "陈若溪" });
    await asking.submit({ "role-subject": "true", name: "陈若溪" });
    expect(calls.filter((c) => c.method === "ClientsService.SavePerson").map((c) => (c.input as { id: string }).id)).toEqual(["", "p9"]);
    expect(asking.conflict.value).toBe(true);
  });

  it("names who has a role now, and asks for those of the police's form where there is one", () => {
    const site = caseView().sites[0]!;
    const view = caseView({ sites: [site, { ...site, id: "t2", domain: "b.cn" }] });
    const police = { code: "police-site", label: "公安 新办网站", rows: [], site: "", short: "" };
    expect(postsOf(view, roles).map((p) => p.label)).toEqual(["主体负责人", "网站负责人（qiyuntea.cn）", "网站负责人（b.cn）", "法定代表人"]);
    expect(
      postsOf({ ...view, form: [police] }, roles)
        .map((p) => p.label)
        .slice(-2),
    ).toEqual(["信息安全负责人（qiyuntea.cn）", "信息安全负责人（b.cn）"]);
  });
});
