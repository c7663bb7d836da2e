package sqlite_test

import (
	"strings"
	"testing"

	"beiandesk/internal/sqlite"
)

func integrity(t *testing.T, s *sqlite.Store) string {
	t.Helper()
	faults, err := s.Integrity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(faults, "\n")
}

func TestIntegrityNamesWhatSomebodyChangedInTheSchema(t *testing.T) {
	for change, want := range map[string]string{
		"CREATE TRIGGER cheap AFTER INSERT ON invoices BEGIN UPDATE invoices SET total_fen = 1; END": "多出来的 trigger cheap",
		"CREATE TABLE notes (text TEXT)":                                            "多出来的 table notes",
		"CREATE VIEW all_people AS SELECT * FROM people":                            "多出来的 view all_people",
		"DROP TRIGGER journal_keep_delete":                                          "不见了的 trigger journal_keep_delete",
		"DROP INDEX invoices_number":                                                "不见了的 index invoices_number",
		"ALTER TABLE payments ADD COLUMN more TEXT":                                 "被改过的 table payments",
		"DROP INDEX invoices_void; CREATE INDEX invoices_void ON invoices (number)": "被改过的 index invoices_void",
	} {
		t.Run(want, func(t *testing.T) {
			s := open(t, t.TempDir())
			plant(t, s)
			if got := integrity(t, s); got != "" {
				t.Fatalf("before the change: %s", got)
			}
			exec(t, s, change)
			if got := integrity(t, s); got != want {
				t.Errorf("said %q, want %q", got, want)
			}
		})
	}
}

func TestIntegrityNamesRowsWhoseOwnerIsGone(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	exec(t, s, "PRAGMA foreign_keys = 0; DELETE FROM clients; PRAGMA foreign_keys = 1")
	if got := integrity(t, s); !strings.Contains(got, "所指的行不在：cases #") || !strings.Contains(got, "→ clients") {
		t.Errorf("said %q", got)
	}
}

func TestIntegrityNamesAnIndexThatContradictsItsTable(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	// The index is told to hold other rows than it has: what a torn write leaves.
	exec(t, s, "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = replace(sql, '(at, id)', '(id, at)') WHERE name = 'handovers_at'; PRAGMA writable_schema = 0")
	exec(t, s, "CREATE TABLE reread (a); DROP TABLE reread") // connections read the schema again
	if got := integrity(t, s); !strings.Contains(got, "index handovers_at\n") {
		t.Errorf("said %q", got)
	}
}
