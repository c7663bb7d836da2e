import { computed, ref, watch } from "vue";
import { rights } from "@/bridge/rights";
import { handovers } from "@/bridge/handovers";
import type { ActionView, ClosingStep, NextView } from "@/bridge/types";
import { field } from "@/acts/ask/ask";
import { useAct, useLoad } from "@/lib/load";
import type { CaseActs } from "../acts/useCaseActs";
import type { CaseDesk } from "../useCase";

/** The stages in which a case comes to its end. */
export const ends = ["revoke", "handover", "left-bill", "left-scans"];

/** The four steps by which a case comes to its end. Where each stands is what the case says: whoever leaves goes on there. */
export function useClosing(desk: CaseDesk, acts: CaseActs) {
  const shown = ref(false);
  const { data, error, busy, reload } = useLoad(() => rights.closing(desk.id));
  const steps = computed(() => data.value?.steps ?? []);
  /** The step that is looked at: of itself the first that is not done. */
  const chosen = ref("");
  const first = computed(() => (steps.value.find((step) => step.stands !== "done") ?? steps.value.at(-1))?.code ?? "");
  const step = computed(() => steps.value.find((one) => one.code === (chosen.value || first.value)));

  async function show(): Promise<void> {
    chosen.value = "";
    shown.value = true;
    await reload();
  }
  async function again(): Promise<void> {
    chosen.value = "";
    await reload();
  }
  watch(
    () => desk.view.value?.version,
    () => shown.value && void again(),
  );

  /** The actions of the case by which a step is taken. */
  function actionsOf(of: ClosingStep): ActionView[] {
    const next = desk.view.value?.next.find((one: NextView) => one.runId === of.run);
    return (next?.actions ?? []).filter((action) => of.acts.includes(action.code));
  }

  const opening = useAct();
  /** Registers what the client was given back. */
  const give = () =>
    opening.run(async () => {
      const choices = await handovers.choices(desk.id);
      const view = desk.view.value!;
      acts.asking.put({
        title: "登记交还",
        about: `${view.client} ・ ${view.number}`,
        text: "交给客户的备案号、页脚代码、原件和资料。只写种类，告知书照此写明。",
        confirm: "登记交还",
        keep: `closing:${desk.id}`,
        width: 560,
        values: [
          field("kinds", "交还的种类", { kind: "choices", required: true, options: choices.kinds }),
          field("note", "说明", { kind: "long", hint: "如 原件快递单号" }),
        ],
        save: async (typed) => {
          await rights.give({ caseId: desk.id, kinds: (typed.kinds ?? "").split(",").filter(Boolean), note: typed.note ?? "" });
          await again();
        },
      });
    });

  return { shown, steps, step, error, busy, reload, again, show, choose: (code: string) => (chosen.value = code), actionsOf, give, opening };
}

export type Closing = ReturnType<typeof useClosing>;
