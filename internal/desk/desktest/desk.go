// Package desktest makes desks for tests: real folders with vault and database, a
// clock to set, and the client and case of the walk. Only tests import it.
package desktest

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Passphrase opens every desk made here.
const Passphrase = "一串够长的口令 2026"

// Desk is an open desk in a folder of its own. Its clock stands where it was put, and
// 周敏 acts on it.
type Desk struct {
	*desk.Desk
	now time.Time
}

// UnpluggedDisk is a path on a disk that no machine has plugged in.
func UnpluggedDisk(name string) string {
	if runtime.GOOS == "windows" {
		return `Q:\` + name
	}
	return "/run/media/nobody/no such disk/" + name
}

// New makes a desk whose clock stands at now, in the words of At. It is closed when
// the test ends.
func New(t testing.TB, now string) *Desk {
	t.Helper()
	d := &Desk{}
	d.At(t, now)
	made, _, err := desk.Create(context.Background(), t.TempDir(), Passphrase, "周敏", d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Desk = made
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func (d *Desk) options() desk.Options {
	return desk.Options{Now: func() time.Time { return d.now }}
}

// At sets the clock to "2026-09-18 15:04" at UTC+8; a day alone is nine o'clock.
func (d *Desk) At(t testing.TB, text string) {
	t.Helper()
	m, err := cal.ParseMoment(text)
	if err != nil {
		t.Fatal(err)
	}
	if m.IsDay() {
		m.Minute = 9 * 60
	}
	d.now = m.Day.Start().Add(time.Duration(m.Minute) * time.Minute)
}

// Restart closes the folder and opens it again.
func (d *Desk) Restart(t testing.TB) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := desk.Open(context.Background(), d.Dir, desk.Secret{Passphrase: Passphrase}, d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Desk = again
}

// Copy opens a copy of the folder, which must be closed. It is closed when the test ends.
func (d *Desk) Copy(t testing.TB, change func(dir string)) *Desk {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "desk")
	err := filepath.WalkDir(d.Dir, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, strings.TrimPrefix(path, d.Dir))
		if e.IsDir() {
			return os.MkdirAll(to, 0o700)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, content, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	change(dir)
	c := &Desk{now: d.now}
	again, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: Passphrase}, c.options())
	if err != nil {
		t.Fatal(err)
	}
	c.Desk = again
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// MustWrite runs f in one write transaction that must succeed.
func (d *Desk) MustWrite(t testing.TB, f func(*office.Work) error) {
	t.Helper()
	if err := d.Write(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// Journal lists up to a hundred entries of a case, newest first.
func (d *Desk) Journal(t testing.TB, id ref.CaseID) []store.Entry {
	t.Helper()
	var list []store.Entry
	err := d.Read(context.Background(), func(tx store.Tx) error {
		var err error
		list, err = tx.Journal().Of(id, 0, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Folder reads every file of the folder, the database's among them, by its path.
func (d *Desk) Folder(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(d.Dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		all[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
