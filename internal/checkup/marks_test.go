package checkup_test

import (
	"slices"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// What was changed stays named when the desk writes over it, until somebody accepts it.
func TestAChangeStaysNamedUntilItIsAccepted(t *testing.T) {
	made := worked(t)
	must(t, made.Close())
	d := made.Copy(t, func(dir string) {
		sqlitetest.Past(t, dir, "UPDATE invoices SET client_name = '别家'; UPDATE cases SET contract = 'HT-9'; UPDATE numbers SET last = last + 1 WHERE series = 'SJ'")
	})
	var bill billing.Invoice
	must(t, d.Read(t.Context(), func(tx store.Tx) (err error) {
		bill, err = tx.Invoices().ByNumber("ZD2026-0001")
		return err
	}))
	_, err := invoicing.Pay(t.Context(), d.Office, invoicing.PayInput{InvoiceID: bill.ID, Amount: 100, On: d.Today(), Method: billing.Methods[0], Version: bill.Version})
	must(t, err)
	changed := func() (names []string) {
		must(t, d.Read(t.Context(), func(tx store.Tx) error {
			found, err := office.Changed(tx)
			for _, one := range found {
				names = append(names, one.Table)
			}
			return err
		}))
		return names
	}
	if got := changed(); !slices.Equal(got, []string{"cases", "invoices", "numbers"}) {
		t.Errorf("named are %v", got)
	}
	if _, err := audit.Accept(t.Context(), d.Office, audit.Acceptance{Reason: " "}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	accepted, err := audit.Accept(t.Context(), d.Office, audit.Acceptance{Reason: "和十一月的备份核对过"})
	must(t, err)
	if got := changed(); len(got) > 0 || len(accepted) != 3 {
		t.Errorf("accepted are %v, still named %v", accepted, got)
	}
}

// An older mark of the folder put back brings no new marks.
func TestAFolderIsMarkedOnce(t *testing.T) {
	made := worked(t)
	must(t, made.Write(t.Context(), func(w *office.Work) error {
		_, version, err := w.Settings().Get(store.SealsKey)
		must(t, err)
		return w.Settings().Put(store.SealsKey, `{"make":3,"after":""}`, version)
	}))
	must(t, made.Close())
	d := made.Copy(t, func(dir string) {
		sqlitetest.Past(t, dir, "UPDATE clients SET name = '别家', mark = ''; UPDATE staff SET mark = ''")
	})
	if wrong := named(t, d); !slices.Contains(wrong, "marks") {
		t.Errorf("nothing is said of the rows; these say something: %v", wrong)
	}
}
