package paper

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
)

// InvoiceState says what has become of a bill.
type InvoiceState string

const (
	InvoicePreview  InvoiceState = "preview"   // as it would be issued now; it has no number and says so
	InvoiceIssued   InvoiceState = "issued"    // nothing received that stands
	InvoicePartPaid InvoiceState = "part_paid" // some received, some open
	InvoicePaid     InvoiceState = "paid"      // nothing open
	InvoiceVoid     InvoiceState = "void"      // not to be paid; the number is kept
)

// Invoice is a bill (服务费账单). It is never a fapiao and says so on every page.
type Invoice struct {
	Letterhead  Letterhead
	State       InvoiceState
	Number      string // ZD2026-0417; "" in a preview
	IssuedOn    cal.Day
	DueOn       cal.Day
	Client      Payer
	Lines       []InvoiceLine
	Tax         *TaxSplit // printed when set; off by default
	Payments    []Payment // what was booked as received, reversed or not
	Account     *BankAccount
	WeChatQR    []byte // PNG of a merchant code
	AlipayQR    []byte // PNG of a merchant code
	Void        *Voiding
	GeneratedAt time.Time
}

// Payer is the client as a bill names it; only Name is required.
type Payer struct {
	Name       string
	CreditCode string
	Contact    string
	Phone      string // as it may be shown: 138****5678
	Address    string
}

// InvoiceLine is one thing billed. Its amount is Quantity times UnitPrice.
type InvoiceLine struct {
	Item      string
	Case      string // BA2026-0386
	Contract  string // 合同号 of its case; "" where there is none
	Domain    string
	Quantity  int64
	UnitPrice money.Fen
}

// TaxSplit is the split of the whole bill's total, worked out once.
type TaxSplit struct {
	Rate string // "6%"
	Net  money.Fen
	Tax  money.Fen
}

// Payment is money received for this bill.
type Payment struct {
	On        cal.Day
	Method    string // 银行转账
	Reference string // the bank's number, empty if none
	Receipt   string // SJ2026-0291, empty if none
	Amount    money.Fen
	Reversed  *Reversal // set when it counts no more
}

// Reversal says why a payment counts no more: it was booked by mistake.
type Reversal struct {
	On     cal.Day
	Reason string
	By     string // staff
}

// BankAccount is where to pay.
type BankAccount struct {
	Holder string
	Bank   string
	Number string
}

// Voiding says why a bill no longer stands.
type Voiding struct {
	On         cal.Day
	Reason     string
	ReplacedBy string // ZD2026-0418, empty if none
	By         string // staff
}

// sums are the amounts of a bill, worked out from its lines and payments.
type sums struct {
	lines                 []money.Fen
	total, received, open money.Fen
}

// sums adds up and checks that state and amounts agree: a bill marked 已付清 with
// money open would be a false statement.
func (v Invoice) sums() (sums, error) {
	var s sums
	var err error
	for i, l := range v.Lines {
		if l.Quantity <= 0 || l.UnitPrice < 0 {
			return s, errs.AtField("lines", "第 %d 项的数量要大于 0，单价不能是负数", i+1)
		}
		amount, err := l.UnitPrice.Mul(l.Quantity)
		if err != nil {
			return s, err
		}
		if s.total, err = s.total.Add(amount); err != nil {
			return s, err
		}
		s.lines = append(s.lines, amount)
	}
	for _, p := range v.Payments {
		if p.Reversed != nil {
			continue
		}
		if s.received, err = s.received.Add(p.Amount); err != nil {
			return s, err
		}
	}
	if s.open, err = s.total.Sub(s.received); err != nil {
		return s, err
	}
	err = v.checkState(s)
	if v.State == InvoiceVoid {
		s.open = 0
	}
	return s, err
}

func (v Invoice) checkState(s sums) error {
	agrees := false
	switch v.State {
	case InvoicePreview:
		agrees = len(v.Payments) == 0
	case InvoiceIssued:
		agrees = s.received == 0
	case InvoicePartPaid:
		agrees = s.received > 0 && s.open > 0
	case InvoicePaid:
		agrees = s.open == 0
	case InvoiceVoid:
		agrees = v.Void != nil
	}
	if !agrees || v.State != InvoiceVoid && v.Void != nil {
		return errs.AtField("state", "账单的状态与收款或作废记录不一致，请核对收款后再打印")
	}
	if v.Tax != nil && v.Tax.Net+v.Tax.Tax != s.total {
		return errs.AtField("tax", "不含税金额与税额相加不等于合计，请核对税率设置")
	}
	return nil
}

// RenderInvoice prints a bill. An Invalid error says which value is missing or does
// not agree with the others.
func RenderInvoice(v Invoice) (Result, error) {
	d, err := layoutInvoice(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: invoiceKind + " " + v.number(), author: v.Letterhead.Name, created: v.GeneratedAt})
}

// number is the bill's, or says that it has none yet.
func (v Invoice) number() string {
	if v.State == InvoicePreview {
		return "未取号"
	}
	return v.Number
}

func (v Invoice) check() error {
	switch {
	case v.Number == "" && v.State != InvoicePreview:
		return errs.AtField("number", "账单还没有编号，请先开单再打印")
	case v.Number != "" && v.State == InvoicePreview:
		return errs.AtField("number", "账单已有编号，不能再当预览")
	case v.Client.Name == "":
		return errs.AtField("client", "请填写客户名称")
	case len(v.Lines) == 0:
		return errs.AtField("lines", "账单里没有收费项目")
	}
	return v.Letterhead.check()
}
