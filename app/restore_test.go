package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
)

// backedUp is a locked window and a place with one backup of its desk, which has a case.
func backedUp(t *testing.T) (x *RestoreService, place, code string) {
	t.Helper()
	rooms, code := recovered(t)
	opened(t, rooms.s)
	place = filepath.Join(t.TempDir(), "备份盘")
	b := &BackupService{rooms.s}
	if _, err := b.Save(page.BackupInput{Target: place, On: true}); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last == "" {
		t.Fatalf("told %+v", v)
	}
	lock(t, rooms)
	return &RestoreService{rooms.s}, place, code
}

func TestBackupsAreListedBeforeAnybodyTypesASecret(t *testing.T) {
	x, place, _ := backedUp(t)
	v, err := x.List(page.PlaceInput{Place: place})
	if err != nil || v.Folders != 1 || len(v.Backups) != 1 {
		t.Fatalf("%+v, %v", v, err)
	}
	one := v.Backups[0]
	if one.Cases != 1 || one.Bills != 0 || one.State != "备完已验证" || one.Fault != "" || len(one.At) < len("2026-09-07 09:00") || filepath.Base(one.Dir) != one.Name {
		t.Errorf("listed %+v", one)
	}
	if err := os.WriteFile(filepath.Join(one.Dir, "manifest.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if v, err = x.List(page.PlaceInput{Place: one.Dir}); err != nil || len(v.Backups) != 1 || !strings.Contains(v.Backups[0].Fault, "已损坏") {
		t.Errorf("damaged: %+v, %v", v, err)
	}
	for name, c := range map[string]struct {
		place string
		want  errs.Code
	}{
		"nothing": {" ", errs.Invalid}, "a relative path": {"备份盘", errs.Invalid},
		"not there": {filepath.Join(place, "no"), errs.NotFound}, "empty": {t.TempDir(), errs.NotFound}, "other files": {filepath.Dir(one.Dir) + "/files", errs.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := x.List(page.PlaceInput{Place: c.place})
			refusedAt(t, err, c.want, "from")
		})
	}
}

func TestALockedWindowRestoresAFolderAndOpensIt(t *testing.T) {
	x, place, code := backedUp(t)
	rooms := &DeskService{x.s}
	for name, secret := range map[string]page.RestoreInput{"passphrase": {Passphrase: passphrase}, "code": {Recovery: " " + code}} {
		t.Run(name, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "恢复")
			in := secret
			in.Backup, in.To, in.AfterBill = place, to, "ZD2026-0007"
			v, err := x.Restore(in)
			if err != nil || v.Done.Folder != to || v.Running.On || v.Failed != "" {
				t.Fatalf("%+v, %v", v, err)
			}
			if len(v.Done.Words) != 2 || !strings.HasPrefix(v.Done.Words[0], "已恢复到 "+to) || !strings.Contains(v.Done.Words[1], "下一个是 ZD2026-0008") {
				t.Errorf("words %q", v.Done.Words)
			}
			if len(v.Done.Warnings) != 1 || !strings.Contains(v.Done.Warnings[0], "先不自动备份") {
				t.Errorf("warnings %q", v.Done.Warnings)
			}
			if again, err := x.State(page.Empty{}); err != nil || again.Done.Folder != to { // for a page that has gone meanwhile
				t.Errorf("told again %+v, %v", again, err)
			}
			if again, err := x.Clear(page.Empty{}); err != nil || again.Done.Folder != "" || again.Done.Words == nil {
				t.Errorf("cleared %+v, %v", again, err)
			}
			if state, err := rooms.Choose(page.FolderInput{Folder: to}); err != nil || state.State != "locked" {
				t.Fatalf("%+v, %v", state, err)
			}
			if state, err := rooms.Unlock(page.UnlockInput{Passphrase: passphrase}); err != nil || state.State != "open" {
				t.Errorf("%+v, %v", state, err)
			}
			lock(t, rooms)
		})
	}
}

func TestARestoreRefusesAtTheFieldAndLeavesNothing(t *testing.T) {
	x, place, _ := backedUp(t)
	parent := t.TempDir()
	to := filepath.Join(parent, "恢复")
	for name, c := range map[string]struct {
		in    page.RestoreInput
		want  errs.Code
		field string
	}{
		"no backup":            {page.RestoreInput{To: to, Passphrase: passphrase}, errs.Invalid, "from"},
		"no folder":            {page.RestoreInput{Backup: place, Passphrase: passphrase}, errs.Invalid, "to"},
		"a relative one":       {page.RestoreInput{Backup: place, To: "恢复", Passphrase: passphrase}, errs.Invalid, "to"},
		"one in the place":     {page.RestoreInput{Backup: place, To: filepath.Join(place, "x"), Passphrase: passphrase}, errs.Exists, "to"},
		"no secret":            {page.RestoreInput{Backup: place, To: to}, errs.Invalid, "passphrase"},
		"a wrong one":          {page.RestoreInput{Backup: place, To: to, Passphrase: "something else"}, errs.Locked, "passphrase"},
		"a slip in the code":   {page.RestoreInput{Backup: place, To: to, Recovery: "wrong"}, errs.Invalid, "recovery"},
		"another series":       {page.RestoreInput{Backup: place, To: to, Passphrase: passphrase, AfterBill: "BA2026-0001"}, errs.Invalid, "afterBill"},
		"not a number":         {page.RestoreInput{Backup: place, To: to, Passphrase: passphrase, AfterReceipt: "7"}, errs.Invalid, "afterReceipt"},
		"a number far too big": {page.RestoreInput{Backup: place, To: to, Passphrase: passphrase, AfterCase: "BA2026-99999"}, errs.Invalid, "after"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := x.Restore(c.in)
			refusedAt(t, err, c.want, c.field)
			if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
				t.Errorf("left %v, %v", left, err)
			}
		})
	}
	if v, err := x.State(page.Empty{}); err != nil || v.Done.Folder != "" || v.Running.On {
		t.Errorf("%+v, %v", v, err)
	}
}
