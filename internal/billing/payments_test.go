package billing_test

import (
	"errors"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
)

func TestPaymentsNeverExceedWhatIsOpen(t *testing.T) {
	today := day(t, "2026-11-03")
	for name, c := range map[string]struct {
		amount money.Fen
		on     string
		method string
		field  string
		code   errs.Code
	}{
		"whole":        {120_000, "2026-11-03", "银行转账", "", ""},
		"part":         {1, "2026-09-01", "现金", "", ""},
		"a fen more":   {120_001, "2026-11-03", "银行转账", "amount", errs.Invalid},
		"nothing":      {0, "2026-11-03", "银行转账", "amount", errs.Invalid},
		"negative":     {-1, "2026-11-03", "银行转账", "amount", errs.Invalid},
		"tomorrow":     {120_000, "2026-11-04", "银行转账", "day", errs.Invalid},
		"other method": {120_000, "2026-11-03", "支票", "method", errs.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := bill(t).Receive(billing.Payment{Amount: c.amount, On: day(t, c.on), Method: c.method}, today)
			var field string
			if e := (*errs.Error)(nil); errors.As(err, &e) {
				field = e.Field
			}
			if errs.CodeOf(err) != c.code || field != c.field {
				t.Error(err)
			}
			if want := c.amount; c.code == "" && got.Paid != want {
				t.Errorf("%s paid, want %s", got.Paid, want)
			}
		})
	}
}

func TestASettledOrVoidBillTakesNoMoney(t *testing.T) {
	p := billing.Payment{Amount: 1, On: day(t, "2026-09-08"), Method: "现金"}
	paid := bill(t)
	paid.Paid = paid.Total
	void, _ := bill(t).Cancel(day(t, "2026-09-08"), "重开")
	for name, i := range map[string]billing.Invoice{"paid": paid, "void": void} {
		if _, err := i.Receive(p, p.On); errs.CodeOf(err) != errs.Blocked {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMoneyBeforeItsBillIsEarly(t *testing.T) {
	for on, want := range map[string]bool{"2026-09-06": true, "2026-09-07": false, "2026-09-08": false} {
		if got := bill(t).Early(billing.Payment{On: day(t, on)}); got != want {
			t.Errorf("on %s, early: %v", on, got)
		}
	}
}

func TestAReversedPaymentIsOpenAgain(t *testing.T) {
	on := day(t, "2026-09-22")
	paid := bill(t)
	paid.ID, paid.Paid = "bill", 90_000
	part := billing.Payment{ID: "p", InvoiceID: "bill", Number: "SJ2026-0001", Amount: 60_000}
	gone := part
	gone.Reversal = &billing.Reversal{PaymentID: "p"}
	other := part
	other.InvoiceID = "another"
	for name, c := range map[string]struct {
		p      billing.Payment
		reason string
		code   errs.Code
		field  string
		left   money.Fen
	}{
		"booked by mistake":       {part, " 登错了账单 ", "", "", 30_000},
		"without a reason":        {part, "  ", errs.Invalid, "reason", 90_000},
		"reversed already":        {gone, "登错了账单", errs.Blocked, "", 90_000},
		"a payment of other bill": {other, "登错了账单", errs.NotFound, "", 90_000},
	} {
		t.Run(name, func(t *testing.T) {
			got, r, err := paid.Reverse(c.p, on, c.reason)
			var field string
			if e := (*errs.Error)(nil); errors.As(err, &e) {
				field = e.Field
			}
			if errs.CodeOf(err) != c.code || field != c.field || got.Paid != c.left {
				t.Errorf("%s paid, %v", got.Paid, err)
			}
			if want := (billing.Reversal{PaymentID: "p", On: on, Reason: "登错了账单"}); err == nil && r != want {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestABillMayBeCancelledOnceItsPaymentsAreReversed(t *testing.T) {
	on := day(t, "2026-09-08")
	b := bill(t)
	b.ID = "bill"
	p := billing.Payment{ID: "p", InvoiceID: "bill", Amount: 60_000, On: on, Method: "现金"}
	b, err := b.Receive(p, on)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Cancel(on, "重开"); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a paid bill was cancelled: %v", err)
	}
	if b, _, err = b.Reverse(p, on, "登错了账单"); err != nil || b.Open() != b.Total || b.Status(on).Code != "current" {
		t.Errorf("%s open, %+v, %v", b.Open(), b.Status(on), err)
	}
	if _, err := b.Cancel(on, "重开"); err != nil {
		t.Error(err)
	}
}
