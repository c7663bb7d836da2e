import { ref, shallowRef } from "vue";
import { rights } from "@/bridge/rights";
import type { ClientView, ConsentView, ErasureView, PersonView } from "@/bridge/types";
import { field, type Asking } from "@/acts/ask/ask";
import { useAct } from "@/lib/load";
import type { Evidence } from "./useEvidence";

/** What a person is owed about his own data: his consents, a copy, word of a breach, and that it is erased. */
export function usePersonRights(asking: Asking, erasing: Asking, evidence: Evidence, view: () => ClientView | undefined, reload: () => Promise<unknown>) {
  const of = (person: PersonView) => (view()?.consents ?? []).filter((one) => one.personId === person.id);

  function agree(person: PersonView): void {
    const choices = view()?.agree;
    if (!choices) return;
    evidence.begin();
    asking.put({
      title: "登记同意",
      about: person.name,
      text: `敏感个人信息、提供给别人要各自单独同意。${choices.note}。`,
      confirm: "登记",
      keep: `consent:${person.id}`,
      width: 560,
      values: [
        field("matters", "同意事项", { kind: "choices", required: true, options: choices.matters }),
        field("way", "同意方式", { kind: "choice", required: true, options: choices.ways }),
        field("on", "同意日期", { kind: "day", happened: true, hint: "空着就是今天" }),
        field("evidence", "凭据", { kind: "long", required: true, hint: "同意书第几版、存在哪里，或原话" }),
      ],
      save: async (typed) => {
        const { way = "", on = "", evidence: text = "" } = typed;
        const given = { person: person.id, matters: (typed.matters ?? "").split(",").filter(Boolean), way, on, evidence: text };
        const file = evidence.file.value;
        await (file ? rights.addConsentWithFile(given, file.name, file.bytes) : rights.addConsent(given));
        evidence.file.value = undefined;
        await reload();
      },
    });
  }

  function withdraw(person: PersonView, consent: ConsentView): void {
    evidence.wanted.value = "";
    asking.put({
      title: "撤回同意",
      about: `${person.name} ・ ${consent.matter}`,
      text: `${view()?.agree.follows ?? ""}。`,
      confirm: "登记撤回",
      keep: `consent:back:${consent.id}`,
      values: [
        field("on", "撤回日期", { kind: "day", happened: true, hint: "空着就是今天" }),
        field("follows", "撤回后的处理", { kind: "long", required: true, hint: "如 停办，删除扫描件；登记错了的写明登记错了" }),
      ],
      save: async (typed) => {
        await rights.withdrawConsent({ id: consent.id, on: typed.on ?? "", follows: typed.follows ?? "" });
        await reload();
      },
    });
  }

  /** Where something was saved. */
  const notice = ref("");
  const told = (path: string) => (notice.value = path ? `已存到 ${path}` : "");

  function copy(person: PersonView): void {
    evidence.wanted.value = "";
    asking.put({
      title: "个人信息副本",
      about: person.name,
      text: "本人查阅、复制自己的个人信息时用（《个人信息保护法》第四十五条）：存着的各项、在哪些案件里、收过哪些材料、同意过什么、交给过谁、谁看过。导出一次记一条。",
      confirm: "存为文件",
      width: 520,
      keep: `copy:${person.id}`,
      values: [field("whole", "不遮号码和地址：交给本人的是全文", { kind: "check" })],
      save: async (typed) => told((await rights.copy({ personId: person.id, whole: typed.whole === "true" })).path),
    });
  }

  function breach(): void {
    evidence.wanted.value = "";
    asking.put({
      title: "个人信息安全事件通知",
      about: view()?.client.name ?? "",
      text: "信息泄露、丢失时，给这个客户的每位负责人和联系人各写一份（《个人信息保护法》第五十七条），种类照存着的写。存成文本，核对后再发。",
      confirm: "写通知",
      width: 560,
      keep: `breach:${view()?.client.id ?? ""}`,
      values: [
        field("on", "哪天发生或发现", { kind: "day", required: true, happened: true }),
        field("what", "经过和原因", { kind: "long", required: true }),
        field("done", "已采取的补救措施", { kind: "long", required: true }),
        field("harm", "可能的危害", { kind: "long", hint: "空着用通常的话" }),
        field("advice", "本人可以做什么", { kind: "long", hint: "空着用通常的话" }),
      ],
      save: async (typed) => {
        const cases = (view()?.cases ?? []).map((row) => row.number);
        const { on = "", what = "", done = "", harm = "", advice = "" } = typed;
        told((await rights.breach({ cases, on, what, done, harm, advice })).path);
      },
    });
  }

  const plan = shallowRef<ErasureView>();
  const planning = useAct();

  async function erase(person: PersonView): Promise<void> {
    if (!(await planning.run(async () => (plan.value = await rights.planErasure(person.id))))) return;
    erasing.put({
      title: "删除个人信息",
      about: person.name,
      text: plan.value?.blocked || "本人要求、撤回同意，或不再需要时用。删除后不能恢复。",
      confirm: "删除",
      width: 640,
      keep: `erase:${person.id}`,
      values: [field("reason", "原因", { kind: "long", required: true, hint: "如 本人要求；不写姓名和号码" })],
      save: async (typed) => {
        await rights.erase({ person: person.id, reason: typed.reason ?? "" });
        await reload();
      },
    });
  }

  return { of, agree, withdraw, copy, breach, erase, plan, planning, notice };
}
