package desk_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/backup"
	"beiandesk/internal/sqlite/sqlitetest"
)

// Who damages a byte of any part has it named, and the parts beside it are whole.
func TestADamagedByteOfAnyPartIsNamed(t *testing.T) {
	b := withScans(t)
	made := b.make(t)
	shelf := filepath.Dir(made.Dir)
	parts := map[string]string{ // path → how it is named
		filepath.Join(made.Dir, "desk.db.age"):   "desk.db.age",
		filepath.Join(made.Dir, "keys.json"):     "keys.json",
		filepath.Join(made.Dir, "manifest.json"): "manifest.json",
	}
	for path := range tree(t, filepath.Join(shelf, "files")) {
		rel, err := filepath.Rel(shelf, path)
		if err != nil {
			t.Fatal(err)
		}
		parts[path] = filepath.ToSlash(rel)
	}
	if len(parts) != 5 {
		t.Fatalf("%d parts", len(parts))
	}
	b.At(t, "2026-09-08 09:00")
	other := b.make(t) // its keys open the shelf while the first one's are damaged
	for path, named := range parts {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		damaged := map[string][]byte{"cut": whole[:len(whole)-1], "longer": append(bytes.Clone(whole), 'x')}
		for _, at := range []int{0, len(whole) / 2} {
			d := bytes.Clone(whole)
			d[at] ^= 1
			damaged[fmt.Sprint("byte ", at)] = d
		}
		for how, content := range damaged {
			put(t, path, string(content))
			_, faults := verified(t, b.place)
			want := []string{made.Name + "/" + named}
			if strings.HasPrefix(named, "files/") {
				want = []string{other.Name + "/" + named, want[0]} // both name it
			}
			if fmt.Sprint(faults) != fmt.Sprint(want) {
				t.Errorf("%s of %s: named %v", how, named, faults)
			}
		}
		remove(t, path)
		if _, faults := verified(t, b.place); !strings.Contains(fmt.Sprint(faults), made.Name+"/"+named) {
			t.Errorf("%s taken away: named %v", named, faults)
		}
		put(t, path, string(whole))
	}
	// A manifest of another moment is marked as well, and says something else of the rest.
	put(t, filepath.Join(made.Dir, "manifest.json"), tree(t, other.Dir)[filepath.Join(other.Dir, "manifest.json")])
	if _, faults := verified(t, b.place); len(faults) == 0 {
		t.Error("an exchanged manifest passed")
	}
}

func TestWhatTheFolderItselfLacksIsToldAndTakesNoWholeBackupsPlace(t *testing.T) {
	b := withScans(t)
	b.make(t)
	// The scan that the backup has stays whole there, whatever becomes of the folder's own.
	eachSealed(t, b.Dir, func(path string) { put(t, path, "torn") })
	b.At(t, "2026-09-08 09:00")
	if made := b.make(t); !made.Manifest.Whole() || made.Copied != 0 {
		t.Errorf("missing %v, copied %d", made.Manifest.Missing, made.Copied)
	}
	// One that no backup has is missing; the whole ones stay.
	b.attach(t, 3)
	eachSealed(t, b.Dir, func(path string) { put(t, path, "torn") })
	b.At(t, "2026-09-08 15:00")
	made := b.make(t)
	if len(made.Manifest.Missing) != 1 || made.Dropped != 0 {
		t.Errorf("missing %v, dropped %d", made.Manifest.Missing, made.Dropped)
	}
	if s := b.state(t); s.Last.Whole() || s.Warning(s.Last.At) == "" {
		t.Errorf("recorded %+v", s.Last)
	}
	if n, faults := verified(t, b.place); n != 3 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
}

// One that lacks something for ever must not fill the disk with its like.
func TestBackupsThatLackSomethingAreThinnedAndTakeNoBetterOnesPlace(t *testing.T) {
	b := withScans(t)
	whole := b.make(t)
	b.attach(t, 3)
	eachSealed(t, b.Dir, func(path string) { put(t, path, "torn") })
	var lacking, faulty backup.Made
	for hour := range 3 {
		b.At(t, fmt.Sprintf("2026-09-08 1%d:00", hour))
		lacking = b.make(t)
		if len(lacking.Manifest.Missing) != 1 || lacking.Dropped != min(hour, 1) {
			t.Errorf("missing %v, dropped %d", lacking.Manifest.Missing, lacking.Dropped)
		}
	}
	sqlitetest.Past(t, b.Dir, `DROP INDEX people_doc_number`)
	for hour := range 3 {
		b.At(t, fmt.Sprintf("2026-09-08 1%d:00", hour+4))
		faulty = b.make(t)
		if len(faulty.Manifest.Contents.Faults) == 0 || faulty.Dropped != min(hour, 1) {
			t.Errorf("faults %v, dropped %d", faulty.Manifest.Contents.Faults, faulty.Dropped)
		}
	}
	for _, one := range []backup.Made{whole, lacking, faulty} {
		if _, err := os.Stat(one.Dir); err != nil {
			t.Error(err)
		}
	}
	if n, faults := verified(t, b.place); n != 3 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
}

func eachSealed(t *testing.T, dir string, f func(path string)) {
	t.Helper()
	for path := range tree(t, filepath.Join(dir, "files")) {
		f(path)
	}
}

func TestOlderBackupsGoAndWhatWasPurgedGoesWithTheLast(t *testing.T) {
	b := withScans(t)
	for day := range 8 {
		b.At(t, fmt.Sprintf("2026-09-%02d 09:00", 7+day)) // Monday the 7th
		if day == 1 {
			if err := purge(t.Context(), b.Office, b); err != nil {
				t.Fatal(err)
			}
		}
		b.make(t)
	}
	// 7 days, of which the 14th is a week of its own; the week of the 7th has the 13th.
	if n, faults := verified(t, b.place); n != 7 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
	sealed := 0
	for path := range tree(t, b.place) {
		if strings.Contains(path, string(filepath.Separator)+"files"+string(filepath.Separator)) {
			sealed++
		}
	}
	if sealed != 0 {
		t.Errorf("%d purged files are left in the place", sealed)
	}
}

func TestSealedFilesStayWhileAnyManifestCantBeRead(t *testing.T) {
	b := withScans(t)
	first := b.make(t)
	put(t, filepath.Join(first.Dir, "manifest.json"), "{}")
	if err := purge(t.Context(), b.Office, b); err != nil {
		t.Fatal(err)
	}
	b.At(t, "2026-09-09 09:00")
	b.make(t)
	n := 0
	eachSealed(t, filepath.Dir(first.Dir), func(string) { n++ })
	if n != 2 {
		t.Errorf("%d files are left of two that the unreadable backup may name", n)
	}
}
