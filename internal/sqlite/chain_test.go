package sqlite_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
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
		appendNote(t, s)
	}
	return s
}

func appendNote(t *testing.T, s *sqlite.Store) {
	t.Helper()
	err := s.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.Journal().Append(store.Entry{At: plantNow, Happen: "2026-09-06", StaffID: "s", Via: "window", Kind: "note",
			CaseID: "case", Subject: "about", Title: "记一笔", Payload: "内容"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func verify(t *testing.T, s *sqlite.Store) (n int64, err error) {
	t.Helper()
	err = s.Read(t.Context(), func(tx store.Tx) (err error) {
		chain, err := tx.Journal().Verify()
		n = chain.Whole
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
	type change struct{ sql, named string }
	changes := map[string]change{
		"an entry taken out":        {"DELETE FROM journal_payloads WHERE seq = 3; DELETE FROM journal WHERE seq = 3", "第 3 条缺失"},
		"the last taken out":        {"DELETE FROM journal_payloads WHERE seq > 2; DELETE FROM journal WHERE seq > 2", "第 3–4 条缺失"},
		"a payload changed places":  {"UPDATE journal_payloads SET sealed = (SELECT sealed FROM journal_payloads WHERE seq = 1) WHERE seq = 3", "第 3 条被改动"},
		"a payload taken out":       {"DELETE FROM journal_payloads WHERE seq = 3", "第 3 条的内容缺失"},
		"a hash of its own":         {"UPDATE journal SET hash = 'x' WHERE seq = 3", "第 3 条被改动"},
		"another entry before it":   {"UPDATE journal SET prev = (SELECT prev FROM journal WHERE seq = 2) WHERE seq = 3", "第 3 条被改动"},
		"another digest of payload": {"UPDATE journal SET digest = (SELECT digest FROM journal WHERE seq = 2) WHERE seq = 3", "第 3 条被改动"},
		"the anchor taken out":      {"DELETE FROM settings WHERE key = 'secret.journal'", "末尾的锚"},
		"the anchor set back":       {"UPDATE settings SET version = 2 WHERE key = 'secret.journal'", "末尾的锚"},
		"the anchor emptied":        {"UPDATE settings SET value_sealed = NULL WHERE key = 'secret.journal'", "末尾的锚"},
		"two at once":               {"UPDATE journal SET title = 'x' WHERE seq IN (1, 4)", "第 1 条被改动；第 4 条被改动"},
	}
	for _, column := range []string{"happen", "staff_id", "via", "kind", "case_id", "subject", "title"} {
		changes["another "+column] = change{"UPDATE journal SET " + column + " = 'x' WHERE seq = 3", "第 3 条被改动"}
	}
	changes["another at"] = change{"UPDATE journal SET at = '2026-01-01T00:00:00.000000000Z' WHERE seq = 3", "第 3 条被改动"}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			s := chain(t)
			unguarded(t, s)
			for _, query := range strings.Split(change.sql, "; ") {
				exec(t, s, query)
			}
			if _, err := verify(t, s); errs.CodeOf(err) != errs.Internal || !strings.Contains(err.Error(), change.named) {
				t.Errorf("verify gave %v; want %q named", err, change.named)
			}
			// What is appended afterwards does not cover it.
			appendNote(t, s)
			if _, err := verify(t, s); err == nil && !strings.HasPrefix(name, "the anchor set back") {
				t.Error("one entry more, and the fault is covered")
			}
		})
	}
}

// unguarded takes the journal's guards off.
func unguarded(t *testing.T, s *sqlite.Store) {
	t.Helper()
	exec(t, s, "DROP TRIGGER journal_keep_update")
	exec(t, s, "DROP TRIGGER journal_keep_delete")
}

// Who has no key can compute the links of an older release, not those of this one.
func TestALinkOfAnOlderReleaseIsNotTaken(t *testing.T) {
	s := chain(t)
	unguarded(t, s)
	older(t, s, 4)
	if _, err := verify(t, s); err == nil || !strings.Contains(err.Error(), "第 1 条被改动") {
		t.Errorf("a forged chain verifies: %v", err)
	}
}

func TestTheLinksOfAnOlderReleaseAreKeyed(t *testing.T) {
	for name, limit := range map[string]int{"at once": 10, "one by one": 1, "as many as there are": 4} {
		t.Run(name, func(t *testing.T) {
			s := chain(t)
			unguarded(t, s)
			older(t, s, 4)
			exec(t, s, "DELETE FROM settings WHERE key = 'secret.journal'")
			bind(t, s, limit)
			if n, err := verify(t, s); n != 4 || err != nil {
				t.Errorf("verify gave %d, %v; want 4 whole entries", n, err)
			}
			bind(t, s, limit) // as a second process does that comes too late
			appendNote(t, s)
			if n, err := verify(t, s); n != 5 || err != nil {
				t.Errorf("verify gave %d, %v; want 5 whole entries", n, err)
			}
		})
	}
}

func TestABrokenChainOfAnOlderReleaseStaysBroken(t *testing.T) {
	for change, named := range map[string]string{
		"UPDATE journal SET title = 'x' WHERE seq = 2":                                  "第 2 条被改动",
		"DELETE FROM journal_payloads WHERE seq = 2; DELETE FROM journal WHERE seq = 2": "第 2 条缺失",
	} {
		s := chain(t)
		unguarded(t, s)
		older(t, s, 4)
		for _, query := range strings.Split(change, "; ") {
			exec(t, s, query)
		}
		bind(t, s, 2)
		if _, err := verify(t, s); err == nil || !strings.Contains(err.Error(), named) {
			t.Errorf("%s: verify gave %v; want %q", change, err, named)
		}
	}
}

func bind(t *testing.T, s *sqlite.Store, limit int) {
	t.Helper()
	for after, more := "", true; more; more = after != "" {
		err := s.Write(t.Context(), func(tx store.Tx) (err error) {
			after, err = tx.Journal().Bind(after, limit)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// older gives the first entries the links that a release without keys computed.
func older(t *testing.T, s *sqlite.Store, n int) {
	t.Helper()
	prev := ""
	for seq := 1; seq <= n; seq++ {
		var parts []string
		for _, column := range []string{"at", "happen", "staff_id", "via", "kind", "case_id", "subject", "title", "digest"} {
			text, err := s.Blob(t.Context(), fmt.Sprintf("SELECT CAST(%s AS BLOB) FROM journal WHERE seq = %d", column, seq))
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, string(text))
		}
		sum := sha256.New()
		for _, part := range append([]string{prev, fmt.Sprint(seq)}, parts...) {
			_ = binary.Write(sum, binary.BigEndian, uint32(len(part)))
			sum.Write([]byte(part))
		}
		hash := hex.EncodeToString(sum.Sum(nil))
		exec(t, s, fmt.Sprintf("UPDATE journal SET prev = '%s', hash = '%s' WHERE seq = %d", prev, hash, seq))
		prev = hash
	}
}

func TestAnErasedPayloadLeavesTheChainWhole(t *testing.T) {
	s := chain(t)
	err := s.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.Journal().Erase(store.Entry{At: plantNow, StaffID: "s", Via: "window", CaseID: "case", Title: "清除"}, []int64{2})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := verify(t, s); n != 5 || err != nil {
		t.Errorf("verify gave %d, %v; want 5 whole entries", n, err)
	}
	err = s.Read(t.Context(), func(tx store.Tx) error {
		entries, err := tx.Journal().Of("case", 0, 10)
		if err == nil && (len(entries) != 5 || entries[3].Payload != "" || entries[2].Payload != "内容") {
			t.Errorf("entries are %+v, want the second one's payload gone alone", entries)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
