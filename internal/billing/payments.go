package billing

import (
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
)

// Methods are the ways in which money arrives.
var Methods = []string{"银行转账", "微信支付", "支付宝", "现金"}

// Payment is money received against a bill. It is never edited: one that was booked
// wrongly is reversed, and both stay.
type Payment struct {
	ID        ref.PaymentID
	InvoiceID ref.InvoiceID
	Number    string // SJ2026-0121
	Amount    money.Fen
	On        cal.Day
	Method    string // 银行转账, 微信支付, 支付宝, 现金
	Note      string // sealed
	By        ref.StaffID
	CreatedAt time.Time
	Reversal  *Reversal // nil while the payment stands
}

// Reversal says that a payment was booked by mistake and counts no more (冲正). It takes
// the whole payment back, and is final itself: who reversed by mistake books anew.
type Reversal struct {
	PaymentID ref.PaymentID
	On        cal.Day
	Reason    string // sealed
	By        ref.StaffID
	CreatedAt time.Time
}

// Early tells that money came in before the bill was issued: an advance, or a slip in the
// day. Staff are asked which.
func (i Invoice) Early(p Payment) bool { return p.On < i.IssuedOn }

// Receive books a payment: a part may be paid, never more than is open, and never
// later than today. The bill comes back with the new sum.
func (i Invoice) Receive(p Payment, today cal.Day) (Invoice, error) {
	switch {
	case i.Void:
		return i, errs.New(errs.Blocked, "这张账单已作废，不能收款。请在替代的账单上登记")
	case i.Open() == 0:
		return i, errs.New(errs.Blocked, "这张账单已收清，不能再登记收款")
	case p.Amount <= 0:
		return i, errs.AtField("amount", "收款金额要大于 0")
	case p.Amount > i.Open():
		return i, errs.AtField("amount", "收款超过未收的 %s，请核对金额", i.Open())
	case p.On > today:
		return i, errs.AtField("day", "收款日期不能晚于今天")
	case !slices.Contains(Methods, p.Method):
		return i, errs.AtField("method", "收款方式请从这些里选：%s", strings.Join(Methods, "、"))
	}
	i.Paid += p.Amount
	return i, nil
}

// Reverse takes back a payment of the bill that was booked by mistake. The bill comes back
// with what is left paid.
func (i Invoice) Reverse(p Payment, on cal.Day, reason string) (Invoice, Reversal, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case p.InvoiceID != i.ID:
		return i, Reversal{}, errs.New(errs.NotFound, "这张账单上没有收据 %s，请核对编号", p.Number)
	case p.Reversal != nil:
		return i, Reversal{}, errs.New(errs.Blocked, "收据 %s 已冲正，冲正不能撤回。款确实收到的，请重新登记收款", p.Number)
	case reason == "":
		return i, Reversal{}, errs.AtField("reason", "请写明冲正原因，会印在账单的收款记录里")
	}
	i.Paid -= p.Amount
	return i, Reversal{PaymentID: p.ID, On: on, Reason: reason}, nil
}
