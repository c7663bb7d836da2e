package sqlite_test

import (
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// chain opens a desk with four journal entries.
func chain(t *testing.T) *sqlite.Store {
	t.Helper()
	s := open(t, t.TempDir())
	for range 4 {
		err := s.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.Journal().Append(store.Entry{At: plantNow, Happen: "2026-09-06", StaffID: "s", Via: "window", Kind: "note",
				CaseID: "case", Subject: "about", Title: "记一笔", Payload: "内容"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func verify(t *testing.T, s *sqlite.Store) (n int64, err error) {
	t.Helper()
	err = s.Read(t.Context(), func(tx store.Tx) (err error) {
		n, err = tx.Journal().Verify()
		return err
	})
	return n, err
}

func exec(t *testing.T, s *sqlite.Store, query string) {
	t.Helper()
	if err := s.Exec(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func TestJournalAndMovesRefuseChange(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	for _, query := range []string{
		"UPDATE journal SET title = 'x'", "DELETE FROM journal", "UPDATE moves SET action = 'x'", "DELETE FROM moves",
		"INSERT OR REPLACE INTO moves SELECT * FROM moves",
	} {
		if err := s.Exec(t.Context(), query); err == nil {
			t.Errorf("%s was let through", query)
		}
	}
	if _, err := verify(t, s); err != nil {
		t.Error(err)
	}
}

func TestVerifyNamesTheEntryThatWasChanged(t *testing.T) {
	changes := map[string]string{
		"an entry taken out":        "DELETE FROM journal WHERE seq = 3",
		"a payload changed places":  "UPDATE journal_payloads SET sealed = (SELECT sealed FROM journal_payloads WHERE seq = 1) WHERE seq = 3",
		"a hash of its own":         "UPDATE journal SET hash = 'x' WHERE seq = 3",
		"another entry before it":   "UPDATE journal SET prev = (SELECT prev FROM journal WHERE seq = 2) WHERE seq = 3",
		"another digest of payload": "UPDATE journal SET digest = (SELECT digest FROM journal WHERE seq = 2) WHERE seq = 3",
	}
	for _, column := range []string{"happen", "staff_id", "via", "kind", "case_id", "subject", "title"} {
		changes["another "+column] = "UPDATE journal SET " + column + " = 'x' WHERE seq = 3"
	}
	changes["another at"] = "UPDATE journal SET at = '2026-01-01T00:00:00.000000000Z' WHERE seq = 3"
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			s := chain(t)
			exec(t, s, "DROP TRIGGER journal_keep_update")
			exec(t, s, "DROP TRIGGER journal_keep_delete")
			if strings.HasPrefix(change, "DELETE FROM journal ") {
				exec(t, s, "DELETE FROM journal_payloads WHERE seq = 3")
			}
			exec(t, s, change)
			n, err := verify(t, s)
			if errs.CodeOf(err) != errs.Internal || !strings.Contains(err.Error(), "3") || n != 2 {
				t.Errorf("verify gave %d, %v; want entry 3 named after 2 good ones", n, err)
			}
		})
	}
}

func TestAnErasedPayloadLeavesTheChainWhole(t *testing.T) {
	s := chain(t)
	exec(t, s, "DELETE FROM journal_payloads WHERE seq = 2")
	if n, err := verify(t, s); n != 4 || err != nil {
		t.Errorf("verify gave %d, %v; want 4 whole entries", n, err)
	}
	err := s.Read(t.Context(), func(tx store.Tx) error {
		entries, err := tx.Journal().Of("case", 0, 10)
		if err == nil && (len(entries) != 4 || entries[2].Payload != "" || entries[1].Payload != "内容") {
			t.Errorf("entries are %+v, want the second one's payload gone alone", entries)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
