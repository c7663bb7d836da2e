// Package desktest makes desks for tests: real folders with vault and database, a
// clock to set, and the client and case of the walk. Only tests import it.
package desktest

import (
	"context"
	"path/filepath"
	"runtime"
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

// New opens a desk whose clock stands at now, in the words of At: a copy of one that is made
// once for all tests of a package. It is closed when the test ends.
func New(t testing.TB, now string) *Desk {
	t.Helper()
	d := &Desk{}
	d.At(t, now)
	d.open(t, Made(t, now))
	return d
}

// Made gives a folder of its own with the desk that New opens, still closed.
func Made(t testing.TB, now string) string {
	t.Helper()
	return emptyAt(t, now).Copied(t)
}

// Created makes a desk that nobody has opened before. It is closed when the test ends.
func Created(t testing.TB, now string) *Desk {
	t.Helper()
	d := &Desk{}
	d.At(t, now)
	made, _, err := desk.Create(context.Background(), t.TempDir(), Passphrase, "周敏", d.options())
	d.opened(t, made, err)
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
	dir := FilesOf(t, d.Dir).Copied(t)
	change(dir)
	c := &Desk{now: d.now}
	c.open(t, dir)
	return c
}

// open opens the folder and sees to its closing.
func (d *Desk) open(t testing.TB, dir string) {
	t.Helper()
	got, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: Passphrase}, d.options())
	d.opened(t, got, err)
}

// opened takes what opening gave.
func (d *Desk) opened(t testing.TB, got *desk.Desk, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	d.Desk = got
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
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
	for name, content := range FilesOf(t, d.Dir) {
		all[filepath.Join(d.Dir, name)] = content
	}
	return all
}
