import { nextTick, onScopeDispose, watch, type Ref } from "vue";
import { materials } from "@/bridge/materials";
import type { DocumentView, MaterialItem } from "@/bridge/types";
import { keys } from "@/lib/keys";
import type { CaseActs } from "../acts/useCaseActs";
import type { CaseDesk } from "../useCase";
import { asksDays, dayFields } from "./days";

/** Asks for the days that stand on papers: of one that is picked, and, once nothing else is asked, of each that has just come in. */
export function useDays(desk: CaseDesk, acts: CaseActs, items: Ref<MaterialItem[]>) {
  const waiting: string[] = [];
  const of = (code: string) => items.value.find((i) => i.code === code);

  function ask(code: string, doc: DocumentView, arrived = false): void {
    const paper = of(code);
    if (!paper) return;
    acts.asking.put({
      title: `${paper.label}的日期`,
      text: `照文件上写的登记，没有写的空着。太旧或过期的会提醒。${arrived ? "文件已经收下，以后再登记也行。" : ""}`,
      about: `第 ${doc.no} 版，${doc.name}`,
      confirm: "登记",
      cancel: arrived ? "先不登记" : undefined,
      keep: `days:${doc.id}`,
      values: dayFields(paper, doc),
      save: async (typed) => {
        desk.takeMaterials(await materials.setDays({ documentId: doc.id, issued: typed.issued ?? "", until: typed.until ?? "" }));
        await desk.reload();
      },
    });
  }

  /** Nothing lies over the page: no dialog, no menu, and none is about to. */
  const free = () => !acts.asking.shown.value && keys.layers.length === 1;
  let gone = false;
  async function next(): Promise<void> {
    await nextTick();
    while (waiting.length && free() && !gone) {
      const code = waiting.shift()!;
      const newest = of(code)?.versions[0];
      if (newest && !newest.days) ask(code, newest, true);
    }
  }
  // One dialog after the other: two papers that came in together are each asked for theirs.
  watch(free, next);
  onScopeDispose(() => (gone = true));

  /** A file of this material has come in. One that has to be sent anew is asked for nothing. */
  function came(code: string): void {
    const paper = of(code);
    if (!paper || !asksDays(paper) || paper.state === "不合格" || waiting.includes(code)) return;
    waiting.push(code);
    void next();
  }
  return { ask, came };
}
