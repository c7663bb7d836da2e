import { onMounted, reactive, ref, watch } from "vue";
import { settings } from "@/bridge/settings";
import type { LetterheadInput, PriceInput } from "@/bridge/types";
import { drafts, settingsDraft } from "@/lib/drafts";
import { useAct } from "@/lib/load";

/** Which part of the settings keeps which field. */
const parts = { letterhead: ["name", "phone", "bankName", "bankAcct"], price: ["icp", "police"] } as const;

/**
 * What papers and fees want of a new desk. All of it may be put off; the rest of the letterhead
 * stands in the settings. What is typed and not saved is kept as the settings' own forms keep it,
 * so that they put it back when it was put off.
 */
export function useFirm(done: () => void) {
  const typed = reactive({ name: "", phone: "", bankName: "", bankAcct: "", icp: "", police: "" });
  const { busy, error, run } = useAct();
  let letterhead: LetterheadInput | undefined;
  let price: PriceInput | undefined;
  /** When what was put back had been typed; "" when nothing was. */
  const back = ref("");
  /** What the fields hold when nothing is typed; before that is read nothing is kept. */
  let first: typeof typed | undefined;

  onMounted(() =>
    run(async () => {
      ({ letterhead, price } = await settings.get());
      const { name, phone, bankName, bankAcct } = letterhead;
      first = { name, phone, bankName, bankAcct, icp: price.icp, police: price.police };
      Object.assign(typed, first);
      for (const part of Object.keys(parts)) {
        const had = drafts.get(settingsDraft(part));
        if (!had) continue;
        Object.assign(typed, JSON.parse(had.body));
        back.value = had.at || "刚才";
      }
    }),
  );
  watch(typed, (now) => {
    for (const [part, keys] of Object.entries(parts)) {
      const changed = keys.filter((key) => first && now[key] !== first[key]).map((key) => [key, now[key]]);
      if (changed.length) drafts.put(settingsDraft(part), JSON.stringify(Object.fromEntries(changed)));
      else if (first) drafts.drop(settingsDraft(part));
    }
  });
  function discard(): void {
    Object.assign(typed, first);
    back.value = "";
  }

  const faultOf = (field: string): string =>
    error.value?.field === field ? error.value.message : (error.value?.problems.find((p) => p.field === field)?.message ?? "");

  /** Saves both, or tells which field is wrong. A letterhead that is saved stays so when the price is not. */
  async function save(): Promise<string> {
    await run(async () => {
      const { name, phone, bankName, bankAcct, icp, police } = typed;
      if (!letterhead || !price) ({ letterhead, price } = await settings.get());
      ({ letterhead, price } = await settings.saveLetterhead({ ...letterhead, name, phone, bankName, bankAcct }));
      await settings.savePrice({ ...price, icp, police });
      for (const part of Object.keys(parts)) drafts.drop(settingsDraft(part));
      done();
    });
    return error.value?.field ?? "";
  }

  return { typed, back, discard, busy, error, faultOf, save };
}
