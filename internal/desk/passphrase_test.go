package desk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

const another = "换过的一串口令 2026"

// opens says which of the secrets open a folder.
func opens(t *testing.T, dir string, secrets map[string]desk.Secret) []string {
	t.Helper()
	list := []string{}
	for name, secret := range secrets {
		d, err := desk.Open(context.Background(), dir, secret, desk.Options{})
		if err != nil {
			wantCode(t, err, errs.Locked)
			continue
		}
		closing(t, d)
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

func keyFile(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, vault.KeyFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// noted lists the titles of what the desk's own journal holds.
func noted(t *testing.T, d *desk.Desk) []store.Entry {
	t.Helper()
	var list []store.Entry
	err := d.Read(context.Background(), func(tx store.Tx) error {
		var err error
		if _, err = tx.Journal().Verify(); err != nil {
			return err
		}
		list, err = tx.Journal().Of("", 0, 100)
		list = slices.DeleteFunc(list, func(e store.Entry) bool { return e.Kind == "open" })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestThePassphraseIsChangedByTheOldOneOrTheRecoveryCode(t *testing.T) {
	for name, byCode := range map[string]bool{"passphrase": false, "recovery code": true} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			dir := t.TempDir()
			d, code := create(t, dir, desk.Options{Window: true})
			beside, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer closing(t, beside)
			proof := desk.Secret{Passphrase: passphrase}
			if byCode {
				proof = desk.Secret{Recovery: code}
			}
			if err := d.ChangePassphrase(ctx, proof, another); err != nil {
				t.Fatal(err)
			}
			got := opens(t, dir, map[string]desk.Secret{"old": {Passphrase: passphrase}, "new": {Passphrase: another}, "code": {Recovery: code}})
			if !slices.Equal(got, []string{"code", "new"}) {
				t.Errorf("it is opened by %v", got)
			}
			// Who held the key goes on: it seals and reads as before.
			if _, err := setup.AddStaff(ctx, beside.Office, "林晓"); err != nil {
				t.Errorf("a process beside: %v", err)
			}
			e := noted(t, d)[1]
			if e.Title != "改口令" || e.StaffID != d.Staff || e.Via != office.ViaWindow || e.Payload != "" {
				t.Errorf("the journal says %+v", e)
			}
		})
	}
}

// A process that dies when the new keys are in place, and the journal's entry is not, leaves
// a passphrase that works: the next opening writes down that it was changed.
func TestKeysThatWereChangedWithoutAnEntryAreWrittenDown(t *testing.T) {
	dir := t.TempDir()
	d, _ := create(t, dir, desk.Options{})
	closing(t, d)
	before, err := os.ReadFile(filepath.Join(dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	if d, err = desk.Open(t.Context(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := d.ChangePassphrase(t.Context(), desk.Secret{Passphrase: passphrase}, another); err != nil {
		t.Fatal(err)
	}
	closing(t, d)
	put(t, filepath.Join(dir, "desk.db"), string(before))
	for range 2 { // once, not at every opening
		if d, err = desk.Open(t.Context(), dir, desk.Secret{Passphrase: another}, desk.Options{}); err != nil {
			t.Fatal(err)
		}
		list := noted(t, d)
		if list[0].Title != "钥匙文件换过，当时没有记下" || list[1].Subject == "keys" {
			t.Errorf("the journal says %+v", list)
		}
		closing(t, d)
	}
}

func TestARecoveryCodeIsReplacedOnlyOnceTheNewOneIsKept(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	d, code := create(t, dir, desk.Options{})
	renewal, err := d.DrawRecovery(desk.Secret{Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	secrets := map[string]desk.Secret{"old code": {Recovery: code}, "new code": {Recovery: renewal.Code}, "passphrase": {Passphrase: passphrase}}
	if got := opens(t, dir, secrets); !slices.Equal(got, []string{"old code", "passphrase"}) {
		t.Errorf("drawn: it is opened by %v", got)
	}
	if err := renewal.Keep(ctx); err != nil {
		t.Fatal(err)
	}
	if got := opens(t, dir, secrets); !slices.Equal(got, []string{"new code", "passphrase"}) {
		t.Errorf("kept: it is opened by %v", got)
	}
	if e := noted(t, d)[0]; e.Title != "换恢复码" || e.StaffID != d.Staff || e.Payload != "" {
		t.Errorf("the journal says %+v", e)
	}
}

func TestADrawnCodeYieldsToAPassphraseChangedMeanwhile(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	d, code := create(t, dir, desk.Options{})
	renewal, err := d.DrawRecovery(desk.Secret{Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.ChangePassphrase(ctx, desk.Secret{Passphrase: passphrase}, another); err != nil {
		t.Fatal(err)
	}
	wantCode(t, renewal.Keep(ctx), errs.Conflict)
	got := opens(t, dir, map[string]desk.Secret{"old": {Passphrase: passphrase}, "new": {Passphrase: another}, "code": {Recovery: code}})
	if !slices.Equal(got, []string{"code", "new"}) {
		t.Errorf("it is opened by %v", got)
	}
	if e := noted(t, d)[0]; e.Title != "改口令" {
		t.Errorf("the journal's last is %q", e.Title)
	}
}

func TestAWrongProofChangesNothing(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	d, code := create(t, dir, desk.Options{})
	_, other := create(t, t.TempDir(), desk.Options{})
	keys, entries := keyFile(t, dir), len(noted(t, d))
	for name, c := range map[string]struct {
		proof desk.Secret
		next  string
		code  errs.Code
		field string
	}{
		"nothing":             {desk.Secret{}, another, errs.Invalid, "old"},
		"wrong passphrase":    {desk.Secret{Passphrase: "另一串口令 2026 啊"}, another, errs.Locked, "old"},
		"code of another":     {desk.Secret{Recovery: other}, another, errs.Locked, "recovery"},
		"slip in the code":    {desk.Secret{Recovery: code[1:]}, another, errs.Invalid, "recovery"},
		"weak new passphrase": {desk.Secret{Passphrase: passphrase}, "七个字符的口令", errs.Invalid, "passphrase"},
		"the same again":      {desk.Secret{Passphrase: passphrase}, passphrase, errs.Invalid, "passphrase"},
	} {
		t.Run(name, func(t *testing.T) {
			refused := []error{d.ChangePassphrase(ctx, c.proof, c.next)}
			if c.field != "passphrase" {
				_, err := d.DrawRecovery(c.proof)
				refused = append(refused, err)
			}
			for _, err := range refused {
				var e *errs.Error
				if !errors.As(err, &e) || e.Code != c.code || e.Field != c.field {
					t.Errorf("error %v, want %s at %s", err, c.code, c.field)
				}
			}
		})
	}
	if keyFile(t, dir) != keys || len(noted(t, d)) != entries {
		t.Error("something was changed")
	}
}

// failing is a store whose disk is full just as a transaction is to be kept.
type failing struct{ store.Store }

func (f failing) Write(ctx context.Context, do func(store.Tx) error) error {
	return f.Store.Write(ctx, func(tx store.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return errs.New(errs.Storage, "没存上，磁盘已满。腾出空间后重试")
	})
}

func TestWhatCannotBeWrittenDownIsNotChanged(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	d, _ := create(t, dir, desk.Options{})
	keys, entries := keyFile(t, dir), len(noted(t, d))
	good := d.Store
	d.Store = failing{good}
	wantCode(t, d.ChangePassphrase(ctx, desk.Secret{Passphrase: passphrase}, another), errs.Storage)
	d.Store = good
	if keyFile(t, dir) != keys || len(noted(t, d)) != entries {
		t.Error("something was changed")
	}
}
