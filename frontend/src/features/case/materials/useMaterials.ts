import { computed, ref, shallowRef } from "vue";
import { materials } from "@/bridge/materials";
import { toAppError } from "@/lib/apperror";
import { stepTo } from "@/lib/list/steps";
import { field } from "@/acts/ask/ask";
import type { InFile } from "@/ui/form/FileDrop.vue";
import type { CaseActs } from "../acts/useCaseActs";
import type { CaseDesk } from "../useCase";
import { sourceOf } from "./fields";
import { useDays } from "./useDays";

/** A file on its way in. */
export interface Upload {
  id: number;
  name: string;
  label: string;
  state: "sending" | "failed";
  message: string;
}

/** The materials of a case: which one is looked at, and files on their way in. Held by the case's page: a file that is on its way arrives, or is told to have failed, whatever tab is open. */
export function useMaterials(desk: CaseDesk, acts: CaseActs) {
  const items = computed(() => desk.view.value?.materials.items ?? []);
  const picked = ref("");
  const item = computed(() => items.value.find((i) => i.code === picked.value) ?? items.value.find((i) => i.state === "不合格") ?? items.value[0]);
  const select = (code: string) => (picked.value = code);

  /** Moves by a key among the items; `page` of them are in sight. */
  function step(key: string, page: number): void {
    const at = items.value.findIndex((i) => i.code === item.value?.code);
    const next = items.value[stepTo(key, at, items.value.length, page)];
    if (next) select(next.code);
  }

  const days = useDays(desk, acts, items);
  const uploads = shallowRef<Upload[]>([]);
  let count = 0;
  const set = (id: number, to?: Partial<Upload>) => {
    uploads.value = to ? uploads.value.map((u) => (u.id === id ? { ...u, ...to } : u)) : uploads.value.filter((u) => u.id !== id);
  };

  /** Hands files to Go one after the other; what failed stays listed with its reason. */
  async function send(code: string, files: InFile[]): Promise<void> {
    const label = items.value.find((i) => i.code === code)?.label ?? code;
    const queue = files.map((file) => ({ file, id: ++count }));
    uploads.value = [...uploads.value, ...queue.map(({ file, id }): Upload => ({ id, name: file.name, label, state: "sending", message: "" }))];
    select(code);
    for (const { file, id } of queue) {
      try {
        desk.takeMaterials(await materials.upload(desk.id, code, file.name, file.bytes));
        set(id);
      } catch (thrown) {
        set(id, { state: "failed", message: toAppError(thrown).message });
      }
    }
    // What may happen next can hang on a material.
    await desk.reload();
    if (queue.some(({ id }) => !uploads.value.some((u) => u.id === id))) days.came(code);
  }

  /** Files that came from nowhere in particular: asks which item each belongs to. */
  function ask(files: InFile[]): void {
    const options = items.value.filter((i) => i.kind === "file").map((i) => ({ code: i.code, label: i.label }));
    const first = files.length === 1 && item.value?.kind === "file" ? item.value.code : "";
    acts.asking.put({
      title: "放到哪一项",
      confirm: "放入",
      values: files.map((file, i) => field(`file-${i}`, file.name || `第 ${i + 1} 个文件`, { kind: "choice", required: true, default: first, options })),
      save: async (typed) => {
        for (const [i, file] of files.entries()) void send(typed[`file-${i}`] ?? "", [file]);
      },
    });
  }

  /** Opens the dialog in which a field item is kept: of the person, the client or the site. */
  function edit(code: string): void {
    const of = items.value.find((i) => i.code === code);
    const source = sourceOf(code);
    const view = desk.view.value;
    if (!of || !source || !view) return;
    if (source.of === "client") void acts.client(source.keys);
    else if (source.of === "site") view.sites[0] && acts.site(view.sites[0]);
    else {
      const person = view.people.find((p) => `person:${p.id}` === of.target);
      acts.person(person, person ? source.keys : []);
    }
  }

  return { items, item, select, step, uploads, dismiss: (id: number) => set(id), send, ask, edit, days: days.ask };
}

export type Materials = ReturnType<typeof useMaterials>;
