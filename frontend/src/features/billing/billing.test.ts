import { describe, expect, it } from "vitest";
import type { InvoiceRow, InvoicesView, PaymentRow } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { payable, useBills, voidable } from "./useBills";

const bill = (id: string, more: Partial<InvoiceRow> = {}): InvoiceRow => ({
  id,
  number: `ZD2026-000${id}`,
  client: "青禾",
  caseId: "c1",
  case: "BA2026-0001",
  items: "ICP",
  issued: "9月7日",
  due: "9月21日",
  total: "1,200.00",
  open: "1,200.00",
  state: "未到期",
  tone: "none",
  void: false,
  reason: "",
  upper: "",
  payments: [],
  version: 2,
  ...more,
});
const payment = (more: Partial<PaymentRow> = {}): PaymentRow => ({
  id: "p",
  day: "11月3日",
  amount: "600.00",
  method: "现金",
  receipt: "SJ2026-0001",
  note: "",
  reversed: "",
  ...more,
});
const list = (rows: InvoiceRow[]): InvoicesView => ({ rows, next: "", total: rows.length, void: 0, ageing: [] });

async function start(more = {}) {
  const calls = fakeGo({ BillingService: { List: () => list([bill("1"), bill("2")]), Get: () => bill("1", { version: 3 }), ...more } });
  const { got } = inSetup(useBills);
  await settle();
  got.focused.value = "1";
  calls.length = 0;
  return { got, calls };
}

describe("bills", () => {
  it.each([
    ["open", bill("1"), true, true],
    ["partly paid", bill("1", { open: "600.00", payments: [payment()] }), true, false],
    ["reversed", bill("1", { payments: [payment({ reversed: "11月4日 周敏冲正：登错了" })] }), true, true],
    ["partly reversed", bill("1", { payments: [payment({ reversed: "11月4日 周敏冲正：登错了" }), payment()] }), true, false],
    ["paid", bill("1", { open: "0.00", payments: [payment()] }), false, false],
    ["void", bill("1", { void: true }), false, false],
  ])("an %s one may be paid and voided as its state allows", (_, of, pay, cancel) => {
    expect([payable(of), voidable(of)]).toEqual([pay, cancel]);
  });

  it("filters by age, and the same figure once more frees the list", async () => {
    const { got, calls } = await start();
    got.setAge("older");
    await settle();
    got.setAge("older");
    await settle();
    expect(calls.map((c) => (c.input as { age: string }).age)).toEqual(["older", ""]);
  });

  it("offers the open sum without its commas and pays by the version shown", async () => {
    const { got, calls } = await start({ Pay: () => bill("1", { open: "600.00", version: 3 }) });
    got.pay();
    expect(got.asking.asked.value?.values[0]?.default).toBe("1200.00");
    await got.asking.submit({ amount: "600.00", method: "银行转账", day: "", note: "" });
    expect(calls[0]).toEqual({
      method: "BillingService.Pay",
      input: { invoiceId: "1", amount: "600.00", day: "", method: "银行转账", note: "", early: false, version: 2 },
    });
    expect([got.asking.shown.value, calls[1]?.method]).toEqual([false, "BillingService.List"]);
  });

  it("keeps the form when more than the open sum is typed", async () => {
    const { got } = await start({
      Pay: () => {
        throw { code: "invalid", message: "收款不能超过未收", field: "amount" };
      },
    });
    got.pay();
    await got.asking.submit({ amount: "9999.00" });
    expect([got.asking.shown.value, got.asking.error.value?.field]).toEqual([true, "amount"]);
  });

  it("asks once about a day before the bill's, and again about another day", async () => {
    const { got, calls } = await start({
      Pay: (input: { early: boolean }) => {
        if (!input.early) throw { code: "invalid", message: "到账日期早于开单日期", field: "early" };
        return bill("1", { version: 3 });
      },
    });
    got.pay();
    const typed = { amount: "600.00", method: "现金", note: "" };
    for (const day of ["2026-09-01", "2026-09-02", "2026-09-02"]) await got.asking.submit({ ...typed, day });
    expect(calls.filter((c) => c.method === "BillingService.Pay").map((c) => (c.input as { early: boolean }).early)).toEqual([false, false, true]);
    expect([got.asking.shown.value, got.asking.asked.value?.confirm]).toEqual([false, "照样登记"]);
  });

  it("reverses a payment once, with a reason, by the version shown", async () => {
    const { got, calls } = await start({ Reverse: () => bill("1", { version: 3, payments: [payment({ reversed: "11月4日 周敏冲正：登错了" })] }) });
    got.reverse(payment({ reversed: "11月4日 周敏冲正：登错了" }));
    expect(got.asking.shown.value).toBe(false);
    got.reverse(payment());
    expect(got.asking.asked.value?.values.map((v) => [v.key, v.required])).toEqual([["reason", true]]);
    await got.asking.submit({ reason: "登错了" });
    expect(calls[0]).toEqual({ method: "BillingService.Reverse", input: { invoiceId: "1", paymentId: "p", reason: "登错了", version: 2 } });
  });

  it("reads the bill anew after a colleague's payment", async () => {
    const { got, calls } = await start({
      Void: (input: { version: number }) => {
        if (input.version !== 3) throw { code: "conflict", message: "账单刚被别人改过" };
        return bill("1", { void: true, version: 4 });
      },
    });
    got.cancel();
    await got.asking.submit({ reason: "开错" });
    await got.asking.refresh();
    await got.asking.submit({ reason: "开错" });
    expect(calls.map((c) => c.method)).toEqual(["BillingService.Void", "BillingService.Get", "BillingService.Void", "BillingService.List"]);
    expect(got.asking.shown.value).toBe(false);
  });
});
