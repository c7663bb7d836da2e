package vault_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

const exchanged = "换过的一串口令 2026"

// turned gives a folder whose keys are exchanged, and the new recovery code.
func turned(t *testing.T) (*vault.Vault, string, string) {
	t.Helper()
	v, dir := opened(t)
	c, code, err := v.Rekey(dir, exchanged)
	if err == nil {
		err = c.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	return v, dir, code
}

func TestExchangedKeysSealAnewAndOpenWhatWasSealedBefore(t *testing.T) {
	v, dir := opened(t)
	before := seal(t, v, "people", "mobile", "1", "13800571001")
	files := v.Files(dir)
	name, err := files.Put([]byte("a scan"))
	if err != nil {
		t.Fatal(err)
	}
	hash, token, folder := v.Hash("phone", "1"), v.Token("phone", "1"), must(v.Folder())
	if token != hash {
		t.Error("tokens of a folder of before are its hashes")
	}
	c, code, err := v.Rekey(dir, exchanged)
	if err != nil {
		t.Fatal(err)
	}
	if v.Rekeying() || v.Hash("phone", "1") != hash {
		t.Error("keys change before they are put in place")
	}
	if err := c.Put(); err != nil {
		t.Fatal(err)
	}
	again, err := vault.OpenRecovery(dir, code)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for _, v := range []*vault.Vault{v, again} {
		after := seal(t, v, "people", "mobile", "1", "13800571001")
		for _, blob := range [][]byte{before, after} {
			if plain, err := v.Open("people", "mobile", "1", 3, blob); err != nil || string(plain) != "13800571001" {
				t.Errorf("%s, %v", plain, err)
			}
		}
		if !v.Older(before) || v.Older(after) || v.Older(nil) || !v.Rekeying() {
			t.Error("what is sealed by the older keys is not told from the rest")
		}
		if v.Hash("phone", "1") == hash || v.OlderHash("phone", "1") != hash || v.Token("phone", "1") != token || must(v.Folder()) == folder {
			t.Error("hashes, token or folder are not what they are to be")
		}
		if content, err := v.Files(dir).Get(name); err != nil || string(content) != "a scan" {
			t.Errorf("%s, %v", content, err)
		}
	}
	if _, err := vault.OpenRecovery(dir, made().recovery); errs.CodeOf(err) != errs.Locked {
		t.Errorf("the older code says %v", err)
	}
}

func TestWhatIsNotSealedAnewIsLostOnceTheExchangeIsThrough(t *testing.T) {
	v, dir := opened(t)
	left := seal(t, v, "people", "mobile", "1", "x")
	files := v.Files(dir)
	var names []string
	for _, content := range []string{"renewed", "left"} {
		names = append(names, must(files.Put([]byte(content))))
	}
	c, code, err := v.Rekey(dir, exchanged)
	if err == nil {
		err = c.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	renewed, err := files.Renew(names[0])
	if err == nil {
		err = renewed.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	if twice, err := files.Renew(names[0]); twice != nil || err != nil {
		t.Errorf("it is renewed twice, %v", err)
	}
	done, err := v.FinishRekey(dir)
	if err == nil {
		err = done.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	again, err := vault.OpenRecovery(dir, code)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for _, v := range []*vault.Vault{v, again} {
		if _, err := v.Open("people", "mobile", "1", 3, left); errs.CodeOf(err) != errs.Foreign {
			t.Errorf("a value of before says %v", err)
		}
		files := v.Files(dir)
		if content, err := files.Get(names[0]); err != nil || string(content) != "renewed" {
			t.Errorf("%s, %v", content, err)
		}
		if _, err := files.Get(names[1]); errs.CodeOf(err) != errs.Storage {
			t.Errorf("a file of before says %v", err)
		}
	}
}

func TestAnExchangeThatIsUndoneLeavesTheKeysOfBefore(t *testing.T) {
	v, dir := opened(t)
	was := read(t, filepath.Join(dir, vault.KeyFile))
	c, _, err := v.Rekey(dir, exchanged)
	if err == nil {
		err = c.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Undo(); err != nil {
		t.Fatal(err)
	}
	if v.Rekeying() || !bytes.Equal(read(t, filepath.Join(dir, vault.KeyFile)), was) {
		t.Error("something of it stays")
	}
	if _, err := vault.OpenRecovery(dir, made().recovery); err != nil {
		t.Error(err)
	}
}

func TestADiskThatFailsIsNoDamage(t *testing.T) {
	v, dir := opened(t)
	files := v.Files(dir)
	damaged, gone := must(files.Put([]byte("damaged"))), must(files.Put([]byte("unreadable")))
	c, _, err := v.Rekey(dir, exchanged)
	if err == nil {
		err = c.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, "files", name[:2], name[2:]+".age") }
	content := read(t, at(damaged))
	write(t, at(damaged), content[:len(content)-1])
	if err := os.Remove(at(gone)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(at(gone), 0o700); err != nil { // reading it fails as a bad disk does
		t.Fatal(err)
	}
	if _, err := files.Renew(damaged); !vault.Damaged(err) {
		t.Errorf("a cut file says %v", err)
	}
	if _, err := files.Renew(gone); err == nil || vault.Damaged(err) {
		t.Errorf("one that can't be read says %v", err)
	}
}

func TestTheSheetOfARekeyedFolderHoldsTheKeysThatStayed(t *testing.T) {
	v, dir, code := turned(t)
	name := must(v.Files(dir).Put([]byte("a scan")))
	if _, err := vault.Sheet(dir); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("halfway there is a sheet: %v", err)
	}
	done, err := v.FinishRekey(dir)
	if err == nil {
		err = done.Put()
	}
	if err != nil {
		t.Fatal(err)
	}
	keys, err := vault.ReadSheet(strings.Join(must(vault.Sheet(dir)), " "))
	if err != nil {
		t.Fatal(err)
	}
	again, err := keys.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if content, err := again.Files(dir).Get(name); err != nil || string(content) != "a scan" {
		t.Errorf("%s, %v", content, err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
