import { computed, ref, shallowRef, watch } from "vue";
import { clients } from "@/bridge/clients";
import { rights } from "@/bridge/rights";
import type { ConsentView } from "@/bridge/types";
import { AppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";
import type { Asking } from "@/acts/ask/ask";
import type { InFile } from "@/ui/form/FileDrop.vue";

/** The files that prove consents: the one that is being put in, and the one that is looked at. */
export function useEvidence(asking: Asking, consents: () => ConsentView[], reload: () => Promise<unknown>) {
  /** What was chosen and not saved yet. */
  const file = shallowRef<InFile>();
  /** What the question on screen wants a file for: a new consent may have one, one that is put in must. */
  const wanted = ref<"" | "may" | "must">("");

  // What was said of the last file is not true of another.
  watch(file, () => {
    if (asking.error.value?.field === "file") asking.error.value = undefined;
  });

  /** A question that may have a file is put. */
  function begin(): void {
    file.value = undefined;
    wanted.value = "may";
  }

  function attach(consent: ConsentView, dropped?: InFile): void {
    close();
    file.value = dropped;
    wanted.value = "must";
    const had = consent.file.url !== "";
    asking.put({
      title: had ? "换凭据文件" : "放凭据文件",
      about: consent.matter,
      text: had ? "换好以后，原来的文件从资料夹里删去。" : "",
      confirm: had ? "换" : "放入",
      values: [],
      save: async () => {
        if (!file.value) throw new AppError("invalid", "请选一个文件：JPG、PNG 或 PDF", "file");
        await rights.uploadEvidence(consent.id, file.value.name, file.value.bytes);
        file.value = undefined;
        await reload();
      },
    });
  }

  const looked = ref("");
  const consent = computed(() => consents().find((one) => one.id === looked.value && one.file.url !== ""));
  const saving = useAct();
  const saved = ref("");

  function look(of: ConsentView): void {
    saving.error.value = undefined;
    saved.value = "";
    looked.value = of.id;
  }
  function close(): void {
    looked.value = "";
  }
  const reveal = async () => (await clients.reveal({ token: `consent:${looked.value}`, caseId: "", use: "show" })).value;
  const save = () => saving.run(async () => (saved.value = (await rights.saveEvidence(looked.value)).path));

  return { file, wanted, begin, attach, consent, look, close, reveal, save, saving, saved };
}

export type Evidence = ReturnType<typeof useEvidence>;
