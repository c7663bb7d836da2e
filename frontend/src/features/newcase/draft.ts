import { defineStore } from "pinia";
import { computed, ref, watch } from "vue";
import { useSession } from "@/bridge/session";
import type { ClientInput, OpenInput, PersonInput, SiteInput } from "@/bridge/types";

export const emptyClient = (): ClientInput => ({
  id: "",
  name: "",
  kind: "enterprise",
  creditCode: "",
  address: "",
  postcode: "",
  officePhone: "",
  fapiaoTitle: "",
  fapiaoTaxNo: "",
  note: "",
  version: 0,
});
export const emptyLead = (): PersonInput => ({
  id: "",
  clientId: "",
  name: "",
  docKind: "id",
  docNumber: "",
  docUntil: "",
  docAddress: "",
  living: "",
  mobile: "",
  emergency: "",
  email: "",
  version: 0,
});
export const emptySite = (): SiteInput => ({
  id: "",
  name: "",
  domain: "",
  interactive: false,
  serverKind: "",
  serverIp: "",
  serverUntil: "",
  domainUntil: "",
  proofUntil: "",
  grantUntil: "",
  version: 0,
});
const empty = (): OpenInput => ({
  clientId: "",
  client: emptyClient(),
  lead: emptyLead(),
  leadId: "",
  legalRep: false,
  type: "first",
  province: "",
  icp: true,
  police: true,
  sites: [emptySite()],
  ownerId: "",
  lookup: "",
  lookupDay: "",
  signedAt: "",
  values: {},
  agree: false,
});

/**
 * A case being typed. It lies in memory only: numbers and free text may not lie in clear on
 * the disk. It outlives the page, and the window asks before it closes on one.
 */
export const useDraft = defineStore("newcase", () => {
  const session = useSession();
  const input = ref<OpenInput>(empty());
  const dirty = computed(() => JSON.stringify(input.value) !== JSON.stringify(empty()));
  watch(dirty, (now) => void session.setDirty("newcase", now));

  function clear(): void {
    input.value = empty();
  }
  return { input, dirty, clear };
});

/** A value by its path, as Go names fields: "lead.mobile", "sites.0.domain". */
export function valueAt(input: OpenInput, path: string): unknown {
  return path.split(".").reduce<unknown>((of, key) => (of as Record<string, unknown> | undefined)?.[key], input);
}

export function setAt(input: OpenInput, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop()!;
  const home = keys.reduce<unknown>((of, key) => (of as Record<string, unknown>)[key], input);
  (home as Record<string, unknown>)[last] = value;
}
