//go:build !windows

package desk_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// nobody is a user of the system that owns nothing.
const nobody = 65534

// readOnly takes the right to write a folder from everybody, and is somebody else than
// root, whom no right stops, until the test ends.
func readOnly(t *testing.T, dir string) {
	t.Helper()
	modes := func(folder, file os.FileMode) {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.IsDir() {
				return os.Chmod(path, folder)
			}
			return os.Chmod(path, file)
		})
		if err != nil {
			t.Error(err)
		}
	}
	modes(0o555, 0o444)
	for at := filepath.Dir(dir); at != filepath.Dir(at); at = filepath.Dir(at) {
		if strings.Contains(filepath.Base(at), "Test") || filepath.Base(at) == "001" {
			if err := os.Chmod(at, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	if os.Geteuid() == 0 {
		if err := syscall.Seteuid(nobody); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if os.Getuid() == 0 {
			if err := syscall.Seteuid(0); err != nil {
				t.Error(err)
			}
		}
		modes(0o700, 0o600)
	})
}

func TestAReadOnlyFolderOpensForReadingAndSaysSoWhenWritten(t *testing.T) {
	ctx := context.Background()
	dir := whole(t)
	before := tree(t, dir)
	readOnly(t, dir)
	s, err := desk.Inspect(ctx, dir)
	if err != nil || s.State != desk.Locked || !s.ReadOnly || len(s.Staff) != 1 {
		t.Fatalf("%+v, %v", s, err)
	}
	d, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true})
	if err != nil || !d.ReadOnly {
		t.Fatalf("opened %v", err)
	}
	err = d.Read(ctx, func(tx store.Tx) error {
		all, err := tx.Staff().All()
		if len(all) != 1 {
			t.Errorf("%d people", len(all))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	_, err = setup.AddStaff(ctx, d.Office, "林晓")
	wantCode(t, err, errs.Storage)
	if !strings.Contains(err.Error(), "只读") {
		t.Errorf("writing says %q", err)
	}
	err = d.ChangePassphrase(ctx, desk.Secret{Passphrase: passphrase}, "另一串够长的口令 2026")
	wantCode(t, err, errs.Storage)
	closing(t, d)
	for name, content := range tree(t, dir) {
		if before[name] != content {
			t.Errorf("%s was changed or made", name)
		}
	}
}

func TestAReadOnlyFolderThatIsHalfUpgradedIsNotShown(t *testing.T) {
	dir := whole(t)
	sqlitetest.Past(t, dir, "DELETE FROM settings WHERE key = 'secret.seals'")
	readOnly(t, dir)
	_, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	wantCode(t, err, errs.Blocked)
}

// Only the database may not be written: a window leaves nothing beside it.
func TestAWindowOnADatabaseThatMayNotBeWrittenMakesNoLock(t *testing.T) {
	dir := whole(t)
	remove(t, filepath.Join(dir, "window.lock"))
	readOnly(t, dir)
	if os.Getuid() == 0 {
		if err := syscall.Seteuid(0); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		if err := syscall.Seteuid(nobody); err != nil {
			t.Fatal(err)
		}
	}
	before := tree(t, dir)
	d, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true})
	if err != nil || !d.ReadOnly {
		t.Fatalf("opened %v", err)
	}
	closing(t, d)
	for name := range tree(t, dir) {
		if _, was := before[name]; !was {
			t.Errorf("%s was made", name)
		}
	}
}

func TestAReadOnlyFolderWithAnUnfoldedLogIsNotShownInPart(t *testing.T) {
	dir := whole(t)
	put(t, filepath.Join(dir, "desk.db-wal"), "what was written last")
	readOnly(t, dir)
	_, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	wantCode(t, err, errs.Storage)
	if !strings.Contains(err.Error(), "desk.db-wal") {
		t.Errorf("opening says %q", err)
	}
}
