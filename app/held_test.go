//go:build !windows

package app

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
)

// onShelf is a window whose plan's place holds one backup, of a case with a scan.
func onShelf(t *testing.T) (b *BackupService, place string) {
	t.Helper()
	s, id := withCase(t)
	b, place = &BackupService{s}, filepath.Join(t.TempDir(), "备份盘")
	if _, err := intake.Attach(t.Context(), s.desk.Office, intake.Input{CaseID: ref.CaseID(id), Material: "licence", Name: "执照.jpg", Content: photo(t)}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Save(page.BackupInput{Target: place, On: true}); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Last == "" {
		t.Fatalf("told %+v", v)
	}
	return b, place
}

// glob lists what is called so below a place's shelf.
func glob(t *testing.T, place, pattern string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(place, "????????????????????????????????", pattern))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// held has whoever reads the place's sealed file next wait for it, as one of a slow share:
// reached answers once he does, and letGo lets him read on.
func held(t *testing.T, place string) (reached func(), letGo func()) {
	t.Helper()
	sealed := glob(t, place, "files/*/*.age")
	if len(sealed) != 1 {
		t.Fatalf("%d sealed files", len(sealed))
	}
	if err := os.Remove(sealed[0]); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(sealed[0], 0o600); err != nil {
		t.Fatal(err)
	}
	var writer *os.File
	reached = func() {
		var err error
		if writer, err = os.OpenFile(sealed[0], os.O_WRONLY, 0); err != nil { // once it is read
			t.Fatal(err)
		}
	}
	return reached, func() {
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestABackupIsStoppedInItsMiddle(t *testing.T) {
	b, place := onShelf(t)
	had := settled(t, b)
	reached, letGo := held(t, place)
	if v, err := b.Start(page.Empty{}); err != nil || !v.Running.On {
		t.Fatalf("%+v, %v", v, err)
	}
	reached()
	if _, err := b.Start(page.Empty{}); errs.CodeOf(err) != errs.Busy {
		t.Errorf("a second one: %v", err)
	}
	if _, err := b.Stop(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	letGo()
	if v := settled(t, b); v.Failed != "" || v.Running.On || v.Last != had.Last {
		t.Errorf("told %+v", v)
	}
	if n, left := len(glob(t, place, "20*")), glob(t, place, ".tmp-*"); n != 1 || len(left) > 0 {
		t.Errorf("%d backups, left %v", n, left)
	}
}

func TestLockingCutsABackupShortAndWaitsForIt(t *testing.T) {
	b, place := onShelf(t)
	reached, letGo := held(t, place)
	if _, err := b.Start(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	reached()
	locked := make(chan error, 1)
	go func() {
		_, err := (&DeskService{b.s}).Lock(page.Empty{})
		if b.s.backups.Running() {
			err = errors.Join(err, errors.New("it goes on behind the lock"))
		}
		locked <- err
	}()
	for b.s.mu.TryRLock() { // until it locks
		b.s.mu.RUnlock()
		select {
		case err := <-locked:
			t.Fatalf("locked while it went on: %v", err)
		default:
			runtime.Gosched()
		}
	}
	letGo()
	if err := <-locked; err != nil {
		t.Fatal(err)
	}
	if n, left := len(glob(t, place, "20*")), glob(t, place, ".tmp-*"); n != 1 || len(left) > 0 {
		t.Errorf("%d backups, left %v", n, left)
	}
	if _, err := b.Start(page.Empty{}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("behind the lock: %v", err)
	}
	if _, err := (&DeskService{b.s}).Unlock(page.UnlockInput{Passphrase: passphrase}); err != nil {
		t.Fatal(err)
	}
	if v := settled(t, b); v.Failed != "" {
		t.Errorf("cut short is no failure: %+v", v)
	}
}

func TestARestoreIsStoppedInItsMiddleAndLeavesNothing(t *testing.T) {
	b, place := onShelf(t)
	x := &RestoreService{b.s}
	reached, letGo := held(t, place)
	parent := t.TempDir()
	order := page.RestoreInput{Backup: place, To: filepath.Join(parent, "恢复"), Passphrase: passphrase}
	outcome := make(chan page.RestoreView, 1)
	go func() {
		v, err := x.Restore(order)
		if err != nil {
			v.Failed = err.Error()
		}
		outcome <- v
	}()
	reached()
	if v, err := x.State(page.Empty{}); err != nil || v.Running.Label != "正在恢复文件" || v.Running.Of != 1 {
		t.Errorf("while it goes on: %+v, %v", v, err)
	}
	if _, err := x.Restore(order); errs.CodeOf(err) != errs.Busy {
		t.Errorf("a second one: %v", err)
	}
	lock(t, &DeskService{b.s}) // it is of no open desk
	if v, err := x.Stop(page.Empty{}); err != nil || !v.Running.On {
		t.Errorf("%+v, %v", v, err)
	}
	letGo()
	if v := <-outcome; v.Done.Folder != "" || v.Failed != "已停下，没有留下什么" || v.Running.On {
		t.Errorf("told %+v", v)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}
