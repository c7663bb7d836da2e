import { onBeforeUnmount, onMounted, watch } from "vue";
import { handovers } from "@/bridge/handovers";
import { onEvent } from "@/bridge/runtime";
import type { HandoversView, HandoverView } from "@/bridge/types";
import { usePages } from "@/lib/list/pages";
import { usePause } from "@/lib/delayed";
import { field, type Asking } from "@/acts/ask/ask";
import { reason, when } from "@/acts/record/form";

const pageSize = 50;

/** The register of hand-overs, of one case or of all, page by page. */
export function useHandovers(asking: Asking, filter: () => { caseId: string; recipient: string; text: string }) {
  const list = usePages<HandoverView, HandoversView>((cursor) => handovers.list({ ...filter(), cursor, pageSize }));
  onMounted(list.restart);
  // Typing waits for a pause, a choice does not.
  const typing = usePause();
  watch(
    () => filter().text,
    () => typing.after(list.restart),
  );
  watch(
    () => JSON.stringify({ ...filter(), text: "" }),
    () => void list.restart(),
  );
  onBeforeUnmount(onEvent("desk:changed", () => void list.reload()));

  /** Registers by hand what no step hands over. */
  async function add(caseId: string, about: string): Promise<void> {
    const choices = await handovers.choices(caseId);
    asking.put({
      title: "登记移交",
      about,
      text: "提交预审、送管局、送公安由办理的步骤自动登记，不用再登。只写种类，不写号码、电话和邮箱。",
      confirm: "登记",
      keep: `handover:${caseId}`,
      width: 560,
      values: [
        field("recipient", "交给了谁", { kind: "choice", required: true, options: choices.recipients }),
        field("name", "接收方名称", { required: true, when: (typed) => choices.unnamed.includes(typed.recipient ?? "") }),
        field("kinds", "交出的种类", { kind: "choices", required: true, options: choices.kinds }),
        field("purpose", "目的", { required: true, hint: "如 代为递交纸质材料" }),
        field("basis", "依据", { kind: "choice", required: true, options: choices.bases }),
        field("note", "说明", { kind: "long", hint: "如 同意书存在哪里" }),
        { ...when, label: "移交时间" },
      ],
      save: async (typed) => {
        await handovers.add({
          caseId,
          recipient: typed.recipient ?? "",
          name: typed.name ?? "",
          kinds: (typed.kinds ?? "").split(",").filter(Boolean),
          purpose: typed.purpose ?? "",
          basis: typed.basis ?? "",
          note: typed.note ?? "",
          at: typed.at ?? "",
        });
        await list.reload();
      },
    });
  }

  const withdraw = (row: HandoverView) =>
    asking.put({
      title: "撤回移交登记",
      about: `${row.name} ・ ${row.purpose}`,
      text: "登记错了才撤回。这一条划去留着看，不会删掉。",
      confirm: "撤回",
      keep: `handover:back:${row.id}`,
      values: [reason],
      save: async (typed) => {
        await handovers.withdraw({ id: row.id, reason: typed.reason ?? "" });
        await list.reload();
      },
    });

  return { ...list, add, withdraw };
}
