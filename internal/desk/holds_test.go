package desk_test

import (
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/backup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
)

func holds(t *testing.T, d *desk.Desk) []office.BackupHold {
	t.Helper()
	list, err := d.Backups().Holds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What is erased is in the last backup of its month for twelve months more, where backups go on
// by themselves; elsewhere until somebody deletes it.
func TestBackupsHoldWhatIsErasedUntilADay(t *testing.T) {
	b := withScans(t)
	if got := holds(t, b.Desk.Desk); len(got) != 0 {
		t.Errorf("without a backup: %+v", got)
	}
	other := filepath.Join(t.TempDir(), "other")
	for _, target := range []string{b.place, other} {
		if _, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: target}); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range holds(t, b.Desk.Desk) {
		if h.Until != 0 || h.Last != b.Today() || !strings.Contains(h.Words(), "不会自己到期") {
			t.Errorf("without a plan: %+v", h)
		}
	}
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	found := map[string]office.BackupHold{}
	for _, h := range holds(t, b.Desk.Desk) {
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

// What older keys have sealed is thinned by nobody, and what a folder was restored from lies
// where it lay: neither is forgotten, nor said to end.
func TestBackupsThatAFolderNoLongerThinsAreStillTold(t *testing.T) {
	b := withScans(t)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	older := filepath.Dir(b.make(t).Dir)
	turn(t, b.Desk.Desk, desktest.Passphrase)
	if got := holds(t, b.Desk.Desk); len(got) != 1 || got[0].Until != 0 {
		t.Errorf("halfway through a rekey: %+v", got)
	}
	rekey(t, b.Desk.Desk)
	got := holds(t, b.Desk.Desk)
	if len(got) != 1 || got[0].Place != older || got[0].Until != 0 || !strings.Contains(got[0].Words(), "请自己销毁") {
		t.Errorf("after a rekey: %+v", got)
	}
	made := b.make(t)
	if got = holds(t, b.Desk.Desk); len(got) != 2 || got[0].Place != b.place || got[0].Until == 0 || got[1].Place != older {
		t.Errorf("after another backup: %+v", got)
	}
	to := filepath.Join(t.TempDir(), "恢复")
	if _, err := desk.Restore(t.Context(), desk.RestoreOrder{From: made.Dir, To: to, Secret: desk.Secret{Passphrase: another}}); err != nil {
		t.Fatal(err)
	}
	d := openRekeyed(t, to)
	defer closing(t, d)
	if got = holds(t, d); len(got) != 2 || got[0].Until != 0 || got[1].Until != 0 {
		t.Errorf("of a restored folder: %+v", got)
	}
	if err := d.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true, Version: 2}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Backups().Make(t.Context(), desk.BackupOrder{}); err != nil {
		t.Fatal(err)
	}
	if got = holds(t, d); len(got) != 2 || got[0].Place != b.place || got[0].Until == 0 || got[1].Place != older {
		t.Errorf("of a restored folder that goes on: %+v", got)
	}
}

// While the folder is damaged its older whole backups stay.
func TestNoBackupGoesWhileTheNewestIsNotWhole(t *testing.T) {
	b := withScans(t)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	b.make(t)
	b.attach(t, 3)
	eachSealed(t, b.Dir, func(path string) { put(t, path, "torn") })
	b.make(t)
	if got := holds(t, b.Desk.Desk); len(got) != 1 || got[0].Until != 0 || !strings.Contains(got[0].Words(), "先修好") {
		t.Errorf("%+v", got)
	}
}
