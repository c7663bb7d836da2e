package sqlite_test

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/store"
)

func TestWhyAPaymentWasReversedIsNowhereInTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	plant(t, s)
	err := s.Write(t.Context(), func(tx store.Tx) error {
		return tx.Payments().Reverse(billing.Reversal{PaymentID: "payment-1", Reason: "planted-reason", By: "kept-in-clear", CreatedAt: plantNow})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	clear := false
	for name, content := range files(t, dir) {
		clear = clear || bytes.Contains(content, []byte("kept-in-clear"))
		if bytes.Contains(content, []byte("planted-reason")) {
			t.Errorf("%s holds it", name)
		}
	}
	if !clear {
		t.Error("the search sees nothing at all")
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{"UPDATE payments SET amount_fen = 1", "DELETE FROM payments", "UPDATE reversals SET reversed_by = 'x'", "DELETE FROM reversals"} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s gave %v", statement, err)
		}
	}
}
