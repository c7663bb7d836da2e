package checkup_test

import (
	"path/filepath"
	"slices"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
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

// A row that is put back as it was before fits its mark and its seals; the count tells, also
// when it is put back itself.
func TestARowOfBeforeIsNamed(t *testing.T) {
	made := worked(t)
	must(t, made.Close())
	older := made.Copy(t, func(string) {})
	must(t, older.Close())
	d := made.Copy(t, func(string) {})
	_, err := setup.SavePrice(t.Context(), d.Office, setup.Price{ICP: 1, Police: 1, TermDays: 10, Version: 1})
	must(t, err)
	if wrong := named(t, d); len(wrong) > 0 {
		t.Fatalf("before anything is put back: %v", wrong)
	}
	must(t, d.Close())
	back := "ATTACH '" + filepath.Join(older.Dir, "desk.db") + "' AS was; PRAGMA foreign_keys = 0; INSERT OR REPLACE INTO settings SELECT * FROM was.settings WHERE key "
	for name, which := range map[string]string{"alone": "= 'price'", "with the count": "IN ('price', 'secret.rows')"} {
		t.Run(name, func(t *testing.T) {
			d := d.Copy(t, func(dir string) { sqlitetest.Past(t, dir, back+which) })
			if wrong := named(t, d); !slices.Equal(wrong, []string{"rows"}) {
				t.Errorf("these say something: %v", wrong)
			}
			_, err := setup.AddStaff(t.Context(), d.Office, "孙宁")
			must(t, err)
			if wrong := named(t, d); !slices.Equal(wrong, []string{"rows"}) {
				t.Errorf("after somebody worked: %v", wrong)
			}
			_, err = audit.Accept(t.Context(), d.Office, audit.Acceptance{Reason: "和备份核对过"})
			must(t, err)
			if wrong := named(t, d); len(wrong) > 0 {
				t.Errorf("after it was accepted: %v", wrong)
			}
		})
	}
}

// What staff take out by the desk is no alarm.
func TestWhatTheDeskTakesOutIsNotMissed(t *testing.T) {
	f := worked(t)
	var docs []materials.Document
	c := f.Show(caseOf(t, f))
	must(t, f.Read(t.Context(), func(tx store.Tx) (err error) {
		docs, err = tx.Documents().Of(c.Case.ID)
		return err
	}))
	must(t, f.Write(t.Context(), func(w *office.Work) error {
		must(t, w.Leads().Set(c.Case.ID, c.Leads[:1]))
		return w.Documents().Remove(docs[0].ID)
	}))
	if wrong := named(t, f.Desk); slices.Contains(wrong, "rows") || slices.Contains(wrong, "marks") {
		t.Errorf("these say something: %v", wrong)
	}
}

func caseOf(t *testing.T, f *desktest.Fixture) ref.CaseID {
	t.Helper()
	id, err := views.ByNumber(t.Context(), f.Office, "BA2026-0001")
	must(t, err)
	return id
}
