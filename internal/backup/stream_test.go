package backup_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"beiandesk/internal/backup"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

const passphrase = "correct horse battery staple"

// large is a folder whose database is far larger than the memory that its backup may take.
type large struct {
	dir   string
	shelf string
	size  int64
	most  uint64 // that was seen
	given int64  // bytes of the database that were read
}

// look notes how much of the heap is taken.
func (l *large) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	l.most = max(l.most, m.HeapAlloc)
}

func (l *large) Dir() string           { return l.dir }
func (l *large) Demo() bool            { return false }
func (l *large) Keys() (string, error) { return vault.Copy(l.dir) }

func (l *large) Snapshot(context.Context) (io.ReadCloser, error) {
	l.given = 0
	return l, nil
}

func (l *large) Close() error { return nil }

func (l *large) Read(p []byte) (int, error) {
	if l.given == l.size {
		return 0, io.EOF
	}
	n := min(int64(len(p)), l.size-l.given)
	for i := range n {
		p[i] = byte((l.given + i) >> 12)
	}
	if l.given>>23 != (l.given+n)>>23 {
		l.look()
	}
	l.given += n
	return int(n), nil
}

// Examine reads all of a database as SQLite does, page by page.
func (l *large) Examine(_ context.Context, database *io.SectionReader) (backup.Contents, error) {
	page := make([]byte, 4096)
	for at := int64(0); at < database.Size(); at += int64(len(page)) {
		if _, err := database.ReadAt(page, at); err != nil && !errors.Is(err, io.EOF) {
			return backup.Contents{}, err
		}
		if page[0] != byte(at>>12) {
			return backup.Contents{Faults: []string{"another byte"}}, nil
		}
		if at&(1<<23-1) == 0 {
			l.look()
		}
	}
	return backup.Contents{Rows: map[string]int{"pages": int(database.Size() / 4096)}}, nil
}

// shelf gives the folder, its shelf in a place, and the options of a backup.
func shelf(t *testing.T, size int64) (*large, *backup.Shelf, backup.Options) {
	t.Helper()
	l := &large{dir: t.TempDir(), size: size}
	v, _, err := vault.Create(l.dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	place := filepath.Join(t.TempDir(), "place")
	if err := backup.Claim(place); err != nil {
		t.Fatal(err)
	}
	s, err := backup.ShelfOf(place, v)
	if err != nil {
		t.Fatal(err)
	}
	name, err := v.Folder()
	if err != nil {
		t.Fatal(err)
	}
	l.shelf = filepath.Join(place, name)
	return l, s, backup.Options{At: moment(t, "2026-09-07"), Keep: backup.Kept}
}

func TestADatabaseOfAnySizeIsMadeVerifiedAndRestoredInTheSameMemory(t *testing.T) {
	const size, ceiling = 192 << 20, 48 << 20
	defer debug.SetGCPercent(debug.SetGCPercent(100)) // as the program has it, however the tests are run
	l, s, options := shelf(t, size)
	made, err := s.Make(t.Context(), l, options)
	if err != nil || made.Manifest.Contents.Rows["pages"] != size/4096 {
		t.Fatalf("%+v, %v", made.Manifest.Contents, err)
	}
	checked, err := s.Verify(t.Context(), l, "", nil)
	if err != nil || len(checked) != 1 || len(checked[0].Faults) > 0 {
		t.Fatalf("%+v, %v", checked, err)
	}
	to := filepath.Join(t.TempDir(), "restored")
	ended := make(chan struct{})
	go func() { // nothing of a restore calls back while it writes the database
		for {
			select {
			case <-ended:
				return
			case <-time.After(5 * time.Millisecond):
				l.look()
			}
		}
	}()
	_, err = s.Restore(t.Context(), "", to, "desk.db", nil)
	ended <- struct{}{}
	if err != nil {
		t.Fatal(err)
	}
	if l.most > ceiling {
		t.Errorf("%d MB of the heap for a database of %d MB", l.most>>20, size>>20)
	}
	f, err := os.Open(filepath.Join(to, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := l.Examine(t.Context(), io.NewSectionReader(f, 0, size)); err != nil || len(got.Faults) > 0 {
		t.Errorf("restored %+v, %v", got, err)
	}
}

func TestAWorkOnALargeDatabaseIsGivenUpInItsMiddle(t *testing.T) {
	l, s, options := shelf(t, 32<<20)
	ctx, cancel := context.WithCancel(t.Context())
	stopping := stopping{l, cancel}
	if _, err := s.Make(ctx, stopping, options); !errors.Is(err, context.Canceled) || l.given == l.size {
		t.Errorf("%v after %d bytes", err, l.given)
	}
	if list, err := s.List(); err != nil || len(list) > 0 {
		t.Errorf("%d backups, %v", len(list), err)
	}
	if _, err := s.Make(t.Context(), l, options); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(ctx, "", filepath.Join(t.TempDir(), "x"), "desk.db", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("restored: %v", err)
	}
	if _, err := s.Verify(ctx, l, "", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("verified: %v", err)
	}
}

// stopping is a source that is given up after its first megabytes.
type stopping struct {
	*large
	stop func()
}

func (s stopping) Snapshot(context.Context) (io.ReadCloser, error) { return s, nil }

func (s stopping) Read(p []byte) (int, error) {
	if s.given > 4<<20 {
		s.stop()
	}
	return s.large.Read(p)
}

// A source that fails is told as it is, and is no fault of the place.
func TestADatabaseThatCantBeReadLeavesNoBackup(t *testing.T) {
	l, s, options := shelf(t, 1<<20)
	broken := errs.New(errs.Storage, "数据库读不完整")
	if _, err := s.Make(t.Context(), failing{l, broken}, options); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(l.shelf); err != nil || len(left) != 1 { // the lock
		t.Errorf("%v left, %v", left, err)
	}
}

type failing struct {
	*large
	err error
}

func (f failing) Snapshot(context.Context) (io.ReadCloser, error) { return f, nil }
func (f failing) Read([]byte) (int, error)                        { return 0, f.err }
