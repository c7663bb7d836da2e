package views_test

import (
	"context"
	"fmt"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

func TestACasesPageCostsTheSameStatementsHoweverManyBillsItHas(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	paidBill := func() {
		t.Helper()
		b, err := invoicing.Issue(ctx, f.Office, id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := invoicing.Pay(ctx, f.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: b.Total, On: f.Today(), Method: "银行转账", Version: b.Version}); err != nil {
			t.Fatal(err)
		}
	}
	show := func() error {
		_, err := views.Show(ctx, f.Office, id)
		return err
	}
	paidBill()
	one := statements(f, show)
	for i := range 5 {
		fee := billing.Fee{ID: ref.New[ref.FeeID](), CaseID: id, Phase: fmt.Sprint("extra", i), Label: "加急服务", Amount: 10000, State: billing.FeeOpen, CreatedAt: f.Now(), Version: 1}
		if err := f.Office.Write(ctx, func(w *office.Work) error { return w.Fees().Add(fee) }); err != nil {
			t.Fatal(err)
		}
		paidBill()
	}
	if many := statements(f, show); many != one || one == 0 {
		t.Errorf("%d statements with a bill, %d with six", one, many)
	}
	bills := f.Show(id).Money.Bills
	if len(bills) != 6 {
		t.Fatalf("%d bills", len(bills))
	}
	for _, b := range bills {
		if len(b.Payments) != 1 || b.Payments[0].Amount != b.Total {
			t.Errorf("%s of %s shows %+v", b.Number, b.Total, b.Payments)
		}
	}
}
