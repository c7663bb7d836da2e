package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
)

// InvoicesInput filters bills.
type InvoicesInput struct {
	Age      string `json:"age"` // "" | open | current | d30 | d60 | older
	Text     string `json:"text"`
	Cursor   string `json:"cursor"`
	PageSize int    `json:"pageSize"`
}

type InvoicesView struct {
	Rows   []InvoiceRow `json:"rows"`
	Next   string       `json:"next"`
	Total  int          `json:"total"`
	Void   int          `json:"void"`
	Ageing []AgeView    `json:"ageing"` // 未收合计, 未到期, 逾期 1–30 天, 31–60, 60 以上
}

type AgeView struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Sum   string `json:"sum"`
	Count int    `json:"count"`
	Share int    `json:"share"` // per mille of the open sum
}

type InvoiceRow struct {
	ID       string       `json:"id"`
	Number   string       `json:"number"`
	Client   string       `json:"client"`
	CaseID   string       `json:"caseId"`
	Case     string       `json:"case"`
	Items    string       `json:"items"`  // "ICP、公安"
	Issued   string       `json:"issued"` // "11月16日", with the year when it is another
	Due      string       `json:"due"`
	Total    string       `json:"total"`
	Open     string       `json:"open"`
	State    string       `json:"state"` // 未到期 逾期 n 天 部分已收 已收 作废
	Tone     string       `json:"tone"`  // overdue | none
	Void     bool         `json:"void"`
	Reason   string       `json:"reason"`
	Upper    string       `json:"upper"`
	Payments []PaymentRow `json:"payments"`
	Version  int          `json:"version"`
}

type PaymentRow struct {
	ID       string `json:"id"`
	Day      string `json:"day"`
	Amount   string `json:"amount"`
	Method   string `json:"method"`
	Receipt  string `json:"receipt"` // SJ2026-0121
	Note     string `json:"note"`
	Reversed string `json:"reversed"` // "11月4日 周敏冲正：登错了账单"; "" while the payment stands
}

// IssueInput issues the bill that was previewed.
type IssueInput struct {
	CaseID string `json:"caseId"`
	Total  string `json:"total"` // as it was shown
}

type PayInput struct {
	InvoiceID string `json:"invoiceId"`
	Amount    string `json:"amount"`
	Day       string `json:"day"`
	Method    string `json:"method"`
	Note      string `json:"note"`
	Early     bool   `json:"early"` // agreed to a day before the bill's
	Version   int    `json:"version"`
}

type FeesView struct {
	Rows     []FeeRow     `json:"rows"`
	Invoices []InvoiceRow `json:"invoices"`
	Open     string       `json:"open"`     // not yet invoiced
	CanIssue bool         `json:"canIssue"` // there is something to invoice
}

type FeeRow struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Amount string `json:"amount"`
	State  string `json:"state"` // 未开单 已开单 已收 作废
}

// NewInvoiceRow lays out a bill with its payments.
func NewInvoiceRow(b invoicing.Bill, today cal.Day) InvoiceRow {
	v := InvoiceRow{
		ID: string(b.ID), Number: b.Number, Client: b.ClientName, CaseID: string(b.CaseID), Case: b.Case, Items: b.Items,
		Issued: cal.DayIn(b.IssuedOn, today.Year()), Due: cal.DayIn(b.DueOn, today.Year()), Total: b.Total.String(), Open: b.Open().String(),
		State: b.Status.Text, Tone: "none", Void: b.Invoice.Void, Reason: b.VoidReason, Upper: b.Upper,
		Payments: []PaymentRow{}, Version: b.Version,
	}
	if b.Status.Late > 0 {
		v.Tone = "overdue"
	}
	for _, p := range b.Payments {
		v.Payments = append(v.Payments, newPaymentRow(p, today))
	}
	return v
}

func newPaymentRow(p invoicing.Payment, today cal.Day) PaymentRow {
	v := PaymentRow{
		ID: string(p.ID), Day: cal.FormatDay(p.On, today), Amount: p.Amount.String(), Method: p.Method, Receipt: p.Number, Note: p.Note,
	}
	if r := p.Reversal; r != nil {
		v.Reversed = cal.FormatDay(r.On, today) + " " + p.ReversedBy + "冲正：" + r.Reason
	}
	return v
}

// ages are the ageing figures in the order of the screen.
var ages = []present.OptionView{
	{Code: "open", Label: "未收合计"}, {Code: "current", Label: "未到期"}, {Code: "d30", Label: "逾期 1–30 天"}, {Code: "d60", Label: "逾期 31–60 天"}, {Code: "older", Label: "逾期 60 天以上"},
}

// NewAgeing lays out how old the open bills are.
func NewAgeing(t store.InvoiceTotals) []AgeView {
	out := []AgeView{}
	for _, a := range ages {
		v := AgeView{Code: a.Code, Label: a.Label, Sum: t.Sum[a.Code].String(), Count: t.Count[a.Code]}
		if all := t.Sum["open"]; all > 0 {
			v.Share = int(t.Sum[a.Code] * 1000 / all)
		}
		out = append(out, v)
	}
	return out
}

func feesView(m invoicing.CaseMoney, today cal.Day) FeesView {
	v := FeesView{Rows: []FeeRow{}, Invoices: []InvoiceRow{}, Open: m.Unbilled.String(), CanIssue: m.CanIssue}
	for _, f := range m.Fees {
		v.Rows = append(v.Rows, FeeRow{ID: string(f.ID), Label: f.Label, Amount: f.Amount.String(), State: f.Text})
	}
	for _, b := range m.Bills {
		v.Invoices = append(v.Invoices, NewInvoiceRow(b, today))
	}
	return v
}
