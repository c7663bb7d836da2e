package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/store"
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
		"an unplugged disk": {"/media/nobody/disk-that-is-not-there/backups", errs.NotFound},
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

func TestABackupIsDueByWhatLiesInThePlansPlace(t *testing.T) {
	b := withScans(t)
	today := b.Today()
	at := func(text string) *desk.BackupRecord {
		day, err := time.ParseInLocation("2006-01-02", text, cal.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return &desk.BackupRecord{At: day}
	}
	for name, c := range map[string]struct {
		there *desk.BackupRecord
		due   bool
	}{
		"none there": {nil, true}, "yesterday's": {at(today.Add(-1).String()), true}, "today's": {at(today.String()), false}, "one of a clock ahead": {at(today.Add(9).String()), true},
	} {
		s := desk.BackupState{Plan: desk.BackupPlan{Target: "x", On: true}, Last: at(today.Add(1).String()), There: c.there}
		if s.Due(today) != c.due {
			t.Errorf("%s: due is %v", name, !c.due)
		}
	}
}

func TestThePlanIsKeptAndSaysWhenABackupIsDue(t *testing.T) {
	b := withScans(t)
	if s := b.state(t); s.Due(b.Today()) || s.Warning(b.Now()) == "" {
		t.Errorf("without a plan: %+v", s)
	}
	wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{On: true}), errs.Invalid)
	wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{On: true, Target: "a\x00b"}), errs.Invalid)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place}), errs.Conflict)
	if s := b.state(t); !s.Due(b.Today()) || s.Plan.Target != b.place {
		t.Errorf("with a plan: %+v", s)
	}
	if _, err := b.Backups().Make(t.Context(), desk.BackupOrder{}); err != nil { // the plan's place
		t.Fatal(err)
	}
	s := b.state(t)
	if s.Due(b.Today()) || !s.Due(b.Today()+1) || s.Warning(b.Now()) != "" {
		t.Errorf("after a backup: %+v", s)
	}
	if got := s.Warning(b.Now().AddDate(0, 0, 8)); got != "上次备份是 8 天以前" {
		t.Errorf("after eight days: %q", got)
	}
	var text string
	err := b.Read(t.Context(), func(tx store.Tx) (err error) {
		text, _, err = tx.Settings().Get("secret.backup.plan")
		return err
	})
	var kept desk.BackupPlan
	if err != nil || json.Unmarshal([]byte(text), &kept) != nil || kept.Target != b.place {
		t.Errorf("kept %q, %v", text, err)
	}
}

func TestAFailureThatIsKnownIsWrittenOnceADay(t *testing.T) {
	b := withScans(t)
	order := desk.BackupOrder{Target: filepath.Join(b.place, "no", "disk"), Quiet: true}
	failures := func() (n int) {
		for _, e := range b.Desk.Journal(t, "") {
			if e.Title == "备份失败" {
				n++
			}
		}
		return n
	}
	for i, want := range []int{1, 1, 2} {
		if i == 2 {
			b.At(t, "2026-09-08 09:00")
		}
		_, err := b.Backups().Make(t.Context(), order)
		wantCode(t, err, errs.NotFound)
		if got := failures(); got != want {
			t.Errorf("after try %d: %d entries, want %d", i+1, got, want)
		}
	}
	if s := b.state(t); !strings.Contains(s.Warning(b.Now()), "备份位置的上一级文件夹不在") {
		t.Errorf("warns %q", s.Warning(b.Now()))
	}
}

func TestADemonstrationIsWarnedOnlyOnceItHasAPlace(t *testing.T) {
	s := desk.BackupState{Demo: true}
	now := desktest.OpenWalk(t).Now()
	if got := s.Warning(now); got != "" {
		t.Errorf("warns %q", got)
	}
	s.Plan.Target = "/media/x"
	if s.Warning(now) == "" {
		t.Error("no warning")
	}
}

func TestAPlanIsSwitchedOffWithoutItsDiskAndOnWithItAlone(t *testing.T) {
	b := withScans(t)
	plan := desk.BackupPlan{Target: b.place, On: true}
	if err := b.Backups().SavePlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	remove(t, b.place)
	if err := os.Mkdir(b.place, 0o700); err != nil { // the mount point of a disk that was unplugged
		t.Fatal(err)
	}
	plan.Version = 1
	wantCode(t, b.Backups().SavePlan(t.Context(), plan), errs.NotFound)
	plan.On = false
	if err := b.Backups().SavePlan(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, b.place); len(got) > 0 {
		t.Errorf("made in the mount point: %d files", len(got))
	}
}
