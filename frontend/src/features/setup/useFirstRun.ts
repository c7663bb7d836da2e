import { computed, reactive, ref, shallowRef } from "vue";
import { desk } from "@/bridge/desk";
import type { CreatedView, DeskView } from "@/bridge/types";
import type { AppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";
import { groupFaults, tidyGroup } from "@/lib/recovery";

/** A field of the page that still wants something, in the order of the page. */
export interface Missing {
  field: string;
  words: string;
}

/** The page's field of Go's: the first 经办 is only a name to it. */
const fieldOf = (error?: AppError) => (error?.field === "name" ? "staff" : (error?.field ?? ""));

/** First run: folder, name and passphrase make the desk; two groups typed back open it, which `made` is told. A picked folder that holds something goes to `chosen`. */
export function useFirstRun(view: DeskView, made: (view: DeskView) => void, chosen: (view: DeskView) => void) {
  // A folder was made already, and the page has begun anew before its code was typed back.
  const waiting = view.fresh?.recovery.length ? view.fresh : undefined;
  const typed = reactive({ folder: view.state === "first" ? view.folder : "", staff: (waiting && view.staff[0]?.label) ?? "", passphrase: "", again: "" });
  const back = ref<string[]>([]);
  const created = shallowRef<CreatedView | undefined>(waiting);
  const told = ref(false);
  /** What there is to say of a folder, as long as it is the one chosen. */
  const looked = shallowRef({ folder: typed.folder, warnings: view.warnings ?? [] });
  const warnings = computed(() => (looked.value.folder === typed.folder.trim() ? looked.value.warnings : []));
  const { busy, error, run } = useAct();

  const missing = computed<Missing[]>(() => {
    const out: Missing[] = [];
    if (!created.value) {
      if (!typed.folder.trim()) out.push({ field: "folder", words: "选一个资料夹" });
      if (!typed.staff.trim()) out.push({ field: "staff", words: "填写你的姓名" });
      if (!typed.passphrase) out.push({ field: "passphrase", words: "设一个口令" });
      if (!typed.again || typed.again !== typed.passphrase) {
        out.push({ field: "again", words: typed.again ? "两次不一致，请再输一次" : "再输一次口令" });
      }
      return out;
    }
    groupFaults(created.value, back.value).forEach((words, i) => words && out.push({ field: `group-${i}`, words }));
    return out;
  });
  const faultOf = (field: string): string => {
    if (fieldOf(error.value) === field) return error.value?.message ?? "";
    return told.value ? (missing.value.find((m) => m.field === field)?.words ?? "") : "";
  };

  async function pick(): Promise<void> {
    await run(async () => {
      const { path } = await desk.pickFolder();
      if (!path) return;
      typed.folder = path;
      const now = await desk.choose({ folder: path });
      looked.value = { folder: path, warnings: now.warnings };
      if (now.state !== "first") chosen(now);
    });
  }

  /** Goes on, or tells which field is the first to want something. */
  async function go(): Promise<string> {
    const first = missing.value[0];
    told.value = true;
    if (first) return first.field;
    if (!created.value) {
      const done = await run(async () => {
        created.value = await desk.create({
          folder: typed.folder.trim(),
          passphrase: typed.passphrase,
          staff: typed.staff.trim(),
        });
      });
      told.value = false;
      return done ? "group-0" : fieldOf(error.value);
    }
    await run(async () => made(await desk.confirm({ groups: back.value.map(tidyGroup) })));
    return fieldOf(error.value);
  }

  return { typed, back, created, warnings, busy, error, faultOf, pick, go };
}
