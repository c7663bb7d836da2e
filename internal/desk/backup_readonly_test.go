//go:build !windows

package desk_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
)

func TestAFolderThatMayOnlyBeReadIsBackedUpAndTakesNothingAway(t *testing.T) {
	b := withScans(t)
	b.make(t)
	if err := os.Chmod(b.place, 0o777); err != nil {
		t.Fatal(err)
	}
	readOnlyPlace := filepath.Join(t.TempDir(), "place")
	if err := os.Mkdir(readOnlyPlace, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(readOnlyPlace, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	for at := readOnlyPlace; len(at) > len(os.TempDir()); at = filepath.Dir(at) {
		if at != readOnlyPlace {
			if err := os.Chmod(at, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	readOnly(t, b.Dir)
	d, err := desk.Open(t.Context(), b.Dir, desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{Now: b.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, d)
	if !d.ReadOnly {
		t.Fatal("it may be written")
	}
	for range 2 {
		made, err := d.Backups().Make(t.Context(), desk.BackupOrder{Target: readOnlyPlace})
		if err != nil {
			t.Fatal(err)
		}
		if !made.Manifest.Whole() || made.Dropped != 0 {
			t.Errorf("made %+v", made)
		}
	}
	if n, faults := verified(t, readOnlyPlace); n != 2 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
	if s, err := d.Backups().State(t.Context()); err != nil || s.Last == nil || s.Last.Target != b.place {
		t.Errorf("recorded %+v, %v", s.Last, err)
	}
}
