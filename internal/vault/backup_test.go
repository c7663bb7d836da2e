package vault_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

func TestAFolderHasOneNameWhateverOpensIt(t *testing.T) {
	v, _ := opened(t)
	again, err := vault.OpenPassphrase(folder(t), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	name, err := v.Folder()
	if err != nil || len(name) != 32 {
		t.Fatalf("%q, %v", name, err)
	}
	if other, err := again.Folder(); err != nil || other != name {
		t.Errorf("%q by the passphrase, %v", other, err)
	}
	if other, err := stranger().Folder(); err != nil || other == name {
		t.Errorf("another folder is called %q too, %v", other, err)
	}
}

func TestAMarkIsOfItsTextAndItsKeysAlone(t *testing.T) {
	v, _ := opened(t)
	mark, err := v.Mark([]byte("text"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		v    *vault.Vault
		text string
		mark string
		want bool
	}{
		"its own":      {v, "text", mark, true},
		"another text": {v, "texts", mark, false},
		"cut":          {v, "text", mark[:62], false},
		"none":         {v, "text", "", false},
		"a stranger's": {stranger(), "text", mark, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := c.v.Marked([]byte(c.text), c.mark); err != nil || got != c.want {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func TestAStreamOpensByItsKeysAndTellsEveryDamage(t *testing.T) {
	v, _ := opened(t)
	plain := strings.Repeat("a database ", 20_000)
	var sealed bytes.Buffer
	if err := v.SealTo(&sealed, strings.NewReader(plain)); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed.Bytes(), []byte("database")) {
		t.Error("it lies in clear")
	}
	read := func(v *vault.Vault, b []byte) (string, error) {
		r, err := v.OpenFrom(bytes.NewReader(b))
		if err != nil {
			return "", err
		}
		got, err := io.ReadAll(r)
		return string(got), err
	}
	if got, err := read(v, sealed.Bytes()); err != nil || got != plain {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	_, err := read(stranger(), sealed.Bytes())
	wantCode(t, err, errs.Storage)
	for at := 0; at < sealed.Len(); at += 997 {
		damaged := bytes.Clone(sealed.Bytes())
		damaged[at] ^= 1
		_, err := read(v, damaged)
		wantCode(t, err, errs.Storage)
	}
	_, err = read(v, sealed.Bytes()[:sealed.Len()-1])
	wantCode(t, err, errs.Storage)
}

func TestWhatIsSealedIsReadInAnyOrderAndTellsDamageWhereItLies(t *testing.T) {
	v, _ := opened(t)
	plain := []byte(strings.Repeat("a database ", 20_000)) // four pieces
	var sealed bytes.Buffer
	if err := v.SealTo(&sealed, bytes.NewReader(plain)); err != nil {
		t.Fatal(err)
	}
	at := func(v *vault.Vault, b []byte, off int64) ([]byte, error) {
		r, err := v.OpenAt(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return nil, err
		}
		got := make([]byte, 4096)
		n, err := r.ReadAt(got, off)
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return got[:n], err
	}
	for _, off := range []int64{200_000, 0, 65_530, int64(len(plain)) - 10} {
		want := plain[off:min(int(off)+4096, len(plain))]
		if got, err := at(v, sealed.Bytes(), off); err != nil || !bytes.Equal(got, want) {
			t.Errorf("at %d: %d bytes, %v", off, len(got), err)
		}
	}
	_, err := at(stranger(), sealed.Bytes(), 0)
	wantCode(t, err, errs.Storage)
	damaged := bytes.Clone(sealed.Bytes())
	damaged[100_000] ^= 1
	_, err = at(v, damaged, 80_000)
	wantCode(t, err, errs.Storage)
	if got, err := at(v, damaged, 0); err != nil || len(got) != 4096 {
		t.Errorf("beside the damage: %d bytes, %v", len(got), err)
	}
	_, err = at(v, sealed.Bytes()[:sealed.Len()-1], 0) // the end is looked at first
	wantCode(t, err, errs.Storage)
	v.Close()
	_, err = at(v, sealed.Bytes(), 0)
	wantCode(t, err, errs.Locked)
}

func TestAFileIsBroughtAsItLies(t *testing.T) {
	v, dir := opened(t)
	from := v.Files(dir)
	name, err := from.Put([]byte("scan"))
	if err != nil {
		t.Fatal(err)
	}
	there := t.TempDir()
	to := v.Files(there)
	n, err := to.Bring(name, from)
	if err != nil {
		t.Fatal(err)
	}
	if size, err := to.Size(name); err != nil || size != n {
		t.Errorf("%d bytes brought, %d there, %v", n, size, err)
	}
	if err := to.Check(name); err != nil {
		t.Error(err)
	}
	path := filepath.Join(there, filepath.FromSlash(to.Named(name)))
	if !bytes.Equal(read(t, path), read(t, filepath.Join(dir, filepath.FromSlash(from.Named(name))))) {
		t.Error("it lies there otherwise")
	}
	write(t, path, []byte("torn"))
	wantCode(t, to.Check(name), errs.Storage)
	if _, err := to.Bring(name, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Check(name); err != nil {
		t.Errorf("after it was brought again: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(from.Named(name)))); err != nil {
		t.Fatal(err)
	}
	_, err = v.Files(t.TempDir()).Bring(name, from)
	wantCode(t, err, errs.NotFound)
	_, err = to.Bring("../../etc/passwd", from)
	wantCode(t, err, errs.NotFound)
}

func TestKeysKnowTheirOwnFileAndAClosedVaultMarksNothing(t *testing.T) {
	v, dir := opened(t)
	text := string(read(t, filepath.Join(dir, vault.KeyFile)))
	if err := v.KeysOf(text); err != nil {
		t.Error(err)
	}
	wantCode(t, stranger().KeysOf(text), errs.Foreign)
	wantCode(t, v.KeysOf(text[:len(text)/2]), errs.Storage)
	v.Close()
	wantCode(t, v.KeysOf(text), errs.Locked)
	_, err := v.Folder()
	wantCode(t, err, errs.Locked)
	_, err = v.Mark(nil)
	wantCode(t, err, errs.Locked)
	_, err = v.Marked(nil, "")
	wantCode(t, err, errs.Locked)
	wantCode(t, v.SealTo(io.Discard, strings.NewReader("x")), errs.Locked)
	_, err = v.OpenFrom(strings.NewReader("x"))
	wantCode(t, err, errs.Locked)
}
