import type { Fill } from "@/bridge/types";
import type { CaseDesk } from "../useCase";
import { partOf } from "./siteForms";
import type { CaseActs } from "./useCaseActs";
import type { useRoles } from "./useRoles";

/** Opens the dialog in which a value of a portal's form is filled in; `materials` shows the paper that is wanted. */
export function useFill(desk: CaseDesk, acts: CaseActs, roles: ReturnType<typeof useRoles>, materials: () => void) {
  return function fill(at: Fill, sheet: string): void {
    const view = desk.view.value!;
    const site = view.sites.find((s) => s.id === at.of);
    const person = view.people.find((p) => p.id === at.of);
    if (at.what === "site" && site) acts.site(site, partOf(at.key, sheet), at.key);
    else if (at.what === "person" && person) acts.person(person, [at.key]);
    else if (at.what === "role") roles.name(at.key, at.of);
    else if (at.what === "client") void acts.client([at.key]);
    else if (at.what === "case") acts.remark();
    else if (at.what === "material") materials();
  };
}
