package checkup_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/checkup"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/sqlite/sqlitetest"
)

// tampers are changes that somebody makes to the folder past the desk, triggers taken off
// and put back, with the look that names each.
var tampers = map[string]struct {
	sql  string
	file func(t *testing.T, dir string)
	look string
}{
	"a trigger planted":                 {sql: "CREATE TRIGGER cheap AFTER INSERT ON invoices BEGIN UPDATE invoices SET total_fen = 1; END", look: "database"},
	"a trigger taken off":               {sql: "DROP TRIGGER moves_keep_delete", look: "database"},
	"a trigger made harmless":           {sql: "DROP TRIGGER moves_keep_delete; CREATE TRIGGER moves_keep_delete BEFORE DELETE ON moves BEGIN SELECT 1; END", look: "database"},
	"an index dropped":                  {sql: "DROP INDEX payments_invoice", look: "database"},
	"a unique index made plain":         {sql: "DROP INDEX invoices_number; CREATE INDEX invoices_number ON invoices (number_key)", look: "database"},
	"a view planted":                    {sql: "CREATE VIEW people_again AS SELECT * FROM people", look: "database"},
	"a table planted":                   {sql: "CREATE TABLE copy AS SELECT * FROM people", look: "database"},
	"a column added":                    {sql: "ALTER TABLE payments ADD COLUMN more TEXT", look: "database"},
	"a client taken from under a case":  {sql: "DELETE FROM clients", look: "database"},
	"a bill's price":                    {sql: "UPDATE invoice_lines SET price_fen = 1", look: "bills"},
	"a bill's amount":                   {sql: "UPDATE invoice_lines SET amount_fen = 1", look: "bills"},
	"a bill's line taken out":           {sql: "DELETE FROM invoice_lines", look: "bills"},
	"a bill's total":                    {sql: "UPDATE invoices SET total_fen = 1", look: "bills"},
	"a bill paid without a payment":     {sql: "UPDATE invoices SET paid_fen = total_fen", look: "bills"},
	"a bill shown as less owed":         {sql: "UPDATE invoices SET open_fen = 0", look: "bills"},
	"a bill void without its day":       {sql: "UPDATE invoices SET void = 1", look: "bills"},
	"a payment raised":                  {sql: "UPDATE payments SET amount_fen = 60000", look: "bills"},
	"a payment taken out":               {sql: "DELETE FROM payments", look: "bills"},
	"a counter set back":                {sql: "UPDATE numbers SET last = 0 WHERE series = 'ZD'", look: "numbers"},
	"a counter set ahead":               {sql: "UPDATE numbers SET last = 9 WHERE series = 'BA'", look: "numbers"},
	"a counter taken out":               {sql: "DELETE FROM numbers WHERE series = 'SJ'", look: "numbers"},
	"a receipt numbered anew":           {sql: "UPDATE payments SET number = 'SJ2026-0007'", look: "numbers"},
	"a deadline moved":                  {sql: "UPDATE deadlines SET due_day = '2027-01-01'", look: "projections"},
	"a run taken out":                   {sql: "DELETE FROM deadlines; DELETE FROM runs", look: "projections"},
	"a move's day":                      {sql: "UPDATE moves SET at = '2026-09-01' WHERE action = 'account.done'", look: "projections"},
	"a move taken out":                  {sql: "DELETE FROM moves WHERE action = 'account.done'", look: "projections"},
	"an entry's title":                  {sql: "UPDATE journal SET title = 'x' WHERE seq = 3", look: "journal"},
	"an entry's clerk":                  {sql: "UPDATE journal SET staff_id = 'x' WHERE seq = 3", look: "journal"},
	"an entry taken out":                {sql: "DELETE FROM journal_payloads WHERE seq = 3; DELETE FROM journal WHERE seq = 3", look: "journal"},
	"an entry's words exchanged":        {sql: "UPDATE journal_payloads SET sealed = (SELECT sealed FROM journal_payloads WHERE seq = 2) WHERE seq = 4", look: "journal"},
	"a document's row taken out":        {sql: "DELETE FROM documents", look: "files"},
	"a document that names another one": {sql: "UPDATE documents SET blob = 'ab' || substr(blob, 3)", look: "documents"},
	"a sealed file damaged":             {file: func(t *testing.T, dir string) { eachFile(t, dir, flip) }, look: "documents"},
	"a sealed file taken away":          {file: func(t *testing.T, dir string) { eachFile(t, dir, os.Remove) }, look: "documents"},
	"a sealed file cut to nothing":      {file: func(t *testing.T, dir string) { eachFile(t, dir, empty) }, look: "documents"},
	"a sealed file of another folder":   {file: stray, look: "files"},
	"a folder that others may read":     {file: func(t *testing.T, dir string) { must(t, os.Chmod(dir, 0o755)) }, look: "permissions"},
}

func TestEachTamperIsNamedByItsLook(t *testing.T) {
	made := worked(t)
	if wrong := named(t, made.Desk); len(wrong) > 0 {
		t.Fatalf("before any tamper: %v", wrong)
	}
	must(t, made.Close())
	for name, tamper := range tampers {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) {
				if tamper.sql != "" {
					sqlitetest.Past(t, dir, tamper.sql)
				}
			})
			if tamper.file != nil {
				tamper.file(t, d.Dir)
			}
			if wrong := named(t, d); !slices.Contains(wrong, tamper.look) {
				t.Errorf("%s says nothing; these do: %v", tamper.look, wrong)
			}
		})
	}
}

// worked is a desk with a case on its way, scans, a bill and a payment.
func worked(t *testing.T) *desktest.Fixture {
	t.Helper()
	f, id := desktest.AtSMS(t)
	must(t, os.Chmod(f.Dir, 0o700))
	bill, err := invoicing.Issue(t.Context(), f.Office, id)
	must(t, err)
	_, err = invoicing.Pay(t.Context(), f.Office, invoicing.PayInput{InvoiceID: bill.ID, Amount: 30000, On: f.Today(), Method: billing.Methods[0], Version: bill.Version})
	must(t, err)
	return f
}

// named are the looks that find something.
func named(t *testing.T, d *desktest.Desk) []string {
	t.Helper()
	found, err := checkup.All(t.Context(), d.Desk)
	must(t, err)
	wrong := []string{}
	for _, f := range found {
		if !f.OK {
			wrong = append(wrong, f.Check)
		}
	}
	return wrong
}

// eachFile does something to every sealed file.
func eachFile(t *testing.T, dir string, do func(path string) error) {
	t.Helper()
	must(t, filepath.WalkDir(filepath.Join(dir, "files"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		return do(path)
	}))
}

func flip(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	content[len(content)/2] ^= 1
	return os.WriteFile(path, content, 0o600)
}

func empty(path string) error { return os.Truncate(path, 0) }

// stray puts a sealed file there that no case names.
func stray(t *testing.T, dir string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Join(dir, "files", "ab"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "files", "ab", strings.Repeat("c", 62)+".age"), []byte("age"), 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
