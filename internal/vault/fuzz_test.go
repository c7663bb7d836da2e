package vault_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// FuzzKeyFile: a key file is taken only as it was written, whatever a slip has made of it.
func FuzzKeyFile(f *testing.F) {
	dir := f.TempDir()
	v, _, err := vault.CreateDemo(dir)
	if err != nil {
		f.Fatal(err)
	}
	v.Close()
	text, err := vault.Copy(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(strings.Replace(text, `"version": `, `"version": 9`, 1))
	f.Add(text[:len(text)/2])
	f.Fuzz(func(t *testing.T, text string) {
		at := t.TempDir()
		if err := os.WriteFile(filepath.Join(at, vault.KeyFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := vault.Check(at)
		if vault.Same(text, text) != (err == nil) {
			t.Errorf("as a copy it counts otherwise than as a file: %v", err)
		}
		switch errs.CodeOf(err) {
		case "", errs.Storage, errs.Newer, errs.Foreign:
		default:
			t.Errorf("refused with %v", err)
		}
	})
}

// FuzzReadSheet: what is typed from a recovery sheet is read whole or refused at its field.
func FuzzReadSheet(f *testing.F) {
	dir := f.TempDir()
	v, _, err := vault.CreateDemo(dir)
	if err != nil {
		f.Fatal(err)
	}
	v.Close()
	groups, err := vault.Sheet(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(strings.Join(groups, " "))
	f.Add(strings.Join(groups[1:], "-"))
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := vault.ReadSheet(text); err != nil && errs.CodeOf(err) != errs.Invalid && errs.CodeOf(err) != errs.Newer {
			t.Errorf("refused with %v", err)
		}
	})
}
