import { cases } from "@/bridge/cases";
import { clients } from "@/bridge/clients";
import { useSession } from "@/bridge/session";
import type { CaseView, LeadView, PersonInput, PersonView, RoleView } from "@/bridge/types";
import { field, type Asking } from "@/acts/ask/ask";
import { named } from "@/lib/files";
import type { FormValue } from "@/ui/form/form";
import { newPerson, personForm, toPerson } from "./forms";
import type { CaseDesk } from "../useCase";

/** A role that may be given, in one site where it goes by site. */
export interface Post {
  key: string;
  label: string;
  role: string;
  siteId: string;
  /** Who has it now, "" when nobody. */
  holder: string;
}

const wanted = ["subject", "site"];
const policeAsks = ["security", "opinion"];

/** The roles of a case. Those that only the police's form asks for are left out elsewhere, unless somebody has them. */
export function postsOf(view: CaseView, roles: RoleView[]): Post[] {
  const police = view.form.some((sheet) => sheet.code === "police-site");
  const holder = (role: string, siteId: string) => view.leads.find((l: LeadView) => l.role === role && l.siteId === siteId)?.personId ?? "";
  return roles.flatMap((one): Post[] => {
    const role = { ...one, label: named(one.label, view.files) };
    if (!role.bySite) return [{ key: `role-${role.code}`, label: role.label, role: role.code, siteId: "", holder: holder(role.code, "") }];
    return view.sites
      .map((site) => ({
        key: `role-${role.code}-${site.id}`,
        role: role.code,
        siteId: site.id,
        holder: holder(role.code, site.id),
        label: view.sites.length > 1 ? `${role.label}（${site.domain || site.name}）` : role.label,
      }))
      .filter((post) => police || post.holder || !policeAsks.includes(role.code));
  });
}

/** Ticks for the roles of one person; a new one is offered what nobody has yet and every case needs. */
function roleForm(posts: Post[], people: PersonView[], personId: string): FormValue[] {
  return posts.map((post) => {
    const other = post.holder && post.holder !== personId ? people.find((p) => p.id === post.holder)?.name : "";
    const on = personId ? post.holder === personId : !post.holder && wanted.includes(post.role);
    return field(post.key, other ? `${post.label}（现为${other}）` : post.label, { kind: "check", default: on ? "true" : "" });
  });
}

/** Who answers for what in a case: a person added with roles, or the roles of one changed. */
export function useRoles(desk: CaseDesk, asking: Asking) {
  const session = useSession();
  const view = () => desk.view.value!;
  const posts = () => postsOf(view(), session.view?.roles ?? []);
  const about = () => `${view().client} ・ ${view().number}`;

  /** Gives and takes roles one by one, each on the version that the one before left. */
  async function give(personId: string, all: Post[], typed: Record<string, string>, version: number): Promise<void> {
    let now = version;
    for (const post of all) {
      const on = typed[post.key] === "true";
      if (on === (post.holder === personId)) continue;
      const got = await cases.setLead({ caseId: desk.id, role: post.role, siteId: post.siteId, personId: on ? personId : "", version: now });
      now = got.version;
      desk.take(got);
    }
  }

  function change(of: PersonView): void {
    asking.put({
      title: `${of.name}的角色`,
      about: about(),
      values: roleForm(posts(), view().people, of.id),
      confirm: "存下",
      keep: `roles:${desk.id}:${of.id}`,
      version: () => view().version,
      refresh: desk.reload,
      save: (typed, version) => give(of.id, posts(), typed, version),
    });
  }

  function add(): void {
    const all = posts();
    // A person saved before a role was refused is not added a second time.
    let person: PersonInput = newPerson(view().clientId);
    const [name, ...rest] = personForm(person, session.view?.docKinds ?? []);
    asking.put({
      title: "添加负责人",
      about: about(),
      values: [name!, ...roleForm(all, view().people, ""), ...rest],
      confirm: "存下",
      keep: `roles:${desk.id}:new`,
      width: 520,
      version: () => view().version,
      refresh: desk.reload,
      save: async (typed, version) => {
        const fields = Object.fromEntries(Object.entries(typed).filter(([key]) => !all.some((post) => post.key === key)));
        const before = new Set(view().people.map((p) => p.id));
        const saved = await clients.savePerson(toPerson(person, fields, person.version));
        const made = saved.people.find((p) => (person.id ? p.id === person.id : !before.has(p.id)))!;
        person = { ...person, id: made.id, version: made.version };
        await give(made.id, posts(), typed, version);
        await desk.reload();
      },
    });
  }

  /** Names somebody for one role; who is not there yet is added with it. */
  function name(role: string, siteId: string): void {
    const post = posts().find((p) => p.role === role && p.siteId === siteId);
    if (!post || view().people.length === 0) return add();
    asking.put({
      title: `指定${post.label}`,
      text: "可以就是主体负责人。要选的人不在列表里的，先在右边“负责人”里添加。",
      about: about(),
      values: [
        field("person", post.label, {
          kind: "choice",
          default: post.holder,
          options: view().people.map((p) => ({ code: p.id, label: [p.name, ...p.roles].join("，") })),
        }),
      ],
      confirm: "存下",
      version: () => view().version,
      refresh: desk.reload,
      save: async (typed, version) => desk.take(await cases.setLead({ caseId: desk.id, role, siteId, personId: typed.person ?? "", version })),
    });
  }

  return { add, change, name };
}
