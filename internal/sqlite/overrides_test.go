package sqlite_test

import (
	"bytes"
	"strings"
	"testing"

	"beiandesk/internal/store"
)

func TestWhatAnOverrideSaysIsNowhereInTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	err := s.Write(t.Context(), func(tx store.Tx) error {
		return tx.Overrides().Add(store.Override{ID: "o1", Seq: 1, Kind: "text", Code: "kept-in-clear.todo.message", Old: "planted-old", New: "planted-new",
			Source: "planted-source", Sourced: "planted-date", Changes: true, At: plantNow})
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
		if bytes.Contains(content, []byte("planted-")) {
			t.Errorf("%s holds it", name)
		}
	}
	if !clear {
		t.Error("the search sees nothing at all")
	}
}

func TestALookAtEarlierEditionsGoesAlongTheirIndex(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	for name, c := range map[string]struct {
		ask func(store.Tx) error
		by  string
	}{
		"a page": {
			func(tx store.Tx) error {
				_, err := tx.Overrides().Outdated(3, store.OutdatedAt{Edition: 1, ID: "case-1"}, 100)
				return err
			}, "SEARCH cases USING COVERING INDEX cases_edition (active=? AND (edition,id)>(?,?) AND edition<?)",
		},
		"how many": {
			func(tx store.Tx) error { _, err := tx.Overrides().CountOutdated(3); return err },
			"SEARCH cases USING COVERING INDEX cases_edition (active=? AND edition<?)",
		},
		"which editions": {
			func(tx store.Tx) error { _, err := tx.Overrides().OutdatedEditions(3); return err },
			"SEARCH cases USING COVERING INDEX cases_edition (active=? AND edition>? AND edition<?)",
		},
		"what a change meets": {
			func(tx store.Tx) error {
				_, err := tx.Overrides().CountAffected([]store.Affected{{Edition: 1, Stages: []string{"forms"}}, {Edition: 2, Stages: []string{"sms", "forms"}}})
				return err
			}, "SEARCH runs USING COVERING INDEX runs_met (edition=? AND stage=?)",
		},
	} {
		for _, st := range listed(t, s, c.ask) {
			plan, err := s.Plan(t.Context(), st.query, st.args...)
			if err != nil {
				t.Fatal(err)
			}
			// Cases that several of their stages meet are counted once, among what is met alone.
			whole := strings.ReplaceAll(strings.Join(plan, "\n"), "USE TEMP B-TREE FOR count(DISTINCT)", "")
			if !strings.Contains(whole, c.by) {
				t.Errorf("%s does not go along the index:\n%s", name, whole)
			}
			if strings.Contains(whole, "TEMP B-TREE") || strings.Contains(whole, "SCAN runs") || strings.Contains(whole, "SCAN cases") {
				t.Errorf("%s sorts or walks a table:\n%s", name, whole)
			}
		}
	}
}
