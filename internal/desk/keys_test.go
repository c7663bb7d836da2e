package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

func TestLostKeysComeBackFromTheDatabaseAsTheyWereLast(t *testing.T) {
	const next = "另一串够长的口令 2026"
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "desk")
	d, code := create(t, dir, desk.Options{})
	if err := d.ChangePassphrase(ctx, desk.Secret{Passphrase: passphrase}, next); err != nil {
		t.Fatal(err)
	}
	closing(t, d)
	path := filepath.Join(dir, vault.KeyFile)
	for name, content := range map[string]string{"lost": "", "damaged": "{}", "cut": `{"format":"beiandesk-keys","ver`} {
		t.Run(name, func(t *testing.T) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			want := desk.NoKeys
			if content != "" {
				put(t, path, content)
				want = desk.BadKeys
			}
			s, err := desk.Inspect(ctx, dir)
			if err != nil || s.State != want || !s.KeysCopy {
				t.Fatalf("%q, a copy %v, %v", s.State, s.KeysCopy, err)
			}
			if _, err = desk.Open(ctx, dir, desk.Secret{Passphrase: next}, desk.Options{}); err == nil || !strings.Contains(err.Error(), "keys restore") {
				t.Errorf("opening says %v", err)
			}
			if err := desk.RestoreKeys(ctx, dir); err != nil {
				t.Fatal(err)
			}
			if _, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{}); errs.CodeOf(err) != errs.Locked {
				t.Errorf("the old passphrase: %v", err)
			}
			for _, secret := range []desk.Secret{{Passphrase: next}, {Recovery: code}} {
				d, err := desk.Open(ctx, dir, secret, desk.Options{})
				if err != nil {
					t.Fatal(err)
				}
				closing(t, d)
			}
		})
	}
	wantCode(t, desk.RestoreKeys(ctx, dir), errs.Exists)
}

func TestThePrintedSheetAndTheCodeBringKeysBack(t *testing.T) {
	const next = "第三串够长的口令 2026"
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "desk")
	d, code := create(t, dir, desk.Options{})
	printed, err := d.SheetKeys()
	if err != nil {
		t.Fatal(err)
	}
	closing(t, d)
	other := filepath.Join(t.TempDir(), "desk")
	o, otherCode := create(t, other, desk.Options{})
	strange, err := o.SheetKeys()
	if err != nil {
		t.Fatal(err)
	}
	closing(t, o)
	text := strings.Join(printed.Groups, " ")
	wantCode(t, desk.RestoreFromSheet(ctx, dir, desk.Sheet{Text: text, Recovery: code}, next), errs.Exists)
	remove(t, filepath.Join(dir, vault.KeyFile))
	for name, c := range map[string]struct {
		sheet      desk.Sheet
		passphrase string
		code       errs.Code
	}{
		"another folder's sheet": {desk.Sheet{Text: strings.Join(strange.Groups, ""), Recovery: otherCode}, next, errs.Foreign},
		"another code":           {desk.Sheet{Text: text, Recovery: otherCode}, next, errs.Locked},
		"a short passphrase":     {desk.Sheet{Text: text, Recovery: code}, "短", errs.Invalid},
		"half a sheet":           {desk.Sheet{Text: text[:40], Recovery: code}, next, errs.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			wantCode(t, desk.RestoreFromSheet(ctx, dir, c.sheet, c.passphrase), c.code)
			if vault.Exists(dir) {
				t.Error("keys were written")
			}
		})
	}
	if err := desk.RestoreFromSheet(ctx, dir, desk.Sheet{Text: text, Recovery: code}, next); err != nil {
		t.Fatal(err)
	}
	d, err = desk.Open(ctx, dir, desk.Secret{Passphrase: next}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closing(t, d)
	// The copy in the database follows.
	remove(t, filepath.Join(dir, vault.KeyFile))
	if err := desk.RestoreKeys(ctx, dir); err != nil {
		t.Fatal(err)
	}
	if d, err = desk.Open(ctx, dir, desk.Secret{Passphrase: next}, desk.Options{}); err != nil {
		t.Fatal(err)
	}
	closing(t, d)
}
