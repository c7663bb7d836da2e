package checkup_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/checkup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// tampers are changes that somebody makes to the folder past the desk, triggers taken off
// and put back, with the look that names each.
var tampers = map[string]struct {
	sql  string
	file func(t *testing.T, dir string)
	look string
}{
	"a trigger planted":                       {sql: "CREATE TRIGGER cheap AFTER INSERT ON invoices BEGIN UPDATE invoices SET total_fen = 1; END", look: "database"},
	"a trigger taken off":                     {sql: "DROP TRIGGER moves_keep_delete", look: "database"},
	"a trigger made harmless":                 {sql: "DROP TRIGGER moves_keep_delete; CREATE TRIGGER moves_keep_delete BEFORE DELETE ON moves BEGIN SELECT 1; END", look: "database"},
	"an index dropped":                        {sql: "DROP INDEX payments_invoice", look: "database"},
	"a unique index made plain":               {sql: "DROP INDEX invoices_number; CREATE INDEX invoices_number ON invoices (number_key)", look: "database"},
	"a view planted":                          {sql: "CREATE VIEW people_again AS SELECT * FROM people", look: "database"},
	"a table planted":                         {sql: "CREATE TABLE copy AS SELECT * FROM people", look: "database"},
	"a column added":                          {sql: "ALTER TABLE payments ADD COLUMN more TEXT", look: "database"},
	"a client taken from under a case":        {sql: "DELETE FROM clients", look: "database"},
	"a bill's price":                          {sql: "UPDATE invoice_lines SET price_fen = 1", look: "bills"},
	"a bill's amount":                         {sql: "UPDATE invoice_lines SET amount_fen = 1", look: "bills"},
	"a bill's line taken out":                 {sql: "DELETE FROM invoice_lines", look: "bills"},
	"a bill's total":                          {sql: "UPDATE invoices SET total_fen = 1", look: "bills"},
	"a bill paid without a payment":           {sql: "UPDATE invoices SET paid_fen = total_fen", look: "bills"},
	"a bill shown as less owed":               {sql: "UPDATE invoices SET open_fen = 0", look: "tallies"},
	"a bill less owed, its tally too":         {sql: "UPDATE invoices SET open_fen = 0; UPDATE invoice_tally SET open_fen = 0", look: "bills"},
	"a bill void without its day":             {sql: "UPDATE invoices SET void = 1", look: "bills"},
	"a payment raised":                        {sql: "UPDATE payments SET amount_fen = 60000", look: "bills"},
	"a payment taken out":                     {sql: "DELETE FROM payments", look: "bills"},
	"a counter set back":                      {sql: "UPDATE numbers SET last = 0 WHERE series = 'ZD'", look: "numbers"},
	"a counter set ahead":                     {sql: "UPDATE numbers SET last = 9 WHERE series = 'BA'", look: "numbers"},
	"a counter taken out":                     {sql: "DELETE FROM numbers WHERE series = 'SJ'", look: "numbers"},
	"a receipt numbered anew":                 {sql: "UPDATE payments SET number = 'SJ2026-0007'", look: "numbers"},
	"a deadline moved":                        {sql: "UPDATE deadlines SET due_day = '2027-01-01'", look: "projections"},
	"a run taken out":                         {sql: "DELETE FROM deadlines; DELETE FROM runs", look: "projections"},
	"a tally of runs":                         {sql: "UPDATE run_tally SET n = n + 1", look: "tallies"},
	"a tally of days taken out":               {sql: "DELETE FROM run_days", look: "tallies"},
	"a tally of cases":                        {sql: "UPDATE case_tally SET unpaid_fen = unpaid_fen + 1", look: "tallies"},
	"a tally of parties":                      {sql: "UPDATE case_parties SET late_no = 2", look: "tallies"},
	"a tally of bills":                        {sql: "UPDATE invoice_tally SET open_fen = open_fen + 1", look: "tallies"},
	"a run of another owner":                  {sql: "UPDATE runs SET owner_id = 'x'", look: "tallies"},
	"a person whom nobody watches":            {sql: "UPDATE people SET active = 1 - active", look: "tallies"},
	"a move's day":                            {sql: "UPDATE moves SET at = '2026-09-01' WHERE action = 'account.done'", look: "projections"},
	"a move taken out":                        {sql: "DELETE FROM moves WHERE action = 'account.done'", look: "projections"},
	"an entry's title":                        {sql: "UPDATE journal SET title = 'x' WHERE seq = 3", look: "journal"},
	"an entry's clerk":                        {sql: "UPDATE journal SET staff_id = 'x' WHERE seq = 3", look: "journal"},
	"an entry taken out":                      {sql: "DELETE FROM journal_payloads WHERE seq = 3; DELETE FROM journal WHERE seq = 3", look: "journal"},
	"an entry's words exchanged":              {sql: "UPDATE journal_payloads SET sealed = (SELECT sealed FROM journal_payloads ORDER BY seq LIMIT 1) WHERE seq = (SELECT max(seq) FROM journal_payloads)", look: "journal"},
	"a document's row taken out":              {sql: "DELETE FROM documents", look: "files"},
	"a document that names another one":       {sql: "UPDATE documents SET blob = 'ab' || substr(blob, 3)", look: "documents"},
	"a name that is found no more":            {sql: "DELETE FROM find_parts WHERE kind = 0", look: "parts"},
	"a name found by another word":            {sql: "INSERT INTO find_parts SELECT kind, part || 'x', no FROM find_parts", look: "parts"},
	"what a case is found by":                 {sql: "UPDATE cases SET find = 'x'", look: "parts"},
	"a bill under another number":             {sql: "UPDATE invoices SET find_no = find_no + 7", look: "parts"},
	"a consent's file taken out of its row":   {sql: "DELETE FROM consent_files", look: "files"},
	"a consent that names another file":       {sql: "UPDATE consent_files SET blob = 'ab' || substr(blob, 3)", look: "documents"},
	"a consent's file taken away":             {file: func(t *testing.T, dir string) { must(t, os.Remove(evidenceOf(t, dir))) }, look: "documents"},
	"a scan in the place of a consent's file": {file: scanForEvidence, look: "documents"},
	"a sealed file damaged":                   {file: func(t *testing.T, dir string) { eachFile(t, dir, flip) }, look: "documents"},
	"a sealed file taken away":                {file: func(t *testing.T, dir string) { eachFile(t, dir, os.Remove) }, look: "documents"},
	"a sealed file cut to nothing":            {file: func(t *testing.T, dir string) { eachFile(t, dir, empty) }, look: "documents"},
	"a sealed file with a byte more":          {file: func(t *testing.T, dir string) { eachFile(t, dir, longer) }, look: "documents"},
	"two sealed files exchanged":              {file: exchanged, look: "documents"},
	"a sealed file of another folder":         {file: stray, look: "files"},
	"a folder that others may read":           {file: func(t *testing.T, dir string) { must(t, os.Chmod(dir, 0o755)) }, look: "permissions"},
}

// more are those that seals, the journal's chain and the moves tell.
var more = map[string]struct{ sql, look string }{
	"a letterhead in clear":                   {`UPDATE settings SET value = '{"name":"别家"}', value_sealed = NULL WHERE key = 'secret.letterhead'`, "seals"},
	"a letterhead under another version":      {"UPDATE settings SET version = version + 1 WHERE key = 'secret.letterhead'", "seals"},
	"an ID number emptied":                    {"UPDATE people SET doc_number_sealed = x''", "seals"},
	"an ID number taken out":                  {"UPDATE people SET doc_number_sealed = NULL", "seals"},
	"an ID number from another column":        {"UPDATE people SET doc_number_sealed = mobile_sealed", "seals"},
	"a mobile in clear":                       {"UPDATE people SET mobile_sealed = CAST('13800571001' AS BLOB)", "seals"},
	"a person of another version":             {"UPDATE people SET version = version + 1", "seals"},
	"a person under another id":               {"UPDATE people SET id = 'x' || substr(id, 2)", "seals"},
	"a client's contact emptied":              {"UPDATE clients SET contact_phone_sealed = x''", "seals"},
	"a client of another version":             {"UPDATE clients SET version = version + 1", "seals"},
	"an account's password taken out":         {"UPDATE cases SET account_secret_sealed = NULL", "seals"},
	"a case of another version":               {"UPDATE cases SET version = version - 1", "seals"},
	"a site's remark from another column":     {"UPDATE sites SET remark_sealed = permits_sealed", "seals"},
	"a move's words emptied":                  {"UPDATE moves SET sealed = x'' WHERE seq = 1", "seals"},
	"a move's words from another move":        {"UPDATE moves SET sealed = (SELECT sealed FROM moves WHERE seq = 2) WHERE seq = 3", "seals"},
	"a move's day, its dates along with it":   {"UPDATE moves SET at = '2026-09-06' WHERE seq = 1", "seals"},
	"a move's action":                         {"UPDATE moves SET action = 'template.reject' WHERE action = 'template.approve'", "seals"},
	"moves in another order":                  {"UPDATE moves SET seq = 100 - seq", "seals"},
	"a move put in":                           {"INSERT INTO moves (id, case_id, seq, at, recorded, staff_id, action, site_id, sealed) SELECT 'x', case_id, seq + 50, at, recorded, staff_id, 'case.hold', site_id, sealed FROM moves WHERE seq = 1", "seals"},
	"a move given to a site":                  {"UPDATE moves SET site_id = 'x' WHERE seq = 1", "seals"},
	"a scan given to another material":        {"UPDATE documents SET material = 'x' || material", "seals"},
	"scans exchanged between two rows":        {"CREATE TEMP TABLE two AS SELECT min(blob) a, max(blob) b FROM documents; UPDATE documents SET blob = CASE blob WHEN (SELECT a FROM two) THEN (SELECT b FROM two) WHEN (SELECT b FROM two) THEN (SELECT a FROM two) ELSE blob END", "seals"},
	"evidence exchanged between two consents": {"CREATE TEMP TABLE two AS SELECT min(blob) a, max(blob) b FROM consent_files; UPDATE consent_files SET blob = CASE blob WHEN (SELECT a FROM two) THEN (SELECT b FROM two) ELSE (SELECT a FROM two) END", "seals"},
	"evidence given to another consent":       {"UPDATE consent_files SET consent_id = (SELECT k.id FROM consents k LEFT JOIN consent_files f ON f.consent_id = k.id WHERE f.consent_id IS NULL) WHERE blob = (SELECT min(blob) FROM consent_files)", "seals"},
	"evidence of another size":                {"UPDATE consent_files SET size = size + 1", "seals"},
	"the name of evidence emptied":            {"UPDATE consent_files SET name_sealed = x''", "seals"},
	"a scan's name emptied":                   {"UPDATE documents SET name_sealed = x''", "seals"},
	"a payment lowered, its bill with it":     {"UPDATE payments SET amount_fen = 100; UPDATE invoices SET paid_fen = 100, open_fen = total_fen - 100", "seals"},
	"a payment on another day":                {"UPDATE payments SET paid_on = '2026-01-01'", "seals"},
	"a payment by another way":                {"UPDATE payments SET method = 'x'", "seals"},
	"a reversal forged":                       {"INSERT INTO reversals (payment_id, reversed_on, reason_sealed, reversed_by, created_at) SELECT id, paid_on, note_sealed, received_by, created_at FROM payments; UPDATE invoices SET paid_fen = 0, open_fen = total_fen", "seals"},
	"a bill's reason from its payment":        {"UPDATE invoices SET void_reason_sealed = (SELECT note_sealed FROM payments)", "seals"},
	"a draft forged":                          {"INSERT INTO drafts SELECT id, 'note', x'02', '2026-09-18T00:00:00.000000000Z' FROM staff", "seals"},
	"a hand-over put in":                      {"INSERT INTO handovers (id, case_id, at, recipient, actor, kinds, basis, move_id, staff_id, recorded, undone_at, undone_by, sealed, version) SELECT 'x', case_id, at, recipient, actor, kinds, basis, move_id, staff_id, recorded, undone_at, undone_by, sealed, version FROM handovers LIMIT 1", "seals"},
	"a rule forged":                           {"INSERT INTO overrides (id, seq, kind, scope, code, changes, sealed, confirmed_on, staff_id, at) VALUES ('x', 99, 'clock', '', 'police.legal', 1, x'02', NULL, 's', '2026-09-18T00:00:00.000000000Z')", "seals"},
	"a consent forged":                        {"INSERT INTO consents (id, person_id, matter, kinds, way, given_on, staff_id, recorded, withdrawn_on, withdrawn_by, withdrawn_at, sealed, version) SELECT 'x', id, 'sensitive', '', 'paper', '2026-09-05', 's', '2026-09-18T00:00:00.000000000Z', NULL, '', NULL, x'02', 1 FROM people LIMIT 1", "seals"},
	"a receipt taken out, its number called skipped": {`DELETE FROM payments; UPDATE invoices SET paid_fen = 0, open_fen = total_fen;
		INSERT INTO settings (key, value, value_sealed, created_at, updated_at, version) SELECT 'numbers.skipped', '[{"series":"SJ","year":2026,"from":1,"to":1}]', NULL, created_at, updated_at, 1 FROM settings LIMIT 1`, "numbers"},
	"the newest entries taken out": {"DELETE FROM journal_payloads WHERE seq > 5; DELETE FROM journal WHERE seq > 5", "journal"},
	"the anchor taken out":         {"DELETE FROM settings WHERE key = 'secret.journal'", "journal"},
	"the anchor set back":          {"UPDATE settings SET version = 3 WHERE key = 'secret.journal'", "journal"},
	"the anchor in clear":          {"UPDATE settings SET value = 'x', value_sealed = NULL WHERE key = 'secret.journal'", "journal"},
	"an entry put in at the end":   {"INSERT INTO journal SELECT seq + 1, at, happen, staff_id, via, kind, case_id, subject, title, digest, hash, hash FROM journal ORDER BY seq DESC LIMIT 1", "journal"},
	"an entry's moment":            {"UPDATE journal SET at = '2026-01-01T00:00:00.000000000Z' WHERE seq = 3", "journal"},
	"an entry of another case":     {"UPDATE journal SET case_id = '' WHERE case_id <> ''", "journal"},
	"an entry's kind":              {"UPDATE journal SET kind = 'money' WHERE seq = 3", "journal"},
	"an entry's words taken out":   {"DELETE FROM journal_payloads", "journal"},
	"a case shown as delivered":    {"UPDATE cases SET status = 'delivered'", "projections"},
	"a case ended":                 {"UPDATE cases SET closed_at = '2026-09-18T00:00:00.000000000Z'", "projections"},
	"a subject's number":           {"UPDATE cases SET subject_number = '浙ICP备2026000001号'", "projections"},
	"a site's number":              {"UPDATE sites SET icp_number = '浙ICP备2026000001号-1'", "projections"},
	"a run's line":                 {"UPDATE runs SET line = replace(line, 'client', 'cloud')", "projections"},
	"a deadline's clock":           {"UPDATE deadlines SET clock = 'x'", "projections"},
	"a deadline's reasons":         {"UPDATE deadlines SET reasons = replace(reasons, '2026', '2027')", "projections"},
	"a deadline put in":            {"INSERT INTO deadlines SELECT 'x', case_id, 'x', stage, site_id, clock, label, kind, from_at, due_day, due_min, due_sort, governs, provisional, reasons, active, told FROM deadlines LIMIT 1", "projections"},
}

// gone are those of whole rows, which the count of rows tells, and of the schema's own table.
var gone = map[string]struct{ sql, look string }{
	"a fee taken out":              {"DELETE FROM fees WHERE id = (SELECT min(id) FROM fees)", "rows"},
	"a hand-over taken out":        {"DELETE FROM handovers WHERE id = (SELECT min(id) FROM handovers)", "rows"},
	"a scan and its row":           {"DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)", "rows"},
	"a consent's file and its row": {"DELETE FROM consent_files WHERE blob = (SELECT min(blob) FROM consent_files)", "rows"},
	"a clerk without work":         {"DELETE FROM staff WHERE name = '周宁'", "rows"},
	"a chase taken out":            {"DELETE FROM chases", "rows"},
	"a clear setting":              {"DELETE FROM settings WHERE key = 'price'", "rows"},
	"a lead's role taken out":      {"DELETE FROM case_leads WHERE role = (SELECT min(role) FROM case_leads)", "rows"},
	"a row with another mark":      {"UPDATE fees SET mark = (SELECT mark FROM staff)", "rows"},
	"the count taken out":          {"DELETE FROM settings WHERE key = 'secret.rows'", "rows"},
	"the count of before":          {"UPDATE settings SET version = version - 1 WHERE key = 'secret.rows'", "rows"},
	"a migration's moment":         {"UPDATE goose_db_version SET tstamp = '2020-01-01 00:00:00' WHERE version_id = 3", "rows"},
	"a migration taken out":        {"DELETE FROM goose_db_version WHERE version_id = 3", "rows"},
	"a kind in the schema":         {"PRAGMA writable_schema = 1; UPDATE sqlite_master SET type = 'indey' WHERE name = 'sqlite_autoindex_people_1'", "database"},
}

// clear are those of what rows say in clear, which marks tell.
var clear = map[string]string{
	"a client's name":                      "UPDATE clients SET name = '别家'",
	"a client's credit code":               "UPDATE clients SET credit_code = '91330106MA27X1234A'",
	"a client's address":                   "UPDATE clients SET address = '别处'",
	"a client of before":                   "UPDATE clients SET updated_at = '2026-01-01T00:00:00.000000000Z'",
	"a person's name":                      "UPDATE people SET name = '别人'",
	"a document's end":                     "UPDATE people SET doc_until = '2031-01-01'",
	"a person's kind":                      "UPDATE people SET doc_kind = 'passport'",
	"a case's type":                        "UPDATE cases SET type = 'access'",
	"a case's owner":                       "UPDATE cases SET owner_id = NULL",
	"a contract's number":                  "UPDATE cases SET contract = 'HT-9'",
	"a case's sub-account":                 "UPDATE cases SET account_user = 'other'",
	"a domain":                             "UPDATE sites SET domain = 'other.cn'",
	"a domain's end":                       "UPDATE sites SET domain_until = '2031-01-01'",
	"a site's server":                      "UPDATE sites SET server_ip = '1.2.3.4'",
	"a lead's role":                        "UPDATE case_leads SET role = 'x' WHERE role = (SELECT min(role) FROM case_leads)",
	"a lead put in":                        "INSERT INTO case_leads (case_id, site_id, person_id, role, ordinal) SELECT case_id, site_id, person_id, 'x', 9 FROM case_leads LIMIT 1",
	"a scan called good":                   "UPDATE documents SET checks = '[]', ok = 1",
	"a scan's end":                         "UPDATE documents SET until_day = '2031-01-01'",
	"a fee's amount":                       "UPDATE fees SET amount_fen = 1",
	"a bill's line and total":              "UPDATE invoice_lines SET price_fen = price_fen + 100, amount_fen = amount_fen + 100 * quantity WHERE ordinal = (SELECT min(ordinal) FROM invoice_lines); UPDATE invoices SET total_fen = total_fen + 100, open_fen = open_fen + 100",
	"a bill's client":                      "UPDATE invoices SET client_name = '别家'",
	"a bill's day":                         "UPDATE invoices SET issued_on = '2026-01-01'",
	"a hand-over's recipient":              "UPDATE handovers SET recipient = 'x'",
	"a hand-over undone":                   "UPDATE handovers SET undone_at = '2026-09-18T00:00:00.000000000Z'",
	"a consent's file called another kind": "UPDATE consent_files SET mime = 'application/pdf'",
	"who added a consent's file":           "UPDATE consent_files SET added_by = 'x'",
	"when a consent's file came":           "UPDATE consent_files SET added_at = '2026-01-01T00:00:00.000000000Z'",
	"a clerk's name":                       "UPDATE staff SET name = '别人'",
	"who recorded a move":                  "UPDATE moves SET staff_id = 'x'",
	"when a move was recorded":             "UPDATE moves SET recorded = '2026-01-01T00:00:00.000000000Z' WHERE seq = 2",
	"who took a payment":                   "UPDATE payments SET received_by = 'x'",
	"how often was chased":                 "UPDATE chases SET times = 9",
	"a setting":                            "UPDATE settings SET value = '{}' WHERE key = 'price'",
	"a number's hash":                      "UPDATE people SET mobile_hash = 'x'",
	"a contact's hash":                     "UPDATE clients SET contact_phone_hash = 'x'",
	"a mark taken off":                     "UPDATE clients SET mark = ''",
	"a mark from another row":              "UPDATE people SET mark = (SELECT mark FROM clients)",
}

// open are changes that nothing names: each is told in docs/security.md under "What is not
// protected", in these words.
var open = map[string]string{
	"what rows are found by": "UPDATE clients SET find = 'x'; DELETE FROM find_parts WHERE kind = 0; INSERT INTO find_parts SELECT 0, 'x', find_no FROM clients",
}

func TestEachTamperIsNamedByItsLook(t *testing.T) {
	made := worked(t)
	if wrong := named(t, made.Desk); len(wrong) > 0 {
		t.Fatalf("before any tamper: %v", wrong)
	}
	must(t, made.Close())
	all := maps.Clone(more)
	maps.Copy(all, gone)
	for name, tamper := range all {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) {
				if n := sqlitetest.Past(t, dir, tamper.sql); n == 0 && !strings.Contains(tamper.sql, ";") {
					t.Error("it changes nothing")
				}
			})
			if wrong := named(t, d); !slices.Contains(wrong, tamper.look) {
				t.Errorf("%s says nothing; these do: %v", tamper.look, wrong)
			}
		})
	}
	for name, sql := range clear {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) { sqlitetest.Past(t, dir, sql) })
			if wrong := named(t, d); !slices.Contains(wrong, "marks") {
				t.Errorf("nothing is said of the row; these say something: %v", wrong)
			}
		})
	}
	told, err := os.ReadFile("../../docs/security.md")
	must(t, err)
	for name, sql := range open {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) { sqlitetest.Past(t, dir, sql) })
			if wrong := named(t, d); len(wrong) > 0 {
				t.Errorf("it is named by %v: say so", wrong)
			}
			if _, behind, _ := strings.Cut(string(told), "## What is not protected"); !strings.Contains(behind, name) {
				t.Error("docs/security.md does not tell it")
			}
		})
	}
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

// The code at the foot of a daily sheet tells a folder that has gone back, on any machine.
func TestTheCodeOfADailySheetTellsAFolderThatHasGoneBack(t *testing.T) {
	f := worked(t)
	code := func(d *desk.Desk) (code string) {
		must(t, d.Read(t.Context(), func(tx store.Tx) error {
			link, err := tx.Journal().Link(0)
			code = link.Code()
			return err
		}))
		return code
	}
	judge := func(d *desk.Desk, code string) bool {
		t.Helper()
		found, err := checkup.Sheet(t.Context(), d, code)
		must(t, err)
		return found.OK
	}
	must(t, f.Close())
	older := f.Copy(t, func(string) {})
	newer := f.Copy(t, func(string) {})
	printed := code(newer.Desk)
	if _, err := setup.AddStaff(t.Context(), newer.Office, "林晓"); err != nil {
		t.Fatal(err)
	}
	later := code(newer.Desk)
	if !judge(newer.Desk, printed) || !judge(newer.Desk, " "+strings.ToUpper(later)+" ") || !judge(older.Desk, printed) || judge(older.Desk, later) || judge(newer.Desk, strings.Replace(later, "-", "1-", 1)) {
		t.Errorf("codes %s and %s are judged wrongly", printed, later)
	}
	if _, err := checkup.Sheet(t.Context(), newer.Desk, "昨天的"); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("no code gives %v", err)
	}
}

func TestALookFollowsALinkToTheFolder(t *testing.T) {
	f := worked(t)
	must(t, f.Close())
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(f.Dir, link); err != nil {
		t.Fatal(err)
	}
	must(t, os.Chmod(filepath.Join(f.Dir, "keys.json"), 0o644))
	stray(t, f.Dir)
	d, err := desk.Open(t.Context(), link, desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{Look: true, Now: f.Now})
	must(t, err)
	found, err := checkup.All(t.Context(), d)
	must(t, errors.Join(err, d.Close()))
	for _, f := range found {
		if want := f.Check != "permissions" && f.Check != "files"; f.OK != want {
			t.Errorf("%s: %v, %s", f.Check, f.OK, f.Detail)
		}
	}
}

// worked is a desk with a case on its way, scans, a bill and a payment.
func worked(t *testing.T) *desktest.Fixture {
	t.Helper()
	f, id := desktest.AtSMS(t)
	must(t, os.Chmod(f.Dir, 0o700))
	_, err := setup.SaveLetterhead(t.Context(), f.Office, setup.Letterhead{Name: "备案管家（杭州）"})
	must(t, err)
	bill, err := invoicing.Issue(t.Context(), f.Office, id)
	must(t, err)
	_, err = invoicing.Pay(t.Context(), f.Office, invoicing.PayInput{InvoiceID: bill.ID, Amount: 30000, On: f.Today(), Method: billing.Methods[0], Version: bill.Version})
	must(t, err)
	_, err = setup.AddStaff(t.Context(), f.Office, "周宁")
	must(t, err)
	for n, matter := range []string{"sensitive", "provide", "keep"} {
		in := consents.ConsentInput{Person: f.Show(id).People[0].Person.ID, Matters: []string{matter}, Way: "paper", Evidence: "同意书"}
		if matter != "keep" {
			in.File = &consents.EvidenceFile{Name: "同意书.jpg", Content: desktest.Photo(t, 60_000, uint64(n+20))}
		}
		must(t, consents.Add(t.Context(), f.Office, in))
	}
	f.MustWrite(t, func(w *office.Work) error {
		runs, err := w.Projections().Runs(id)
		must(t, err)
		return w.Chases().Add(id, runs[0].ID, "materials", cal.At(w.Now))
	})
	_, err = setup.SavePrice(t.Context(), f.Office, setup.Price{ICP: 60000, Police: 60000, TermDays: 10})
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

func longer(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(content, 0), 0o600)
}

// exchanged puts the first two sealed files in each other's place.
func exchanged(t *testing.T, dir string) {
	t.Helper()
	var all []string
	eachFile(t, dir, func(path string) error {
		all = append(all, path)
		return nil
	})
	must(t, os.Rename(all[0], all[0]+".x"))
	must(t, os.Rename(all[1], all[0]))
	must(t, os.Rename(all[0]+".x", all[1]))
}

// evidenceOf is where the file of a consent lies.
func evidenceOf(t *testing.T, dir string) string {
	t.Helper()
	return sealedAt(dir, sqlitetest.First(t, dir, "SELECT min(blob) FROM consent_files"))
}

func sealedAt(dir, blob string) string { return filepath.Join(dir, "files", blob[:2], blob[2:]+".age") }

// scanForEvidence puts a scan where the file of a consent lies.
func scanForEvidence(t *testing.T, dir string) {
	t.Helper()
	at := evidenceOf(t, dir)
	content, err := os.ReadFile(sealedAt(dir, sqlitetest.First(t, dir, "SELECT min(blob) FROM documents")))
	must(t, err)
	must(t, os.WriteFile(at, content, 0o600))
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
