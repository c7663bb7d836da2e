package desk_test

import (
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/backup"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
)

// What is erased is in the last backup of its month for twelve months more, where backups go on
// by themselves; elsewhere until somebody deletes it.
func TestBackupsHoldWhatIsErasedUntilADay(t *testing.T) {
	b := withScans(t)
	holds := func() []office.BackupHold {
		t.Helper()
		list, err := b.Backups().Holds(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if got := holds(); len(got) != 0 {
		t.Errorf("without a backup: %+v", got)
	}
	other := filepath.Join(t.TempDir(), "other")
	for _, target := range []string{b.place, other} {
		if _, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: target}); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range holds() {
		if h.Until != 0 || h.Last != b.Today() || !strings.Contains(h.Words(), "不会自己到期") {
			t.Errorf("without a plan: %+v", h)
		}
	}
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	found := map[string]office.BackupHold{}
	for _, h := range holds() {
		found[h.Place] = h
	}
	year, month, _ := b.Today().Parts()
	until := found[b.place].Until
	if y, m, _ := until.Parts(); len(found) != 2 || y != year+1 || m != month || backup.Kept.Months != 12 {
		t.Errorf("by the plan until %s: %+v", until, found)
	}
	if _, _, d := until.Add(1).Parts(); d != 1 || found[other].Until != 0 || !strings.Contains(found[b.place].Words(), until.String()) {
		t.Errorf("by the plan until %s, elsewhere %+v", until, found[other])
	}
}
