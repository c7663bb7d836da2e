package desk_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

func TestABackupIsDueByWhatLiesInThePlansPlace(t *testing.T) {
	b := withScans(t)
	today := b.Today()
	at := func(text string) *desk.BackupRecord {
		day, err := time.ParseInLocation("2006-01-02", text, cal.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return &desk.BackupRecord{At: day}
	}
	for name, c := range map[string]struct {
		there *desk.BackupRecord
		due   bool
	}{
		"none there": {nil, true}, "yesterday's": {at(today.Add(-1).String()), true}, "today's": {at(today.String()), false}, "one of a clock ahead": {at(today.Add(9).String()), true},
	} {
		s := desk.BackupState{Plan: desk.BackupPlan{Target: "x", On: true}, Last: at(today.Add(1).String()), There: c.there}
		if s.Due(today) != c.due {
			t.Errorf("%s: due is %v", name, !c.due)
		}
	}
}

func TestThePlanIsKeptAndSaysWhenABackupIsDue(t *testing.T) {
	b := withScans(t)
	if s := b.state(t); s.Due(b.Today()) || s.Warning(b.Now()) == "" {
		t.Errorf("without a plan: %+v", s)
	}
	wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{On: true}), errs.Invalid)
	wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{On: true, Target: "a\x00b"}), errs.Invalid)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place}), errs.Conflict)
	if s := b.state(t); !s.Due(b.Today()) || s.Plan.Target != b.place {
		t.Errorf("with a plan: %+v", s)
	}
	if _, err := b.Backups().Make(t.Context(), desk.BackupOrder{}); err != nil { // the plan's place
		t.Fatal(err)
	}
	s := b.state(t)
	if s.Due(b.Today()) || !s.Due(b.Today()+1) || s.Warning(b.Now()) != "" {
		t.Errorf("after a backup: %+v", s)
	}
	if got := s.Warning(b.Now().AddDate(0, 0, 8)); got != "上次备份是 8 天以前" {
		t.Errorf("after eight days: %q", got)
	}
	var text string
	err := b.Read(t.Context(), func(tx store.Tx) (err error) {
		text, _, err = tx.Settings().Get("secret.backup.plan")
		return err
	})
	var kept desk.BackupPlan
	if err != nil || json.Unmarshal([]byte(text), &kept) != nil || kept.Target != b.place {
		t.Errorf("kept %q, %v", text, err)
	}
}

func TestAFailureThatIsKnownIsWrittenOnceADay(t *testing.T) {
	b := withScans(t)
	order := desk.BackupOrder{Target: filepath.Join(b.place, "no", "disk"), Quiet: true}
	failures := func() (n int) {
		for _, e := range b.Desk.Journal(t, "") {
			if e.Title == "备份失败" {
				n++
			}
		}
		return n
	}
	for i, want := range []int{1, 1, 2} {
		if i == 2 {
			b.At(t, "2026-09-08 09:00")
		}
		_, err := b.Backups().Make(t.Context(), order)
		wantCode(t, err, errs.NotFound)
		if got := failures(); got != want {
			t.Errorf("after try %d: %d entries, want %d", i+1, got, want)
		}
	}
	if s := b.state(t); !strings.Contains(s.Warning(b.Now()), "备份位置的上一级文件夹不在") {
		t.Errorf("warns %q", s.Warning(b.Now()))
	}
}

func TestADemonstrationIsWarnedOnlyOnceItHasAPlace(t *testing.T) {
	s := desk.BackupState{Demo: true}
	now := desktest.OpenWalk(t).Now()
	if got := s.Warning(now); got != "" {
		t.Errorf("warns %q", got)
	}
	s.Plan.Target = "/media/x"
	if s.Warning(now) == "" {
		t.Error("no warning")
	}
}

func TestAPlanIsSwitchedOffWithoutItsDiskAndOnWithItAlone(t *testing.T) {
	b := withScans(t)
	plan := desk.BackupPlan{Target: b.place, On: true}
	if err := b.Backups().SavePlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	remove(t, b.place)
	if err := os.Mkdir(b.place, 0o700); err != nil { // the mount point of a disk that was unplugged
		t.Fatal(err)
	}
	plan.Version = 1
	wantCode(t, b.Backups().SavePlan(t.Context(), plan), errs.NotFound)
	plan.On = false
	if err := b.Backups().SavePlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, b.place); len(got) > 0 {
		t.Errorf("made in the mount point: %d files", len(got))
	}
}
