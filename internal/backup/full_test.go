//go:build !windows

package backup_test

import (
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"beiandesk/internal/errs"
)

// full lets this process write no file longer than so many bytes, as a disk that has no room.
func full(t *testing.T, most uint64, work func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ) // the write fails instead
	now := was
	now.Cur = most
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		t.Fatal(err)
	}
	work()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	signal.Reset(syscall.SIGXFSZ)
}

func TestAFullDiskIsToldAndLeavesNoBackup(t *testing.T) {
	l, s, options := shelf(t, 8<<20)
	var err error
	full(t, 1<<20, func() { _, err = s.Make(t.Context(), l, options) })
	if errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), "备份位置写不进去") {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(l.shelf); err != nil || len(left) != 1 { // the lock
		t.Errorf("%v left, %v", left, err)
	}
	if _, err := s.Make(t.Context(), l, options); err != nil {
		t.Fatal(err)
	}
	full(t, 1<<20, func() {
		_, err = s.Restore(t.Context(), "", filepath.Join(t.TempDir(), "x"), "desk.db", nil)
	})
	if errs.CodeOf(err) != errs.Storage || !strings.Contains(err.Error(), "要恢复到的文件夹写不进去") {
		t.Errorf("restored: %v", err)
	}
}

func TestADatabaseThatCannotBeReadBackFromThePlaceIsNoBackup(t *testing.T) {
	l, s, options := shelf(t, 1<<20)
	if _, err := s.Make(t.Context(), torn{l}, options); errs.CodeOf(err) != errs.Storage {
		t.Errorf("%v", err)
	}
	if list, err := s.List(); err != nil || len(list) > 0 {
		t.Errorf("%d backups, %v", len(list), err)
	}
}

// torn is a source whose place loses a byte once the database was opened there.
type torn struct{ *large }

func (x torn) Keys() (string, error) {
	found, err := filepath.Glob(filepath.Join(x.shelf, ".tmp-*", "desk.db.age"))
	if err != nil || len(found) != 1 {
		return "", io.ErrUnexpectedEOF
	}
	if err := os.Truncate(found[0], 1<<19); err != nil {
		return "", err
	}
	return x.large.Keys()
}
