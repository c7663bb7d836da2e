package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite/sqlitetest"
)

// working is a window on a new desk with a case.
func working(t *testing.T) (*Session, *BackupService) {
	t.Helper()
	s, _ := withCase(t)
	return s, &BackupService{s}
}

// withCase is a window on a new desk, and its one case.
func withCase(t *testing.T) (s *Session, id string) {
	t.Helper()
	rooms, _ := recovered(t)
	return rooms.s, opened(t, rooms.s)
}

// settled waits for the backup that is being made, and gives what the page is told then.
func settled(t *testing.T, b *BackupService) page.BackupView {
	t.Helper()
	if ended := b.s.backups.Ended(); ended != nil {
		<-ended
	}
	v, err := b.Get(page.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func backupsWarned(t *testing.T, s *Session) string {
	t.Helper()
	v, err := (&TodayService{s}).Load(page.TodayInput{Scope: "all"})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range v.Missing {
		if m.Part == "backup" {
			return m.Text
		}
	}
	return ""
}

func TestAPlanIsSavedMadeAtOnceAndTodayWarnsNoMore(t *testing.T) {
	s, b := working(t)
	if got := backupsWarned(t, s); !strings.HasPrefix(got, "还没有备份过") {
		t.Errorf("Today says %q", got)
	}
	place := filepath.Join(t.TempDir(), "备份盘")
	_, err := b.Save(page.BackupInput{Target: "备份盘", On: true})
	refusedAt(t, err, errs.Invalid, "target")
	_, err = b.Save(page.BackupInput{Target: filepath.Join(place, "no", "disk"), On: true})
	refusedAt(t, err, errs.NotFound, "target")
	v, err := b.Save(page.BackupInput{Target: place, On: true})
	if err != nil || v.Plan.Version != 1 || !v.Plan.On {
		t.Fatalf("saved %+v, %v", v, err)
	}
	v = settled(t, b)
	if !strings.Contains(v.Last, "已验证；密封文件 0 个") || v.Where != place || v.Failed != "" || v.Running.On {
		t.Errorf("told %+v", v)
	}
	if got := backupsWarned(t, s); got != "" {
		t.Errorf("Today says %q", got)
	}
	if err := s.backUpIfDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if again := settled(t, b); again.Last != v.Last {
		t.Errorf("made again on the same day: %q", again.Last)
	}
}

func TestAFirstOpeningOfADayMakesTheBackupOfThePlan(t *testing.T) {
	s, b := working(t)
	place := filepath.Join(t.TempDir(), "备份盘")
	if _, err := b.Save(page.BackupInput{Target: place, On: false}); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last != "" || v.Plan.Target != place {
		t.Errorf("told %+v", v)
	}
	if err := s.backUpIfDue(t.Context()); err != nil { // it is off
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last != "" {
		t.Error("made though it is off")
	}
	if _, err := b.Start(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last == "" || v.Failed != "" { // by hand it is made all the same
		t.Errorf("told %+v", v)
	}
	if _, err := b.Save(page.BackupInput{Target: place, On: true, Version: 1}); err != nil {
		t.Fatal(err)
	}
	settled(t, b)
	// The next day's opening.
	clockAt(s, s.desk.Now().AddDate(0, 0, 1))
	before := settled(t, b).Last
	if err := s.backUpIfDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last == before || v.Failed != "" {
		t.Errorf("told %+v", v)
	}
}

func TestADiskThatIsNotThereIsToldOnTheSettingsPage(t *testing.T) {
	_, b := working(t)
	place := filepath.Join(t.TempDir(), "备份盘")
	if _, err := b.Save(page.BackupInput{Target: place, On: true}); err != nil {
		t.Fatal(err)
	}
	settled(t, b)
	if err := os.RemoveAll(place); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Start(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	v := settled(t, b)
	if !strings.Contains(v.Failed, "没有备份成：备份位置不在") || v.Last == "" {
		t.Errorf("told %+v", v)
	}
	if _, err := os.Stat(place); err == nil {
		t.Error("a place was made anew")
	}
}

func TestNoBackupBeginsByItselfOnADayOnWhichOneWasStopped(t *testing.T) {
	s, b := working(t)
	plan := desk.BackupPlan{Target: filepath.Join(t.TempDir(), "备份盘"), On: true}
	if err := s.desk.Backups().SavePlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Stop(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if err := s.backUpIfDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last != "" {
		t.Errorf("made all the same: %+v", v)
	}
	s.backups.rest(0) // the next day
	if err := s.backUpIfDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last == "" {
		t.Errorf("none the next day: %+v", v)
	}
}

func TestADamagedRecordOfBackupsStopsNobodysDay(t *testing.T) {
	s, _ := working(t)
	dir := s.folder
	lock(t, &DeskService{s})
	sqlitetest.Past(t, dir, `INSERT INTO settings (key, value, value_sealed, created_at, updated_at, version) SELECT 'secret.backup.record', '', x'02', created_at, updated_at, 1 FROM settings LIMIT 1`)
	if _, err := (&DeskService{s}).Unlock(page.UnlockInput{Passphrase: passphrase}); err != nil {
		t.Fatal(err)
	}
	if got := backupsWarned(t, s); !strings.Contains(got, "损坏") {
		t.Errorf("Today says %q", got)
	}
}
