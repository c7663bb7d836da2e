import { cases } from "@/bridge/cases";
import { clients } from "@/bridge/clients";
import type { PasteItem } from "@/bridge/types";
import { mended } from "@/acts/mended/mended";
import { usePaste, type Stand } from "@/acts/paste/usePaste";
import { useAct } from "@/lib/load";
import { editPerson, newPerson, toPerson } from "../acts/forms";
import { toSite } from "../acts/siteForms";
import type { CaseDesk } from "../useCase";

const order = ["contract", "accountUin"];

/** A pasted text held against an open case: what is new is ticked, what differs is offered, and all is saved by the verbs that save it elsewhere. */
export function useCasePaste(desk: CaseDesk) {
  const stand: Stand = (item) => {
    if (item.state === "same" || item.state === "") return undefined;
    return { ours: item.ours, take: item.state === "new" && !item.fault, barred: item.fault ? "改好再贴，或到案件里改" : "" };
  };
  const paste = usePaste(desk.id, stand);
  const saving = useAct();

  // What was ticked when the saving began: the key that began it may reach the box that has the focus, too.
  let chosen: PasteItem[] = [];
  /** The chosen values below a prefix, by the keys of their form. */
  const typedOf = (prefix: string): Record<string, string> =>
    Object.fromEntries(chosen.filter((item) => item.field.startsWith(prefix)).map((item) => [item.field.slice(prefix.length), item.code]));
  const any = (typed: object) => Object.keys(typed).length > 0;
  /** What has been saved is not offered again, should a later one be refused. */
  function saved(is: (item: PasteItem) => boolean, answer: unknown): void {
    mended.take(answer);
    for (const row of paste.rows.value) if (is(row.item)) paste.tick(row, false);
  }

  async function client(): Promise<void> {
    const typed = typedOf("client.");
    if (!any(typed)) return;
    const before = (await clients.get(desk.view.value!.clientId)).client;
    const got = await clients.save({ ...before, ...typed });
    saved((item) => item.field.startsWith("client."), got);
  }

  async function lead(): Promise<void> {
    const typed = typedOf("lead.");
    if (!any(typed)) return;
    const view = desk.view.value!;
    const person = view.people.find((p) => p.id === paste.view.value?.personId);
    const before = person ? editPerson(view.clientId, person) : newPerson(view.clientId);
    const got = await clients.savePerson(toPerson(before, typed, before.version));
    saved((item) => item.field.startsWith("lead."), got);
    // Who is the first to be named answers for the subject; where somebody does, staff say who.
    const made = got.people.find((p) => !view.people.some((was) => was.id === p.id));
    if (made && !view.leads.some((l) => l.role === "subject")) {
      desk.take(await cases.setLead({ caseId: desk.id, role: "subject", siteId: "", personId: made.id, version: view.version }));
    }
  }

  async function site(): Promise<void> {
    const typed = typedOf("site.");
    const of = desk.view.value!.sites.find((s) => s.id === paste.view.value?.siteId);
    if (!any(typed) || !of) return;
    const got = await cases.saveSite({ caseId: desk.id, site: toSite(of, typed, of.version) });
    desk.take(got);
    saved((item) => item.field.startsWith("site."), got);
  }

  async function rest(): Promise<void> {
    const typed = Object.fromEntries(Object.entries(typedOf("")).filter(([key]) => order.includes(key)));
    if (!any(typed)) return;
    const view = desk.view.value!;
    const got = await cases.setOrder({ caseId: desk.id, contract: view.contract, accountUin: view.account.uin, ...typed, version: view.version });
    desk.take(got);
    saved((item) => order.includes(item.field), got);
  }

  /** Saves what is ticked; tells whether all of it went through. */
  async function save(): Promise<boolean> {
    chosen = paste.picked.value.map((row) => row.item);
    const done = await saving.run(async () => {
      for (const part of [client, lead, site, rest]) {
        await part();
        await desk.reload();
      }
    });
    if (!done) await desk.reload();
    return done;
  }

  return { ...paste, saving, save };
}
