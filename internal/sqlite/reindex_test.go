package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// casesFound counts the cases that a text finds.
func casesFound(t *testing.T, d *desktest.Desk, text string) int {
	t.Helper()
	table, err := views.List(t.Context(), d.Office, store.CaseQuery{View: "all", Text: text, Sort: "client", Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	return table.Total.N
}

// teaDesk has one case, and its database is open beside it.
func teaDesk(t *testing.T) (*desktest.Desk, *sql.DB) {
	t.Helper()
	d := desktest.New(t, "2026-11-23 09:12")
	out, err := filing.Open(t.Context(), d.Office, filing.OpenInput{
		Client: people.ClientInput{Name: "赵记茶业", Kind: "enterprise"}, Lead: people.PersonInput{Name: "沈一鸣", Mobile: "13800571001"},
		Type: "first", Province: "33", ICP: true, Sites: []filing.SiteInput{{Name: "一个网站"}}, Lookup: "未备案",
	})
	if err != nil || out.Confirm {
		t.Fatalf("%+v, %v", out, err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(d.Dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return d, db
}

// An upgrade leaves the columns empty, for no statement can fill them.
func TestAFolderOfBeforeIsKeyedWhenItOpens(t *testing.T) {
	d, db := teaDesk(t)
	for _, text := range []string{
		"UPDATE clients SET sort_key = ''", "UPDATE cases SET client_find = '', client_sort = ''",
		"UPDATE people SET find = '', mobile_tail = ''", "DELETE FROM find_parts", "DELETE FROM settings WHERE key IN ('names', 'parts')",
	} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	texts := []string{"赵记", "一鸣", "1001", "BA2026", "一个网"}
	for _, text := range texts {
		if n := casesFound(t, d, text); n != 0 {
			t.Fatalf("%s finds %d before", text, n)
		}
	}
	d.Restart(t)
	for _, text := range texts {
		if n := casesFound(t, d, text); n != 1 {
			t.Errorf("%s finds %d", text, n)
		}
	}
	var empty int
	if err := db.QueryRow("SELECT COUNT(*) FROM cases JOIN clients WHERE client_sort = '' OR sort_key = ''").Scan(&empty); err != nil || empty > 0 {
		t.Errorf("%d without a key to sort by, %v", empty, err)
	}
}

// A number that can't be unsealed hides its owner from one search, and shuts nobody out.
func TestADamagedNumberKeepsNoFolderFromOpening(t *testing.T) {
	d, db := teaDesk(t)
	for _, text := range []string{
		"UPDATE people SET find = '', mobile_sealed = substr(mobile_sealed, 1, length(mobile_sealed) - 1)", "DELETE FROM settings WHERE key = 'names'",
	} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	d.Restart(t)
	if by, tail := casesFound(t, d, "一鸣"), casesFound(t, d, "1001"); by != 1 || tail != 0 {
		t.Errorf("found %d by name, %d by number", by, tail)
	}
}
