package desk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
)

// next takes the next number of a series, as a bill does.
func next(t *testing.T, d *desk.Desk) (number string) {
	t.Helper()
	err := d.Write(t.Context(), func(w *office.Work) (err error) {
		number, err = w.Number("ZD", 2026)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return number
}

func TestAFolderThatHasGoneBackIsToldAndGivesNoNumberTwice(t *testing.T) {
	memory := t.TempDir()
	dir := filepath.Join(t.TempDir(), "desk")
	opts := desk.Options{Memory: memory}
	open := func() *desk.Desk {
		t.Helper()
		d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, opts)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d, _ := create(t, dir, opts)
	next(t, d)
	closing(t, d)
	older := tree(t, dir)

	d = open()
	if d.Behind != "" {
		t.Fatalf("a folder at rest: %s", d.Behind)
	}
	if _, err := setup.AddStaff(t.Context(), d.Office, "林晓"); err != nil {
		t.Fatal(err)
	}
	next(t, d)
	if got := next(t, d); got != "ZD2026-0003" {
		t.Fatalf("the third is %s", got)
	}
	closing(t, d)
	for name, content := range tree(t, memory) {
		if strings.Contains(content, "林晓") || strings.Contains(content, dir) {
			t.Errorf("%s says whose it is", name)
		}
	}

	for name := range tree(t, dir) { // the older folder is put back, file by file
		remove(t, name)
	}
	for name, content := range older {
		put(t, name, content)
	}
	// Somebody whom the older folder does not know can't open it, and takes the memory with him
	// neither.
	if _, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Memory: memory, Staff: "林晓"}); err == nil {
		t.Fatal("a stranger has opened it")
	}
	look, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Memory: memory, Look: true})
	if err != nil || !strings.Contains(look.Behind, "对不上") {
		t.Fatalf("a look says %q, %v", look.Behind, err)
	}
	closing(t, look)
	d = open()
	if !strings.Contains(d.Behind, "对不上") || len(d.Warnings) == 0 {
		t.Errorf("opening says %q, warns of %q", d.Behind, d.Warnings)
	}
	if got := next(t, d); got != "ZD2026-0004" {
		t.Errorf("after the roll-back %s is given out", got)
	}
	told := false
	err = d.Read(t.Context(), func(tx store.Tx) error {
		entries, err := tx.Journal().Of("", 0, 100)
		for _, e := range entries {
			told = told || e.Subject == "behind"
		}
		return err
	})
	if err != nil || !told {
		t.Errorf("the journal says nothing of it, %v", err)
	}
	closing(t, d)
	if d = open(); d.Behind != "" {
		t.Errorf("and once more: %s", d.Behind)
	}
	closing(t, d)
}

func TestAnotherFolderInItsPlaceIsNotHeldAgainstIt(t *testing.T) {
	memory := t.TempDir()
	dir := filepath.Join(t.TempDir(), "desk")
	d, _ := create(t, dir, desk.Options{Memory: memory})
	closing(t, d)
	remove(t, dir)
	d, _ = create(t, dir, desk.Options{Memory: memory})
	closing(t, d)
	d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Memory: memory})
	if err != nil || d.Behind != "" {
		t.Fatalf("%q, %v", d.Behind, err)
	}
	closing(t, d)
	// What can't be read, or kept, stops nobody.
	for name := range tree(t, memory) {
		put(t, name, "{")
	}
	if d, err = desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Memory: filepath.Join(memory, filepath.Base(os.DevNull), "x")}); err != nil || d.Behind != "" {
		t.Fatalf("%q, %v", d.Behind, err)
	}
	closing(t, d)
}

func TestAClockThatIsBehindTheLastEntryIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "desk")
	now := time.Date(2026, 11, 29, 2, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	d, _ := create(t, dir, desk.Options{Now: clock})
	closing(t, d)
	for back, told := range map[time.Duration]bool{5 * time.Minute: false, 24 * time.Hour: true} {
		d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Now: func() time.Time { return now.Add(-back) }})
		if err != nil || strings.Contains(d.Slow, "时钟") != told {
			t.Errorf("%v back: %q, %v", back, d.Slow, err)
		}
		closing(t, d)
	}
}
