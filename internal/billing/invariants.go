package billing

import (
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
)

// Open is what is still to be paid; nothing of a void bill is.
func (i Invoice) Open() money.Fen {
	if i.Void {
		return 0
	}
	return i.Total - i.Paid
}

// Check holds a bill against its own arithmetic: lines make the total, the total
// bounds what was paid, and it falls due no earlier than it was issued.
func (i Invoice) Check() error {
	if len(i.Lines) == 0 {
		return errs.New(errs.Blocked, "没有未开单的费用")
	}
	var total money.Fen
	for n, l := range i.Lines {
		amount, err := l.Price.Mul(int64(l.Quantity))
		if err != nil {
			return err
		}
		if l.Quantity <= 0 || l.Price <= 0 || amount != l.Amount {
			return errs.New(errs.Invalid, "账单第 %d 项的数量、单价和金额对不上，请核对费用", n+1)
		}
		if total, err = total.Add(amount); err != nil {
			return err
		}
	}
	switch {
	case total != i.Total:
		return errs.New(errs.Invalid, "账单各项相加不等于合计，请核对费用")
	case i.Paid < 0 || i.Paid > i.Total:
		return errs.New(errs.Invalid, "账单的已收金额超出合计，请核对收款")
	case i.DueOn < i.IssuedOn:
		return errs.New(errs.Invalid, "付款期限早于开单日期，请核对收费设置")
	case i.TaxRate < 0:
		return errs.New(errs.Invalid, "税率不能是负数，请核对收费设置")
	}
	return nil
}

// Cancel makes a bill void. Its number stays; only one on which no payment stands can be
// cancelled, because money once received needs a credit note.
func (i Invoice) Cancel(on cal.Day, reason string) (Invoice, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case i.Void:
		return i, errs.New(errs.Blocked, "这张账单已经作废")
	case i.Paid > 0:
		return i, errs.New(errs.Blocked, "这张账单已收过款，不能作废。收款登记错了的，先冲正")
	case reason == "":
		return i, errs.AtField("reason", "请写明作废原因，会印在作废的账单上")
	}
	i.Void, i.VoidOn, i.VoidReason = true, &on, reason
	return i, nil
}

// BillStatus is where a bill stands on a day.
type BillStatus struct {
	Code string // current, overdue, part, paid, void
	Text string // 未到期, 逾期 3 天, 部分已收, 已收, 作废
	Late int    // days past the day it fell due; 0 unless something is open
}

// Status tells where the bill stands on the given day. It is overdue from the day
// after it fell due, and stays so when a part was paid.
func (i Invoice) Status(today cal.Day) BillStatus {
	if i.Void {
		return BillStatus{Code: "void", Text: "作废"}
	}
	if i.Open() == 0 {
		return BillStatus{Code: "paid", Text: "已收"}
	}
	s := BillStatus{Late: max(0, int(today-i.DueOn))}
	late := fmt.Sprintf("逾期 %d 天", s.Late)
	switch {
	case s.Late > 0 && i.Paid > 0:
		s.Code, s.Text = "overdue", "部分已收，"+late
	case s.Late > 0:
		s.Code, s.Text = "overdue", late
	case i.Paid > 0:
		s.Code, s.Text = "part", "部分已收"
	default:
		s.Code, s.Text = "current", "未到期"
	}
	return s
}
