import { computed, onBeforeUnmount, onMounted, shallowRef, toRefs, watch } from "vue";
import { billing } from "@/bridge/billing";
import { onEvent } from "@/bridge/runtime";
import type { InvoiceRow, InvoicesInput, InvoicesView, PaymentRow } from "@/bridge/types";
import { toAppError } from "@/lib/apperror";
import { usePages } from "@/lib/list/pages";
import { listPlace, usePlace } from "@/lib/list/place";
import { usePause } from "@/lib/delayed";
import { field, useAsk, type Ask } from "@/acts/ask/ask";

/** The ways in which money arrives, as Go knows them. */
const methods = ["银行转账", "微信支付", "支付宝", "现金"].map((name) => ({ code: name, label: name }));

/** Whether money can still come in on a bill. */
export const payable = (row?: InvoiceRow): boolean => row !== undefined && !row.void && row.open !== "0.00";
/** Whether a bill may be cancelled: no payment stands on it. */
export const voidable = (row?: InvoiceRow): boolean => row !== undefined && !row.void && row.payments.every((pay) => pay.reversed !== "");

/** The bills, which age is looked at, which one is in focus, and what may be done with it. */
export function useBills() {
  const kept = usePlace("billing", () => ({ age: "", text: "", place: listPlace() }));
  const { place } = kept;
  const { age, text } = toRefs(kept);
  const { focused } = toRefs(place);
  const input = (cursor: string): InvoicesInput => ({ age: age.value, text: text.value.trim(), cursor, pageSize: 100 });
  const { rows, head, error, busy, end, reload, restart, more } = usePages<InvoiceRow, InvoicesView>((cursor) => billing.list(input(cursor)), place);

  // The answer of a save stands until the list is read again.
  const changed = shallowRef<InvoiceRow>();
  const row = computed(() => (changed.value?.id === focused.value ? changed.value : rows.value.find((r) => r.id === focused.value)));
  watch(rows, () => (changed.value = undefined));

  /** The same figure once more frees the list. */
  const setAge = (code: string) => (age.value = age.value === code ? "" : code);

  const typing = usePause();
  watch(age, () => void restart());
  watch(text, () => typing.after(restart));
  onMounted(reload);
  onBeforeUnmount(onEvent("desk:changed", () => void reload()));

  const asking = useAsk();
  const versionOf = (of: InvoiceRow) => () => (row.value?.id === of.id ? row.value.version : of.version);
  const refresh = (of: InvoiceRow) => async () => (changed.value = await billing.get(of.id));
  async function take(now: InvoiceRow): Promise<void> {
    changed.value = now;
    await reload();
  }

  function pay(): void {
    const of = row.value;
    if (!of || !payable(of)) return;
    // The day before the bill's that Go has asked about: sent once more, it is meant.
    let asked: string | undefined;
    const ask: Ask = {
      title: "登记收款",
      about: `${of.client} ・ ${of.number} ・ 未收 ${of.open}`,
      confirm: "登记收款",
      keep: `pay:${of.id}`,
      values: [
        field("amount", "金额", { kind: "money", required: true, default: of.open.replaceAll(",", "") }),
        field("method", "收款方式", { kind: "choice", required: true, default: methods[0]!.code, options: methods }),
        field("day", "到账日期", { kind: "day", happened: true, hint: "空着就是今天" }),
        field("note", "备注", { kind: "long" }),
      ],
      version: versionOf(of),
      refresh: refresh(of),
      save: async (typed, version) => {
        const day = typed.day ?? "";
        try {
          const input = { invoiceId: of.id, amount: typed.amount ?? "", day, method: typed.method ?? "", note: typed.note ?? "", version };
          await take(await billing.pay({ ...input, early: asked !== undefined && asked === day }));
        } catch (thrown) {
          asked = toAppError(thrown).field === "early" ? day : undefined;
          asking.asked.value = { ...ask, confirm: asked === undefined ? ask.confirm : "照样登记" };
          throw thrown;
        }
      },
    };
    asking.put(ask);
  }

  function reverse(pay: PaymentRow): void {
    const of = row.value;
    if (!of || pay.reversed) return;
    asking.put({
      title: "冲正收款",
      about: `${of.client} ・ ${of.number} ・ 收据 ${pay.receipt} ・ ${pay.amount}`,
      text: "登记错了才冲正。这笔收款划去、不再计入已收，收据编号和冲正都保留；冲正不能撤回。",
      confirm: "冲正",
      keep: `reverse:${pay.id}`,
      values: [field("reason", "原因", { kind: "long", required: true, hint: "印在账单的收款记录里" })],
      version: versionOf(of),
      refresh: refresh(of),
      save: async (typed, version) => take(await billing.reverse({ invoiceId: of.id, paymentId: pay.id, reason: typed.reason ?? "", version })),
    });
  }

  function cancel(): void {
    const of = row.value;
    if (!of || !voidable(of)) return;
    asking.put({
      title: "作废账单",
      about: `${of.client} ・ ${of.number}`,
      text: "编号保留，不再使用；费用可以重新开账单。",
      confirm: "作废",
      keep: `void:${of.id}`,
      values: [field("reason", "原因", { kind: "long", required: true, hint: "印在作废的账单上" })],
      version: versionOf(of),
      refresh: refresh(of),
      save: async (typed, version) => take(await billing.void({ invoiceId: of.id, reason: typed.reason ?? "", version })),
    });
  }

  return { asked: () => input(""), age, setAge, text, place, focused, rows, head, error, busy, end, reload, more, row, asking, pay, reverse, cancel };
}
