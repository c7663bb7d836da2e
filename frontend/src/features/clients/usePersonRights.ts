import { rights } from "@/bridge/rights";
import type { ClientView, ConsentView, PersonView } from "@/bridge/types";
import { field, type Asking } from "@/acts/ask/ask";

/** What a person is owed about his own data: his consents, registered and withdrawn. */
export function usePersonRights(asking: Asking, view: () => ClientView | undefined, reload: () => Promise<unknown>) {
  const of = (person: PersonView) => (view()?.consents ?? []).filter((one) => one.personId === person.id);

  function agree(person: PersonView): void {
    const choices = view()?.agree;
    if (!choices) return;
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
        await rights.addConsent({
          person: person.id,
          matters: (typed.matters ?? "").split(",").filter(Boolean),
          way: typed.way ?? "",
          on: typed.on ?? "",
          evidence: typed.evidence ?? "",
        });
        await reload();
      },
    });
  }

  function withdraw(person: PersonView, consent: ConsentView): void {
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

  return { of, agree, withdraw };
}
