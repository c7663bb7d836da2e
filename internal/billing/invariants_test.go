package billing_test

import (
	"fmt"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
)

func day(t *testing.T, s string) cal.Day {
	t.Helper()
	d, err := cal.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// bill is the walk's bill of 1,200.00 of 2026-09-07.
func bill(t *testing.T) billing.Invoice {
	line := billing.Line{Label: "ICP 备案服务", Quantity: 1, Price: 60_000, Amount: 60_000}
	return billing.Invoice{
		Number: "ZD2026-0417", IssuedOn: day(t, "2026-09-07"), DueOn: day(t, "2026-09-21"),
		Lines: []billing.Line{line, line}, Total: 120_000,
	}
}

func TestStandingFollowsTheDay(t *testing.T) {
	for _, c := range []struct {
		on   string
		paid money.Fen
		code string
		text string
	}{
		{"2026-09-07", 0, "current", "未到期"},
		{"2026-09-21", 0, "current", "未到期"},
		{"2026-09-22", 0, "overdue", "逾期 1 天"},
		{"2026-11-02", 0, "overdue", "逾期 42 天"},
		{"2026-09-10", 60_000, "part", "部分已收"},
		{"2026-09-22", 60_000, "overdue", "部分已收，逾期 1 天"},
		{"2026-11-03", 120_000, "paid", "已收"},
	} {
		t.Run(fmt.Sprintf("on %s with %s paid", c.on, c.paid), func(t *testing.T) {
			i := bill(t)
			i.Paid = c.paid
			if got := i.Status(day(t, c.on)); got.Code != c.code || got.Text != c.text {
				t.Errorf("on %s with %s paid: %+v", c.on, c.paid, got)
			}
		})
	}
	void, err := bill(t).Cancel(day(t, "2026-09-08"), "客户名称有误")
	if err != nil {
		t.Fatal(err)
	}
	if got := void.Status(day(t, "2026-12-01")); got.Text != "作废" || void.Open() != 0 {
		t.Errorf("void: %+v, %s open", got, void.Open())
	}
}

func TestOnlyAnUnpaidBillIsCancelled(t *testing.T) {
	on := day(t, "2026-09-08")
	part := bill(t)
	part.Paid = 1
	void, err := bill(t).Cancel(on, " 客户名称有误 ")
	if err != nil || !void.Void || *void.VoidOn != on || void.VoidReason != "客户名称有误" || void.Number != "ZD2026-0417" {
		t.Errorf("%+v, %v", void, err)
	}
	for name, c := range map[string]struct {
		i      billing.Invoice
		reason string
		code   errs.Code
	}{
		"part paid": {part, "重开", errs.Blocked}, "void already": {void, "重开", errs.Blocked}, "no reason": {bill(t), " ", errs.Invalid},
	} {
		if _, err := c.i.Cancel(on, c.reason); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestABillMayBeDueOnTheDayOfIssueUntaxedUnpaidOrPaidInFull(t *testing.T) {
	for name, change := range map[string]func(*billing.Invoice){
		"as the walk has it": func(*billing.Invoice) {},
		"due at once":        func(i *billing.Invoice) { i.DueOn = i.IssuedOn },
		"paid in full":       func(i *billing.Invoice) { i.Paid = i.Total },
		"taxed":              func(i *billing.Invoice) { i.TaxRate = 600 },
	} {
		t.Run(name, func(t *testing.T) {
			i := bill(t)
			change(&i)
			if err := i.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestABillThatDoesNotAddUpIsRefused(t *testing.T) {
	single := func(i *billing.Invoice, quantity int, price, amount money.Fen) {
		i.Lines = i.Lines[:1]
		i.Lines[0].Quantity, i.Lines[0].Price, i.Lines[0].Amount, i.Total = quantity, price, amount, amount
	}
	for name, spoil := range map[string]func(*billing.Invoice){
		"free line alone":     func(i *billing.Invoice) { single(i, 1, 0, 0) },
		"negative line alone": func(i *billing.Invoice) { single(i, 1, -60_000, -60_000) },
		"nothing of a line":   func(i *billing.Invoice) { single(i, 0, 60_000, 0) },
		"minus one of a line": func(i *billing.Invoice) { single(i, -1, 60_000, -60_000) },
		"paid less than zero": func(i *billing.Invoice) { i.Paid = -1 },
		"no lines":            func(i *billing.Invoice) { i.Lines = nil },
		"line amount":         func(i *billing.Invoice) { i.Lines[0].Amount++ },
		"total":               func(i *billing.Invoice) { i.Total++ },
		"free line":           func(i *billing.Invoice) { i.Lines[0].Price, i.Lines[0].Amount = 0, 0 },
		"beyond range":        func(i *billing.Invoice) { i.Lines[0].Price, i.Lines[0].Quantity = money.Max, 2 },
		"paid too much":       func(i *billing.Invoice) { i.Paid = i.Total + 1 },
		"due before":          func(i *billing.Invoice) { i.DueOn = i.IssuedOn - 1 },
		"negative tax":        func(i *billing.Invoice) { i.TaxRate = -1 },
		"negative amount":     func(i *billing.Invoice) { i.Lines[0].Price, i.Lines[0].Amount = -60_000, -60_000 },
	} {
		t.Run(name, func(t *testing.T) {
			i := bill(t)
			spoil(&i)
			if i.Check() == nil {
				t.Errorf("%s went through", name)
			}
		})
	}
}
