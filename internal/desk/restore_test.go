package desk_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/backup"
	"beiandesk/internal/checkup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

// Its backups would take the place of those of the folder that it was restored beside.
func TestARestoredFolderMakesNoBackupsByItself(t *testing.T) {
	b := withScans(t)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	b.make(t)
	d, r := b.restored(t, desk.RestoreOrder{From: b.place})
	s, err := d.Backups().State(t.Context())
	if err != nil || s.Plan.On || s.Plan.Target != b.place || !r.PlanOff {
		t.Errorf("plan %+v, told %v, %v", s.Plan, r.PlanOff, err)
	}
	if !b.state(t).Plan.On {
		t.Error("the folder itself makes none any more")
	}
}

// What a backup's folder is called proves nothing.
func TestTheNewestBackupIsThatOfTheLatestMomentWhateverItIsCalled(t *testing.T) {
	b := withScans(t)
	older := b.make(t)
	b.At(t, b.Today().Add(1).String()+" 10:00")
	newer := b.make(t)
	forged := filepath.Join(filepath.Dir(older.Dir), "2031-01-01-000000")
	if err := os.Rename(older.Dir, forged); err != nil {
		t.Fatal(err)
	}
	_, r := b.restored(t, desk.RestoreOrder{From: b.place})
	if r.Name != newer.Name || !r.Newest {
		t.Errorf("%s is taken for the newest, not %s", r.Name, newer.Name)
	}
	if _, r = b.restored(t, desk.RestoreOrder{From: forged}); r.Newest {
		t.Error("the renamed one counts as the newest")
	}
}

// lists are what a desk shows, as one text.
func lists(t *testing.T, o *office.Office) string {
	t.Helper()
	all := map[string]any{}
	var err error
	keep := func(name string, v any, failed error) {
		all[name] = v
		if failed != nil {
			err = failed
		}
	}
	var rows []views.Row
	var dates []views.Dated
	failed := views.EachCase(t.Context(), o, func(r views.Row) error {
		rows = append(rows, r)
		return nil
	})
	keep("cases", rows, failed)
	failed = views.EachDeadline(t.Context(), o, func(d views.Dated) error {
		dates = append(dates, d)
		return nil
	})
	keep("deadlines", dates, failed)
	for _, row := range rows {
		c, failed := views.Show(t.Context(), o, row.ID)
		keep("case "+row.Number, c, failed)
	}
	failed = o.Read(t.Context(), func(tx store.Tx) error {
		bills, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Today: o.Today(), Limit: 100})
		all["bills"] = bills
		return err
	})
	keep("read", nil, failed)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// restored restores what lies at from and opens it with the clock of b.
func (b *backedUp) restored(t *testing.T, order desk.RestoreOrder) (*desk.Desk, desk.Restored) {
	t.Helper()
	if order.Secret == (desk.Secret{}) {
		order.Secret = desk.Secret{Passphrase: desktest.Passphrase}
	}
	if order.To == "" {
		order.To = filepath.Join(t.TempDir(), "恢复")
	}
	order.Now = b.Now
	r, err := desk.Restore(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), order.To, order.Secret, desk.Options{Now: order.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closing(t, d) })
	return d, r
}

// bill opens another case and issues its bill.
func (b *backedUp) bill(t *testing.T, domain string) {
	t.Helper()
	out, err := filing.Open(t.Context(), b.Office, desktest.Little("客户 "+domain, domain))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := invoicing.Issue(t.Context(), b.Office, out.ID); err != nil {
		t.Fatal(err)
	}
}

func TestARestoredFolderShowsTheSameListsAndIsWhole(t *testing.T) {
	b := withScans(t)
	b.bill(t, "one.example")
	b.make(t)
	want := lists(t, b.Office)
	d, r := b.restored(t, desk.RestoreOrder{From: b.place})
	if got := lists(t, d.Office); got != want {
		t.Errorf("the lists differ:\n%s\n%s", got, want)
	}
	if !r.Newest || r.Lacking != 0 || len(r.Unsure) != 0 || len(r.Skipped) != 0 {
		t.Errorf("restored %+v", r)
	}
	for _, name := range r.Manifest.Contents.Files {
		if _, err := d.Files.Get(name); err != nil {
			t.Error(err)
		}
	}
	found, err := checkup.All(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if !f.OK {
			t.Errorf("doctor: %s %s", f.Label, f.Detail)
		}
	}
	var note store.JournalRow
	err = d.Read(t.Context(), func(tx store.Tx) error {
		all, err := tx.JournalList().Find(store.JournalQuery{Kind: "backup", Limit: 1})
		note = all[0]
		return err
	})
	if err != nil || note.Kind != "backup" || note.Title != "从备份恢复" || !strings.Contains(note.Payload, r.Name) {
		t.Errorf("journal says %+v, %v", note, err)
	}
}

func TestNumbersAreNeverGivenOutTwiceAfterARestore(t *testing.T) {
	b := withScans(t)
	b.bill(t, "one.example") // ZD2026-0001
	old := b.make(t)
	b.At(t, "2026-09-08 09:00")
	b.bill(t, "two.example")
	b.bill(t, "three.example") // ZD2026-0003
	b.make(t)
	b.bill(t, "four.example") // ZD2026-0004, in no backup
	for name, c := range map[string]struct {
		order    desk.RestoreOrder
		zd, ba   string
		skipped  int
		isNewest bool
	}{
		"from the newest":                     {desk.RestoreOrder{From: b.place}, "ZD2026-0004", "BA2026-0005", 0, true},
		"from an older one":                   {desk.RestoreOrder{From: old.Dir}, "ZD2026-0004", "BA2026-0005", 2, false},
		"from the newest, with what is known": {desk.RestoreOrder{From: b.place, After: []store.Counter{{Series: "ZD", Year: 2026, Last: 4}, {Series: "BA", Year: 2026, Last: 5}}}, "ZD2026-0005", "BA2026-0006", 2, true},
		"with a number that is known anyway":  {desk.RestoreOrder{From: old.Dir, After: []store.Counter{{Series: "ZD", Year: 2026, Last: 2}}}, "ZD2026-0004", "BA2026-0005", 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			d, r := b.restored(t, c.order)
			if len(r.Skipped) != c.skipped || r.Newest != c.isNewest {
				t.Errorf("skipped %v, newest %v", r.Skipped, r.Newest)
			}
			found, err := checkup.All(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				if f.Check == "numbers" && !f.OK {
					t.Error(f.Detail)
				}
			}
			out, err := filing.Open(t.Context(), d.Office, desktest.Little("客户", "new.example"))
			if err != nil || out.Number != c.ba {
				t.Errorf("the next case is %s, want %s (%v)", out.Number, c.ba, err)
			}
			bill, err := invoicing.Issue(t.Context(), d.Office, out.ID)
			if err != nil || bill.Invoice.Number != c.zd {
				t.Errorf("the next bill is %s, want %s (%v)", bill.Invoice.Number, c.zd, err)
			}
		})
	}
	_, err := desk.Restore(t.Context(), desk.RestoreOrder{From: b.place, To: filepath.Join(t.TempDir(), "x"), Secret: desk.Secret{Passphrase: desktest.Passphrase}, After: []store.Counter{{Series: "ZD", Year: 2026, Last: 40_000}}})
	wantCode(t, err, errs.Invalid)
}

func TestARestoreRefusesAndLeavesNothing(t *testing.T) {
	b := withScans(t)
	made := b.make(t)
	full := t.TempDir()
	put(t, filepath.Join(full, "x"), "x")
	parent := t.TempDir()
	in := filepath.Join(parent, "恢复")
	good := desk.Secret{Passphrase: desktest.Passphrase}
	for name, c := range map[string]struct {
		order desk.RestoreOrder
		want  errs.Code
	}{
		"a folder that holds something": {desk.RestoreOrder{From: b.place, To: full, Secret: good}, errs.Exists},
		"a file":                        {desk.RestoreOrder{From: b.place, To: filepath.Join(full, "x"), Secret: good}, errs.Invalid},
		"in a data folder":              {desk.RestoreOrder{From: b.place, To: filepath.Join(b.Dir, "new"), Secret: good}, errs.Exists},
		"in the place":                  {desk.RestoreOrder{From: b.place, To: filepath.Join(b.place, "new"), Secret: good}, errs.Exists},
		"no parent":                     {desk.RestoreOrder{From: b.place, To: filepath.Join(parent, "a", "b"), Secret: good}, errs.Storage},
		"a wrong passphrase":            {desk.RestoreOrder{From: b.place, To: in, Secret: desk.Secret{Passphrase: "something else"}}, errs.Locked},
		"no backup there":               {desk.RestoreOrder{From: t.TempDir(), To: in, Secret: good}, errs.NotFound},
		"a place that is not there":     {desk.RestoreOrder{From: filepath.Join(parent, "gone"), To: in, Secret: good}, errs.NotFound},
		"a backup that is not there":    {desk.RestoreOrder{From: filepath.Join(filepath.Dir(made.Dir), "2020-01-01-000000"), To: in, Secret: good}, errs.NotFound},
		"other files":                   {desk.RestoreOrder{From: full, To: in, Secret: good}, errs.Foreign},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := desk.Restore(t.Context(), c.order)
			wantCode(t, err, c.want)
			if entries, _ := os.ReadDir(parent); len(entries) > 0 {
				t.Errorf("%d things left", len(entries))
			}
		})
	}
	put(t, filepath.Join(made.Dir, "desk.db.age"), "torn")
	_, err := desk.Restore(t.Context(), desk.RestoreOrder{From: b.place, To: in, Secret: good})
	wantCode(t, err, errs.Storage)
	if entries, _ := os.ReadDir(parent); len(entries) > 0 {
		t.Errorf("%d things left", len(entries))
	}
}

func TestABackupOpensByThePassphraseOfThenOrTheRecoveryCode(t *testing.T) {
	place := filepath.Join(t.TempDir(), "place")
	d, code := create(t, filepath.Join(t.TempDir(), "desk"), desk.Options{})
	if _, err := d.Backups().Make(t.Context(), desk.BackupOrder{Target: place}); err != nil {
		t.Fatal(err)
	}
	if err := d.ChangePassphrase(t.Context(), desk.Secret{Passphrase: passphrase}, "another passphrase 2027"); err != nil {
		t.Fatal(err)
	}
	for name, secret := range map[string]desk.Secret{"then": {Passphrase: passphrase}, "code": {Recovery: code}} {
		to := filepath.Join(t.TempDir(), "恢复")
		if err := os.Mkdir(to, 0o700); err != nil { // an empty one serves
			t.Fatal(err)
		}
		if _, err := desk.Restore(t.Context(), desk.RestoreOrder{From: place, To: to, Secret: secret}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		again, err := desk.Open(t.Context(), to, secret, desk.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		closing(t, again)
	}
	_, err := desk.Restore(t.Context(), desk.RestoreOrder{From: place, To: filepath.Join(t.TempDir(), "x"), Secret: desk.Secret{Passphrase: "another passphrase 2027"}})
	wantCode(t, err, errs.Locked)
}

func TestADamagedScanKeepsNothingElseFromComingBack(t *testing.T) {
	b := withScans(t)
	made := b.make(t)
	first := true
	eachSealed(t, filepath.Dir(made.Dir), func(path string) {
		if first {
			put(t, path, "torn")
		}
		first = false
	})
	d, r := b.restored(t, desk.RestoreOrder{From: made.Dir})
	if r.Lacking != 1 {
		t.Errorf("%d lacking", r.Lacking)
	}
	if got, want := lists(t, d.Office), lists(t, b.Office); got != want {
		t.Error("the lists differ")
	}
}

func TestWhatARestoreLeftThatWasKilledIsClearedByTheNext(t *testing.T) {
	b := withScans(t)
	b.make(t)
	parent := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^$") // it ends at once
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	dead := filepath.Join(parent, fmt.Sprintf(".tmp-restore-%d-1", child.Process.Pid))
	living := filepath.Join(parent, fmt.Sprintf(".tmp-restore-%d-1", os.Getppid()))
	for _, dir := range []string{dead, living} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "desk.db"), "x")
	}
	b.restored(t, desk.RestoreOrder{From: b.place, To: filepath.Join(parent, "恢复")})
	if _, err := os.Stat(dead); err == nil {
		t.Error("what a dead process left is there still")
	}
	if _, err := os.Stat(living); err != nil {
		t.Error("what a living process is making is gone")
	}
}

// The place of one process that is killed while it makes a backup, by the step it dies in.
const killedAt = "BACKUP_KILLED_AT"

func TestAProcessThatIsKilledLeavesTheOlderBackupsWhole(t *testing.T) {
	if text := os.Getenv(killedAt); text != "" {
		dieWhileBackingUp(t, text)
	}
	b := withScans(t)
	b.make(t)
	had := tree(t, b.place)
	b.attach(t, 3)
	b.At(t, "2026-09-09 09:00")
	for _, step := range []string{backup.Reading, backup.Copying, backup.Proving, "last"} {
		t.Run(step, func(t *testing.T) {
			child := exec.Command(os.Args[0], "-test.run=^"+strings.Split(t.Name(), "/")[0]+"$")
			child.Env = append(os.Environ(), killedAt+"="+step, "BACKUP_DIR="+b.Dir, "BACKUP_PLACE="+b.place)
			out, err := child.CombinedOutput()
			if err == nil || len(out) > 0 {
				t.Fatalf("the child ended with %v: %s", err, out)
			}
			now := tree(t, b.place)
			for path := range had {
				if now[path] != had[path] {
					t.Errorf("%s changed", path)
				}
			}
			if n, faults := verified(t, b.place); n != 1 || len(faults) > 0 {
				t.Errorf("%d backups, faults %v", n, faults)
			}
		})
	}
	b.make(t)
	for path := range tree(t, b.place) {
		if strings.Contains(path, ".tmp-") {
			t.Errorf("left: %s", path)
		}
	}
	if n, faults := verified(t, b.place); n != 2 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
}

// dieWhileBackingUp is the child's part: it opens the folder beside its parent and ends
// without a word in a step; "last" is the last step of all, when everything is written.
func dieWhileBackingUp(t *testing.T, step string) {
	d, err := desk.Open(t.Context(), os.Getenv("BACKUP_DIR"), desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	proved := 0
	_, err = d.Backups().Make(t.Context(), desk.BackupOrder{Target: os.Getenv("BACKUP_PLACE"), Told: func(s backup.Step) {
		if step == "last" && s.Phase == backup.Proving && s.Of == 0 || s.Phase == step {
			if p, err := os.FindProcess(os.Getpid()); err == nil {
				_ = p.Kill()
			}
			select {} // until it is gone
		}
		proved++
	}})
	t.Fatalf("it lived after %d steps: %v", proved, err)
}
