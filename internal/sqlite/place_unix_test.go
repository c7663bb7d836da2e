//go:build !windows

package sqlite_test

import (
	"os"
	osexec "os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"beiandesk/internal/sqlite"
)

// besideEnv names the database to a child process of the test below.
const besideEnv = "BEIANDESK_TEST_BESIDE"

// Where SQLite keeps the locks of a connection that reads or writes (sqlite.org/fileformat.html,
// "the lock-byte page"): a connection in WAL mode holds a shared lock as long as it is open.
const (
	sharedFirst = 0x40000002
	sharedSize  = 510
)

// Closing any handle of a file drops every POSIX lock that the process has on it, and a
// second process could then take the log away under the first.
func TestAnOpenDeskKeepsItsLocksOverEveryWrite(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, name := range []string{"周敏", "林晓"} {
		addStaff(t, s, name)
		if !sqlite.Writable(dir) {
			t.Fatal("the folder may be written")
		}
		child := osexec.Command(os.Args[0], "-test.run", "^TestBesideAnOpenDesk$", "-test.v")
		child.Env = append(os.Environ(), besideEnv+"="+filepath.Join(dir, sqlite.FileName))
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// TestBesideAnOpenDesk asks, as a process of its own, whether the database is locked.
func TestBesideAnOpenDesk(t *testing.T) {
	path := os.Getenv(besideEnv)
	if path == "" {
		return // it is the child of the test above
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	lock := unix.Flock_t{Type: unix.F_WRLCK, Start: sharedFirst, Len: sharedSize}
	if err := unix.FcntlFlock(f.Fd(), unix.F_GETLK, &lock); err != nil {
		t.Fatal(err)
	}
	if lock.Type == unix.F_UNLCK {
		t.Error("nobody holds the database that a desk has open")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
