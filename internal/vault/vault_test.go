package vault_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

func TestFolderOpensByPassphraseAndByRecoveryCode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "新文件夹")
	if vault.Exists(dir) {
		t.Fatal("keys exist before they are made")
	}
	v, recovery, err := vault.Create(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if !vault.Exists(dir) {
		t.Fatal("no key file after Create")
	}
	blob := seal(t, v, "people", "phone", "7", "13800571001")
	mark := v.Hash("phone", "13800571001")
	v.Close()

	byPass, err := vault.OpenPassphrase(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	byCode, err := vault.OpenRecovery(dir, recovery)
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]*vault.Vault{"passphrase": byPass, "code": byCode} {
		plain, err := v.Open("people", "phone", "7", 3, blob)
		if err != nil || string(plain) != "13800571001" {
			t.Errorf("by %s: %q, %v", name, plain, err)
		}
		if v.Hash("phone", "13800571001") != mark {
			t.Errorf("by %s: the mark differs after reopening", name)
		}
	}
	content, err := os.ReadFile(filepath.Join(dir, vault.KeyFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{passphrase, recovery, strings.ReplaceAll(recovery, "-", ""), "AGE-SECRET-KEY"} {
		if strings.Contains(string(content), secret) {
			t.Error("the key file holds a secret in clear")
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".tmp-*")); len(left) > 0 {
		t.Errorf("temporary files left: %v", left)
	}
}

func TestWeakPassphrasesAreRefusedAtTheField(t *testing.T) {
	for name, p := range map[string]string{
		"empty": "", "seven": "abcdefg", "seven in Chinese": "一二三四五六七",
		"longer than 256": strings.Repeat("a", 257), "a byte order mark": "\ufeff" + passphrase, "an escape": "abcdefgh\x1b", "a zero-width space": "abcd\u200befgh",
		"blanks": "          ", "full-width blanks": strings.Repeat("　", 9), "broken text": "abcdefgh\xff",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, _, err := vault.Create(dir, p)
			wantCode(t, err, errs.Invalid)
			var e *errs.Error
			if !errors.As(err, &e) || e.Field != "passphrase" {
				t.Errorf("field %q, want passphrase", e.Field)
			}
			if vault.Exists(dir) {
				t.Error("keys were made")
			}
		})
	}
	v, dir := opened(t)
	_, err := v.NewPassphrase(dir, "short")
	wantCode(t, err, errs.Invalid)
}

func TestWrongPassphraseIsLocked(t *testing.T) {
	dir := folder(t)
	for _, p := range []string{"", "something else", passphrase + " ", strings.ToUpper("x" + passphrase)} {
		t.Run(fmt.Sprintf("%q", p), func(t *testing.T) {
			v, err := vault.OpenPassphrase(dir, p)
			wantCode(t, err, errs.Locked)
			if v != nil {
				t.Error("a vault came with the error")
			}
		})
	}
}

func TestCodeOfAnotherFolderIsLocked(t *testing.T) {
	_, other, err := vault.Create(t.TempDir(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	_, err = vault.OpenRecovery(folder(t), other)
	wantCode(t, err, errs.Locked)
}

func TestFolderWithoutKeysIsNotFound(t *testing.T) {
	_, err := vault.OpenPassphrase(t.TempDir(), passphrase)
	wantCode(t, err, errs.NotFound)
	_, err = vault.OpenRecovery(t.TempDir(), made().recovery)
	wantCode(t, err, errs.NotFound)
}

func TestKeysAreNeverMadeTwice(t *testing.T) {
	dir := folder(t)
	_, _, err := vault.Create(dir, passphrase)
	wantCode(t, err, errs.Exists)
	if string(read(t, filepath.Join(dir, vault.KeyFile))) != made().keys {
		t.Error("the key file was touched")
	}
}

func TestOfTwoFirstRunsOneWins(t *testing.T) {
	dir := t.TempDir()
	type result struct {
		v   *vault.Vault
		err error
	}
	results := make(chan result)
	for range 2 {
		go func() {
			v, _, err := vault.Create(dir, passphrase)
			results <- result{v, err}
		}()
	}
	var won *vault.Vault
	for range 2 {
		r := <-results
		if r.err == nil {
			if won != nil {
				t.Fatal("both made keys: one's data would be lost")
			}
			won = r.v
			continue
		}
		wantCode(t, r.err, errs.Exists)
	}
	if won == nil {
		t.Fatal("neither made keys")
	}
	blob := seal(t, won, "t", "c", "r", "x")
	v, err := vault.OpenPassphrase(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Open("t", "c", "r", 3, blob); err != nil {
		t.Errorf("the keys on the disk are not the winner's: %v", err)
	}
}

func TestSealedFilesWithoutKeysBlockNewKeys(t *testing.T) {
	v, dir := opened(t)
	if _, err := v.Files(dir).Put([]byte("scan")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, vault.KeyFile)); err != nil {
		t.Fatal(err)
	}
	_, _, err := vault.Create(dir, passphrase)
	wantCode(t, err, errs.Blocked)
}

func TestEveryDamagedByteOfTheKeyFileIsTold(t *testing.T) {
	v, _ := opened(t)
	blob := seal(t, v, "t", "c", "r", "x")
	dir := t.TempDir()
	path := filepath.Join(dir, vault.KeyFile)
	refused := 0
	for i := range made().keys {
		damaged := []byte(made().keys)
		damaged[i] ^= 1
		write(t, path, damaged)
		got, err := vault.OpenRecovery(dir, made().recovery)
		if err != nil {
			wantCode(t, err, errs.Storage)
			refused++
			continue
		}
		// The last bits of base64 padding mean nothing; then the key must be the same.
		if _, err := got.Open("t", "c", "r", 3, blob); err != nil {
			t.Fatalf("byte %d: opened with another key", i)
		}
	}
	if want := len(made().keys) * 95 / 100; refused < want {
		t.Errorf("%d of %d damaged files refused, want at least %d", refused, len(made().keys), want)
	}
	for _, n := range []int{0, 1, len(made().keys) / 2} {
		t.Run(fmt.Sprintf("cut to %d", n), func(t *testing.T) {
			write(t, path, []byte(made().keys[:n]))
			_, err := vault.OpenPassphrase(dir, passphrase)
			wantCode(t, err, errs.Storage)
		})
	}
}

func TestKeyFileOfALaterReleaseIsNewer(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, vault.KeyFile), []byte(`{"format":"beiandesk-keys","version":3,"slots":[]}`))
	_, err := vault.OpenPassphrase(dir, passphrase)
	wantCode(t, err, errs.Newer)
}

func TestClosedVaultGivesNothing(t *testing.T) {
	v, dir := opened(t)
	blob := seal(t, v, "t", "c", "r", "x")
	files := v.Files(dir)
	name, err := files.Put([]byte("scan"))
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	v.Close()
	_, err = v.Seal("t", "c", "r", 3, []byte("x"))
	wantCode(t, err, errs.Locked)
	_, err = v.Open("t", "c", "r", 3, blob)
	wantCode(t, err, errs.Locked)
	_, err = files.Get(name)
	wantCode(t, err, errs.Locked)
	_, err = files.Put([]byte("scan"))
	wantCode(t, err, errs.Locked)
	_, err = files.NameOf([]byte("scan"))
	wantCode(t, err, errs.Locked)
	_, err = v.NewPassphrase(dir, passphrase)
	wantCode(t, err, errs.Locked)
	_, _, err = v.NewRecovery(dir)
	wantCode(t, err, errs.Locked)
	defer func() {
		if recover() == nil {
			t.Error("Hash answered without a key")
		}
	}()
	v.Hash("p", "x")
}

func TestUnwritableFolderIsStorage(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "taken"), nil)
	_, _, err := vault.Create(filepath.Join(dir, "taken", "desk"), passphrase)
	wantCode(t, err, errs.Storage)
}

func BenchmarkOpenPassphrase(b *testing.B) {
	dir := folder(b)
	for b.Loop() {
		v, err := vault.OpenPassphrase(dir, passphrase)
		if err != nil {
			b.Fatal(err)
		}
		v.Close()
	}
}
