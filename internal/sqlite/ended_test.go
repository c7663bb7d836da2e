package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"beiandesk/internal/sqlite"
)

func TestCasesThatHadEndedBeforeLieByTheirEnd(t *testing.T) {
	dir := oldDesk(t)
	db, err := sql.Open("sqlite", filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "UPDATE cases SET active = 0, status = 'delivered', head_due = '9999', closed_at = '2026-09-10T16:00:00Z'"); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	var due string
	if err := db.QueryRowContext(t.Context(), "SELECT head_due FROM cases").Scan(&due); err != nil || due != "9999 2026-09-10T16:00:00Z" {
		t.Errorf("it lies at %q, %v", due, err)
	}
}
