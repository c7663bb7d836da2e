package desk_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/checkup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

func TestWhoHasTheFolderOpenByOlderKeysWritesNothing(t *testing.T) {
	dir := t.TempDir()
	d, _ := create(t, dir, desk.Options{})
	defer closing(t, d)
	beside, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, beside)
	turn(t, d, passphrase)
	wrote := false
	err = beside.Write(t.Context(), func(*office.Work) error { wrote = true; return nil })
	wantCode(t, err, errs.Conflict)
	if wrote {
		t.Error("it came to write")
	}
}

func TestKeysAreNotExchangedUnderAnotherWindowOrABackup(t *testing.T) {
	dir := t.TempDir()
	window, _ := create(t, dir, desk.Options{Window: true})
	beside, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, beside)
	drawn, err := beside.DrawKeys(desk.Secret{Passphrase: passphrase}, another)
	if err != nil {
		t.Fatal(err)
	}
	before := keyFile(t, dir)
	wantCode(t, drawn.Keep(t.Context()), errs.Busy)
	if keyFile(t, dir) != before || beside.Rekeying() {
		t.Error("the keys were exchanged")
	}
	closing(t, window)
	if err := drawn.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = beside.DrawKeys(desk.Secret{Passphrase: another}, passphrase)
	wantCode(t, err, errs.Blocked)
	_, err = beside.Backups().Make(t.Context(), desk.BackupOrder{Target: filepath.Join(t.TempDir(), "备份盘")})
	wantCode(t, err, errs.Blocked)
	_, err = beside.SheetKeys()
	wantCode(t, err, errs.Blocked)
}

// What was backed up before opens by the older secrets alone.
func TestARekeyedFolderWantsABackupAndKeepsTheOlderOnes(t *testing.T) {
	b := withScans(t)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	b.make(t)
	turn(t, b.Desk.Desk, desktest.Passphrase)
	rekey(t, b.Desk.Desk)
	s := b.state(t)
	if !s.Due(b.Today()) || !strings.Contains(s.Warning(b.Now()), "换钥匙以后") {
		t.Errorf("due %v: %s", s.Due(b.Today()), s.Warning(b.Now()))
	}
	if made := b.make(t); len(made.Manifest.Missing) > 0 {
		t.Errorf("it lacks %v", made.Manifest.Missing)
	}
	if s := b.state(t); s.Due(b.Today()) || s.Warning(b.Now()) != "" {
		t.Errorf("due %v: %s", s.Due(b.Today()), s.Warning(b.Now()))
	}
	for _, passphrase := range []string{desktest.Passphrase, another} {
		to := filepath.Join(t.TempDir(), "恢复")
		r, err := desk.Restore(t.Context(), desk.RestoreOrder{From: b.place, To: to, Secret: desk.Secret{Passphrase: passphrase}})
		if err != nil {
			t.Fatalf("%+v, %v", r, err)
		}
		d, err := desk.Open(t.Context(), to, desk.Secret{Passphrase: passphrase}, desk.Options{})
		if err != nil {
			t.Fatal(err)
		}
		inOrder(t, d)
		closing(t, d)
	}
}

func TestARekeyedFolderIsTheOneThatIsRemembered(t *testing.T) {
	memory := t.TempDir()
	dir := filepath.Join(t.TempDir(), "desk")
	d, _ := create(t, dir, desk.Options{Memory: memory})
	closing(t, d)
	older := tree(t, dir)
	open := func(passphrase string) *desk.Desk {
		d, err := desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{Memory: memory})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d = open(passphrase)
	turn(t, d, passphrase)
	closing(t, d)
	if d = open(another); d.Behind != "" {
		t.Errorf("halfway: %s", d.Behind)
	}
	rekey(t, d)
	closing(t, d)
	if d = open(another); d.Behind != "" {
		t.Errorf("rekeyed: %s", d.Behind)
	}
	closing(t, d)
	for name := range tree(t, dir) {
		remove(t, name)
	}
	for name, content := range older {
		put(t, name, content)
	}
	if d = open(passphrase); d.Behind == "" {
		t.Error("the folder of before the exchange was put back, and nobody is told")
	}
	closing(t, d)
}

// The recovery sheet and the copy in the database give back the keys that outlive a rekey, too.
func TestLostKeysOfARekeyedFolderComeBack(t *testing.T) {
	b := withScans(t)
	code := turn(t, b.Desk.Desk, desktest.Passphrase)
	rekey(t, b.Desk.Desk)
	printed, err := b.SheetKeys()
	if err != nil {
		t.Fatal(err)
	}
	closing(t, b.Desk.Desk)
	for _, back := range []struct {
		name, passphrase string
		restore          func() error
	}{
		{"copy", another, func() error { return desk.RestoreKeys(t.Context(), b.Dir) }},
		{"sheet", passphrase, func() error {
			return desk.RestoreFromSheet(t.Context(), b.Dir, desk.Sheet{Text: strings.Join(printed.Groups, " "), Recovery: code}, passphrase)
		}},
	} {
		t.Run(back.name, func(t *testing.T) {
			remove(t, filepath.Join(b.Dir, vault.KeyFile))
			if err := back.restore(); err != nil {
				t.Fatal(err)
			}
			d, err := desk.Open(t.Context(), b.Dir, desk.Secret{Passphrase: back.passphrase}, desk.Options{})
			if err != nil {
				t.Fatal(err)
			}
			inOrder(t, d)
			closing(t, d)
		})
	}
}

// What was changed past the desk before is not made to fit by new keys.
func TestARekeyHidesNoTamper(t *testing.T) {
	b := withScans(t)
	sqlitetest.Past(t, b.Dir, "UPDATE sites SET domain = 'other.cn'; UPDATE journal SET title = 'x' WHERE seq = 3; "+
		"UPDATE people SET mobile_hash = 'x'; UPDATE people SET email_sealed = living_sealed; UPDATE people SET mobile_sealed = NULL")
	wrong := func() (checks []string) {
		found, err := checkup.All(t.Context(), b.Desk.Desk)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if !f.OK && f.Check != "permissions" {
				checks = append(checks, f.Check+" "+f.Detail)
				if f.Fault != nil {
					checks = append(checks, f.Fault.Error())
				}
			}
		}
		return checks
	}
	before := wrong()
	if len(before) < 4 {
		t.Fatalf("doctor names %v", before)
	}
	turn(t, b.Desk.Desk, desktest.Passphrase)
	rekey(t, b.Desk.Desk)
	if after := wrong(); !slices.Equal(after, before) {
		t.Errorf("doctor names\n%v\nnot\n%v", after, before)
	}
}

// A process that dies once the key file lies there, before its entry is stored, leaves a folder
// that is still known for what it was.
func TestAnExchangeWithoutItsEntryIsWrittenDownAtTheNextOpening(t *testing.T) {
	memory := t.TempDir()
	dir := filepath.Join(t.TempDir(), "desk")
	d, _ := create(t, dir, desk.Options{Memory: memory})
	before := tree(t, dir)
	turn(t, d, passphrase)
	turned := keyFile(t, dir)
	closing(t, d)
	for name := range tree(t, dir) {
		remove(t, name)
	}
	for name, content := range before {
		put(t, name, content)
	}
	put(t, filepath.Join(dir, vault.KeyFile), turned)
	if d = openRekeyed(t, dir); !d.Rekeying() {
		t.Fatal("it is not being rekeyed")
	}
	if when, err := d.RekeyedBehind(t.Context(), 1); err != nil || when == "" {
		t.Errorf("the exchange is not written down: %v", err)
	}
	closing(t, d)
	if d = openRekeyed(t, dir); d.Behind != "" {
		t.Error(d.Behind)
	}
	rekey(t, d)
	inOrder(t, d)
	closing(t, d)
}

// A process that dies once the key file has given the older keys up, before its entry is
// stored, leaves the rest to the next opening.
func TestTheEndOfARekeyIsMadeUpForAtTheNextOpening(t *testing.T) {
	b := withScans(t)
	if err := b.Backups().SavePlan(t.Context(), desk.BackupPlan{Target: b.place, On: true}); err != nil {
		t.Fatal(err)
	}
	b.make(t)
	turn(t, b.Desk.Desk, desktest.Passphrase)
	var kept string // the copy of the keys while they were exchanged
	settings := func(f func(store.SettingStore, int) error) {
		err := b.Write(t.Context(), func(w *office.Work) error {
			_, version, err := w.Settings().Get("keys.copy")
			return errors.Join(err, f(w.Settings(), version))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	settings(func(s store.SettingStore, _ int) (err error) {
		kept, _, err = s.Get("keys.copy")
		return err
	})
	records, version := "", 0
	if err := b.Read(t.Context(), func(tx store.Tx) (err error) {
		records, _, err = tx.Settings().Get("secret.backup.record")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	rekey(t, b.Desk.Desk)
	if err := b.Write(t.Context(), func(w *office.Work) (err error) {
		if _, version, err = w.Settings().Get("secret.backup.record"); err != nil {
			return err
		}
		return w.Settings().Put("secret.backup.record", records, version)
	}); err != nil {
		t.Fatal(err)
	}
	settings(func(s store.SettingStore, version int) error { return s.Put("keys.copy", kept, version) })
	if s := b.state(t); s.Rekeyed {
		t.Fatal("the entry is there")
	}
	closing(t, b.Desk.Desk)
	d := openRekeyed(t, b.Dir)
	defer closing(t, d)
	s, err := d.Backups().State(t.Context())
	if err != nil || !s.Rekeyed || s.Last != nil {
		t.Errorf("older backups still count: %+v, %v", s, err)
	}
}
