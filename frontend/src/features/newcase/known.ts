import { computed, reactive, shallowRef, type ComputedRef } from "vue";
import { cases } from "@/bridge/cases";
import type { EarlierView, MatchView, OpenInput } from "@/bridge/types";

/** Fields by which a client or an earlier case is known again. */
const marks = /^(clientId|client\.(name|kind|creditCode)|lead\.(name|docNumber)|sites\.\d+\.domain)$/;

/** Who and what of a new case is there already: offered, never taken unasked. */
export function useKnown(input: ComputedRef<OpenInput>) {
  const found = shallowRef<MatchView[]>([]);
  const earlier = shallowRef<EarlierView[]>([]);
  /** Differences whose new value is taken, by client and field; what is stored empty is filled unless it was chosen otherwise. */
  const chosen = reactive<Record<string, boolean>>({});
  let turn = 0;

  async function look(): Promise<void> {
    const mine = ++turn;
    const { clientId, client, lead, sites } = input.value;
    try {
      const got = await cases.known({ clientId, client, lead, domains: sites.map((site) => site.domain) });
      if (mine !== turn) return;
      found.value = got.matches;
      earlier.value = got.cases;
    } catch {
      // A help while typing: opening the case looks again and asks.
    }
  }

  const key = (of: MatchView, field: string) => `${of.clientId} ${field}`;
  const takes = (of: MatchView, field: string): boolean => chosen[key(of, field)] ?? of.differs.find((d) => d.field === field)?.ours === "";

  return {
    marks: (path: string) => marks.test(path),
    look,
    found,
    /** Clients that are offered: none once one is chosen, or another is wanted. */
    matches: computed(() => (input.value.clientId || input.value.same === "new" ? [] : found.value)),
    takes,
    choose: (of: MatchView, field: string, take: boolean) => (chosen[key(of, field)] = take),
    taken: (of: MatchView) => of.differs.filter((d) => takes(of, d.field)).map((d) => d.field),
    earlier: (domain: string) => earlier.value.filter((one) => one.domain === domain),
  };
}
