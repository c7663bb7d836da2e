import { defineStore } from "pinia";
import { computed, ref, watch } from "vue";
import { drafts, newCaseDraft } from "@/lib/drafts";
import { lacked } from "@/lib/sitefields";
import type { ClientInput, OpenInput, PersonInput, SiteInput } from "@/bridge/types";

export const emptyClient = (): ClientInput => ({
  id: "",
  name: "",
  kind: "enterprise",
  creditCode: "",
  address: "",
  registered: "",
  investor: "",
  postcode: "",
  officePhone: "",
  contact: "",
  contactPhone: "",
  wechat: "",
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
  serverOwner: "",
  serverMonths: "",
  serverInstance: "",
  serverIp: "",
  serverUntil: "",
  domainUntil: "",
  boughtOn: "",
  verifiedOn: "",
  proofUntil: "",
  grantUntil: "",
  serverIpEnd: "",
  contents: [],
  languages: [],
  approvals: [],
  permits: {},
  details: {},
  remark: "",
  access: { where: "", region: "", name: "" },
  registrar: { where: "", region: "", name: "" },
  services: [],
  hazard: "",
  version: 0,
});

/** A site with what its case type has: what was typed under another type is left out. */
export function has(site: SiteInput, lacks: string[]): SiteInput {
  return { ...site, ...Object.fromEntries(Object.entries(emptySite()).filter(([key]) => lacked(lacks, key))) };
}

/** A case of which nothing is typed yet. */
export const fresh = (): OpenInput => ({
  clientId: "",
  client: emptyClient(),
  lead: emptyLead(),
  leadId: "",
  legalRep: false,
  roles: [],
  type: "first",
  province: "",
  icp: true,
  police: true,
  sites: [emptySite()],
  ownerId: "",
  lookup: "",
  lookupDay: "",
  remark: "",
  contract: "",
  accountUin: "",
  signedAt: "",
  values: {},
  agree: false,
  same: "",
  take: [],
  draft: newCaseDraft,
});

/** From what a case comes: another case, and one of what follows it ("" for the case alone). */
export interface From {
  caseId: string;
  key: string;
  number: string;
}

/** A kept case over an empty one: what the program has asked for since then is still empty. */
function read(body: string): { input: OpenInput; from?: From } {
  const { from, ...had } = JSON.parse(body) as OpenInput & { from?: From };
  return { from, input: over(had) };
}

function over(had: OpenInput): OpenInput {
  return {
    ...fresh(),
    ...had,
    client: { ...emptyClient(), ...had.client },
    lead: { ...emptyLead(), ...had.lead },
    sites: had.sites.map((site) => ({ ...emptySite(), ...site })),
  };
}

/**
 * A case being typed. It outlives its page, the window and the program: it is kept sealed in
 * the folder, for who typed it.
 */
export const useDraft = defineStore("newcase", () => {
  const input = ref<OpenInput>(fresh());
  const from = ref<From>();
  /** When what was put back had been typed; "" when nothing was. */
  const back = ref("");
  const dirty = computed(() => JSON.stringify(input.value) !== JSON.stringify(fresh()));

  watch(
    () => drafts.opened.value,
    () => {
      const had = drafts.get(newCaseDraft);
      const kept = had ? read(had.body) : { input: fresh() };
      input.value = kept.input;
      from.value = kept.from;
      back.value = had?.at ?? "";
    },
    { immediate: true, flush: "sync" },
  );
  watch([input, from], () => (dirty.value ? drafts.put(newCaseDraft, JSON.stringify({ ...input.value, from: from.value })) : drafts.drop(newCaseDraft)), {
    deep: true,
  });

  function clear(): void {
    input.value = fresh();
    from.value = undefined;
    back.value = "";
    drafts.drop(newCaseDraft);
  }
  return { input, from, back, dirty, clear };
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
