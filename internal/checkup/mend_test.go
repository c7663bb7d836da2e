package checkup_test

import (
	"testing"

	"beiandesk/internal/office/people"
	"beiandesk/internal/sqlite/sqlitetest"
)

// What is found by other words than its own, and what is counted wrongly, is put right, and
// nothing else is changed.
func TestDamagedPartsAndTalliesAreMended(t *testing.T) {
	made := worked(t)
	must(t, made.Close())
	for _, name := range []string{"a name that is found no more", "a name found by another word", "what a case is found by",
		"a tally of runs", "a tally of days taken out", "a tally of cases", "a tally of parties", "a tally of bills"} {
		d := made.Copy(t, func(dir string) { sqlitetest.Past(t, dir, tampers[name].sql) })
		must(t, people.Mend(t.Context(), d.Office))
		if wrong := named(t, d); len(wrong) > 0 {
			t.Errorf("%s: still named by %v", name, wrong)
		}
	}
}
