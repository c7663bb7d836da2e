package vault_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

const passphrase = "青山绿水 2026 備案"

// made is one folder's keys, made once: Argon2id takes its time, as it should.
var made = sync.OnceValue(func() (m struct{ keys, recovery string }) {
	dir, err := os.MkdirTemp("", "vault")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	v, recovery, err := vault.Create(dir, passphrase)
	if err != nil {
		panic(err)
	}
	defer v.Close()
	keys, err := os.ReadFile(filepath.Join(dir, vault.KeyFile))
	if err != nil {
		panic(err)
	}
	m.keys, m.recovery = string(keys), recovery
	return m
})

// folder gives a fresh folder with the keys of made.
func folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, vault.KeyFile), []byte(made().keys))
	return dir
}

// opened gives a fresh folder and its vault.
func opened(t testing.TB) (*vault.Vault, string) {
	t.Helper()
	dir := folder(t)
	v, err := vault.OpenRecovery(dir, made().recovery)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return v, dir
}

// stranger is the vault of another folder.
var stranger = sync.OnceValue(func() *vault.Vault {
	dir, err := os.MkdirTemp("", "vault")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	v, _, err := vault.Create(dir, passphrase)
	if err != nil {
		panic(err)
	}
	return v
})

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func seal(t testing.TB, v *vault.Vault, table, column, row, plain string) []byte {
	t.Helper()
	blob, err := v.Seal(table, column, row, 3, []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	return blob
}

// wantCode fails unless err has the code and a message in Chinese.
func wantCode(t testing.TB, err error, code errs.Code) {
	t.Helper()
	if errs.CodeOf(err) != code {
		t.Fatalf("error %v has code %q, want %q", err, errs.CodeOf(err), code)
	}
	if !strings.ContainsAny(err.Error(), "的，请不") {
		t.Fatalf("%q is no Chinese sentence", err)
	}
}

// The test binary doubles as a process that dies while it seals a file: it reports
// once it has read something, then waits for more that never comes.
const sealerFolder = "VAULT_TEST_SEALER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(sealerFolder); dir != "" {
		if err := sealForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if dir := os.Getenv(changerFolder); dir != "" {
		if err := changeForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if dir := os.Getenv(vault.HolderFolder); dir != "" {
		if err := vault.HoldAndClose(dir, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func sealForever(dir string) error {
	code, err := io.ReadAll(io.LimitReader(os.Stdin, int64(len(made0()))))
	if err != nil {
		return err
	}
	v, err := vault.OpenRecovery(dir, string(code))
	if err != nil {
		return err
	}
	first := bytes.Repeat([]byte("scan"), 64*1024)
	_, err = v.Files(dir).PutStream(io.MultiReader(bytes.NewReader(first), &reporting{r: os.Stdin}))
	return err
}

// made0 has the length of a printed recovery code.
func made0() string {
	return strings.Repeat("00000-", vault.RecoveryGroups-1) + "00000"
}

type reporting struct {
	r    io.Reader
	said bool
}

func (r *reporting) Read(p []byte) (int, error) {
	if !r.said {
		r.said = true
		fmt.Println("sealing")
	}
	return r.r.Read(p)
}
