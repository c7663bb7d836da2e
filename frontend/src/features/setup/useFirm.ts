import { onMounted, reactive } from "vue";
import { settings } from "@/bridge/settings";
import type { LetterheadInput, PriceInput } from "@/bridge/types";
import { useAct } from "@/lib/load";

/** What papers and fees want of a new desk. All of it may be put off; the rest of the letterhead stands in the settings. */
export function useFirm(done: () => void) {
  const typed = reactive({ name: "", phone: "", bankName: "", bankAcct: "", icp: "", police: "" });
  const { busy, error, run } = useAct();
  let letterhead: LetterheadInput | undefined;
  let price: PriceInput | undefined;

  onMounted(() =>
    run(async () => {
      ({ letterhead, price } = await settings.get());
      Object.assign(typed, { icp: price.icp, police: price.police });
    }),
  );

  const faultOf = (field: string): string =>
    error.value?.field === field ? error.value.message : (error.value?.problems.find((p) => p.field === field)?.message ?? "");

  /** Saves both, or tells which field is wrong. A letterhead that is saved stays so when the price is not. */
  async function save(): Promise<string> {
    await run(async () => {
      const { name, phone, bankName, bankAcct, icp, police } = typed;
      if (!letterhead || !price) ({ letterhead, price } = await settings.get());
      ({ letterhead, price } = await settings.saveLetterhead({ ...letterhead, name, phone, bankName, bankAcct }));
      await settings.savePrice({ ...price, icp, police });
      done();
    });
    return error.value?.field ?? "";
  }

  return { typed, busy, error, faultOf, save };
}
