package desk_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"beiandesk/internal/backup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
)

// backedUp is a desk with the walk's case, two scans of it, and a place for its backups.
type backedUp struct {
	*desktest.Walk
	place string
}

func withScans(t *testing.T) *backedUp {
	t.Helper()
	b := &backedUp{desktest.OpenWalk(t), filepath.Join(t.TempDir(), "备份盘")}
	b.attach(t, 1)
	b.attach(t, 2)
	return b
}

func (b *backedUp) attach(t *testing.T, seed uint64) {
	t.Helper()
	_, err := intake.Attach(t.Context(), b.Office, intake.Input{CaseID: b.Case, Material: "id-front", Name: "沈一鸣.jpg", Content: desktest.Photo(t, 60_000, seed)})
	if err != nil {
		t.Fatal(err)
	}
}

func (b *backedUp) make(t *testing.T) backup.Made {
	t.Helper()
	made, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: b.place})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (b *backedUp) state(t *testing.T) desk.BackupState {
	t.Helper()
	s, err := b.Backups().State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// verified looks through all that lies at a path and gives the faults, a line each.
func verified(t *testing.T, path string) (backups int, faults []string) {
	t.Helper()
	all, err := desk.VerifyBackups(t.Context(), path, desk.Secret{Passphrase: desktest.Passphrase}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		for _, c := range s.Checked {
			backups++
			for _, f := range c.Faults {
				faults = append(faults, c.Name+"/"+f.Part)
			}
		}
	}
	return backups, faults
}

func TestABackupIsWholeSealedProvedAndRecorded(t *testing.T) {
	b := withScans(t)
	first := b.make(t)
	if first.Copied != 2 || !first.Manifest.Whole() || len(first.Manifest.Contents.Files) != 2 || first.Manifest.Contents.Rows["documents"] != 2 {
		t.Errorf("made %+v", first)
	}
	b.At(t, "2026-09-07 11:00")
	second := b.make(t)
	if second.Copied != 0 || second.Dropped != 1 {
		t.Errorf("the second copied %d files and dropped %d", second.Copied, second.Dropped)
	}
	s := b.state(t)
	if s.Last == nil || s.Last.Name != second.Name || s.Last.Target != b.place || s.Last.Files != 2 || !s.Last.Whole() || s.Failed != nil {
		t.Errorf("recorded %+v", s.Last)
	}
	entries := b.Desk.Journal(t, "")
	if e := entries[0]; e.Kind != "backup" || e.Title != "备份，已验证" || !strings.Contains(e.Payload, second.Name) {
		t.Errorf("journal says %+v", e)
	}
	if n, faults := verified(t, b.place); n != 1 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
	for path, content := range tree(t, b.place) {
		for _, clear := range []string{"青禾", "qinghe", "沈一鸣", "13800571001", "91330106MA2KQ7T8XJ", desktest.Planted, "SQLite format"} {
			if strings.Contains(content, clear) || strings.Contains(path, clear) {
				t.Errorf("%s tells %q", path, clear)
			}
		}
	}
}

func TestBackupsAndTheWindowWorkAtOnce(t *testing.T) {
	b := withScans(t)
	beside, err := desk.Open(t.Context(), b.Dir, desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{Window: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, beside)
	began, stop, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for n := 0; err == nil; n++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			scan := bytes.Clone(desktest.Photo(t, 50_000, uint64(n+10)))
			_, err = intake.Attach(t.Context(), beside.Office, intake.Input{CaseID: b.Case, Material: "id-back", Content: scan})
			if n%3 == 2 && err == nil { // purge, as a closing case does
				err = purge(t.Context(), beside.Office, b)
			}
			if n == 0 {
				close(began)
			}
		}
		done <- err
	}()
	<-began
	for range 4 {
		made, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: b.place})
		if err != nil {
			t.Fatal(err)
		}
		if !made.Manifest.Whole() {
			t.Errorf("missing %v, faults %v", made.Manifest.Missing, made.Manifest.Contents.Faults)
		}
		if _, faults := verified(t, b.place); len(faults) > 0 {
			t.Errorf("faults %v", faults)
		}
	}
	close(stop)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func purge(ctx context.Context, o *office.Office, b *backedUp) error {
	var blobs []string
	err := o.Write(ctx, func(w *office.Work) (err error) {
		_, blobs, err = intake.Purge(w, b.Case, "换了材料")
		return err
	})
	if err != nil {
		return err
	}
	return intake.Sweep(ctx, o, blobs)
}

func TestAPlaceThatIsNotOursOrNotThereIsLeftAlone(t *testing.T) {
	b := withScans(t)
	other := t.TempDir()
	put(t, filepath.Join(other, "照片.jpg"), "x")
	file := filepath.Join(t.TempDir(), "file")
	put(t, file, "x")
	claimed := t.TempDir()
	put(t, filepath.Join(claimed, backup.MarkFile), `{"format":"something else"}`)
	newer := t.TempDir()
	put(t, filepath.Join(newer, backup.MarkFile), `{"format":"beiandesk-backups","version":2}`)
	for name, c := range map[string]struct {
		target string
		want   errs.Code
	}{
		"other files":       {other, errs.Foreign},
		"a file":            {file, errs.Invalid},
		"no parent":         {filepath.Join(other, "a", "b"), errs.NotFound},
		"a relative path":   {"backups", errs.Invalid},
		"the data folder":   {b.Dir, errs.Invalid},
		"in it":             {filepath.Join(b.Dir, "files", "backups"), errs.Invalid},
		"another's mark":    {claimed, errs.Foreign},
		"a later release's": {newer, errs.Newer},
		"an unplugged disk": {desktest.UnpluggedDisk("backups"), errs.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			before := b.Folder(t)
			_, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: c.target})
			wantCode(t, err, c.want)
			wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: c.target, On: true}), c.want)
			if len(b.Folder(t)) > len(before)+1 { // the lock
				t.Error("something was made in the folder")
			}
			if f := b.state(t).Failed; f == nil || f.Target != filepath.Clean(c.target) {
				t.Errorf("recorded %+v", f)
			}
		})
	}
	if got := tree(t, other); len(got) != 1 {
		t.Errorf("the other folder now holds %d files", len(got))
	}
}

func TestAPlaceThatADyingProcessWasMakingIsMadeAgain(t *testing.T) {
	b := withScans(t)
	if err := os.Mkdir(b.place, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(b.place, ".beiandesk-2968807252"), "{")
	b.make(t)
}

func TestADiskThatIsMissingIsToldAndNothingIsMadeInItsPlace(t *testing.T) {
	b := withScans(t)
	b.make(t)
	away := b.place + " away"
	if err := os.Rename(b.place, away); err != nil {
		t.Fatal(err)
	}
	for name, lay := range map[string]func(){
		"gone": func() {},
		"an empty mount point": func() {
			if err := os.Mkdir(b.place, 0o700); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			lay()
			_, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: b.place})
			wantCode(t, err, errs.NotFound)
			if entries, err := os.ReadDir(b.place); err == nil && len(entries) > 0 {
				t.Error("something was made in the place")
			}
			remove(t, b.place)
		})
	}
	if err := os.Rename(away, b.place); err != nil {
		t.Fatal(err)
	}
	b.make(t)
	if s := b.state(t); s.Failed != nil {
		t.Errorf("still failed: %+v", s.Failed)
	}
	// A new disk in its place is begun anew when staff say so.
	remove(t, b.place)
	if _, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: b.place, Anew: true}); err != nil {
		t.Fatal(err)
	}
}

func TestOneBackupAtATime(t *testing.T) {
	b := withScans(t)
	lock := flock.New(filepath.Join(b.Dir, "backup.lock"))
	if held, err := lock.TryLock(); err != nil || !held {
		t.Fatal(held, err)
	}
	_, err := b.Backups().Make(t.Context(), desk.BackupOrder{Target: b.place})
	wantCode(t, err, errs.Busy)
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	made := b.make(t)
	// A second copy of the folder has a lock of its own; the shelf is the same.
	shelf := flock.New(filepath.Join(filepath.Dir(made.Dir), "backup.lock"))
	if held, err := shelf.TryLock(); err != nil || !held {
		t.Fatal(held, err)
	}
	_, err = b.Backups().Make(t.Context(), desk.BackupOrder{Target: b.place})
	wantCode(t, err, errs.Busy)
	if err := shelf.Unlock(); err != nil {
		t.Fatal(err)
	}
	b.make(t)
}

func TestACancelledBackupLeavesTheOlderOneAndNothingElse(t *testing.T) {
	b := withScans(t)
	b.make(t)
	had := tree(t, b.place)
	b.attach(t, 3)
	for _, phase := range []string{backup.Reading, backup.Copying, backup.Proving} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := b.Backups().Make(ctx, desk.BackupOrder{Target: b.place, Told: func(s backup.Step) {
			if s.Phase == phase {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("in %s: %v", phase, err)
		}
		now := tree(t, b.place)
		for path := range had {
			if now[path] != had[path] {
				t.Errorf("in %s: %s changed", phase, path)
			}
		}
		if n, faults := verified(t, b.place); n != 1 || len(faults) > 0 {
			t.Errorf("in %s: %d backups, faults %v", phase, n, faults)
		}
	}
}
