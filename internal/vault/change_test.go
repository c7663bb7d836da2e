package vault_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

const another = "another rather long passphrase"

func inPlace(t testing.TB, c *vault.Change) {
	t.Helper()
	if err := c.Put(); err != nil {
		t.Fatal(err)
	}
}

func newPassphrase(t testing.TB, v *vault.Vault, dir string) *vault.Change {
	t.Helper()
	c, err := v.NewPassphrase(dir, another)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestChangedPassphraseOpensAndTheOldOneDoesNot(t *testing.T) {
	v, dir := opened(t)
	blob := seal(t, v, "t", "c", "r", "x")
	c := newPassphrase(t, v, dir)
	if string(read(t, filepath.Join(dir, vault.KeyFile))) != made().keys {
		t.Fatal("the key file was touched before the change was put in place")
	}
	inPlace(t, c)
	_, err := vault.OpenPassphrase(dir, passphrase)
	wantCode(t, err, errs.Locked)
	again, err := vault.OpenPassphrase(dir, another)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again.Open("t", "c", "r", 3, blob); err != nil {
		t.Errorf("data sealed before the change: %v", err)
	}
	if _, err := vault.OpenRecovery(dir, made().recovery); err != nil {
		t.Errorf("the recovery code: %v", err)
	}
}

func TestChangedRecoveryCodeOpensAndTheOldOneDoesNot(t *testing.T) {
	v, dir := opened(t)
	blob := seal(t, v, "t", "c", "r", "x")
	c, code, err := v.NewRecovery(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vault.OpenRecovery(dir, made().recovery); err != nil {
		t.Fatalf("the old code before the new one is in place: %v", err)
	}
	inPlace(t, c)
	_, err = vault.OpenRecovery(dir, made().recovery)
	wantCode(t, err, errs.Locked)
	again, err := vault.OpenRecovery(dir, code)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again.Open("t", "c", "r", 3, blob); err != nil {
		t.Errorf("data sealed before the change: %v", err)
	}
	if _, err := vault.OpenPassphrase(dir, passphrase); err != nil {
		t.Errorf("the passphrase: %v", err)
	}
}

func TestOfTwoChangesTheSecondIsRefused(t *testing.T) {
	v, dir := opened(t)
	passphraseFirst := newPassphrase(t, v, dir)
	late, _, err := v.NewRecovery(dir)
	if err != nil {
		t.Fatal(err)
	}
	inPlace(t, passphraseFirst)
	wantCode(t, late.Put(), errs.Conflict)
	if err := late.Undo(); err != nil {
		t.Fatalf("undoing what was never done: %v", err)
	}
	if _, err := vault.OpenPassphrase(dir, another); err != nil {
		t.Errorf("the first change is gone: %v", err)
	}
}

func TestUndoneChangeLeavesTheOldKeyFile(t *testing.T) {
	v, dir := opened(t)
	c := newPassphrase(t, v, dir)
	inPlace(t, c)
	if err := c.Undo(); err != nil {
		t.Fatal(err)
	}
	if string(read(t, filepath.Join(dir, vault.KeyFile))) != made().keys {
		t.Error("the key file is another")
	}
}

func TestKeysOfAnotherFolderAreNotChanged(t *testing.T) {
	dir := folder(t)
	_, err := stranger().NewPassphrase(dir, another)
	wantCode(t, err, errs.Foreign)
	_, _, err = stranger().NewRecovery(dir)
	wantCode(t, err, errs.Foreign)
	if string(read(t, filepath.Join(dir, vault.KeyFile))) != made().keys {
		t.Error("the key file was touched")
	}
}

func TestDamagedKeyFileIsNotReplaced(t *testing.T) {
	v, dir := opened(t)
	c := newPassphrase(t, v, dir)
	damaged := []byte(made().keys[:len(made().keys)/2])
	write(t, filepath.Join(dir, vault.KeyFile), damaged)
	wantCode(t, c.Put(), errs.Storage)
	if string(read(t, filepath.Join(dir, vault.KeyFile))) != string(damaged) {
		t.Error("the key file was touched")
	}
}

// A process that puts a new key file in place and the old one back, over and over, is
// killed wherever it happens to be.
func TestKilledWriterLeavesTheOldOrTheNewKeyFile(t *testing.T) {
	dir := folder(t)
	path := filepath.Join(dir, vault.KeyFile)
	for round := range 12 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), changerFolder+"="+dir)
		cmd.Stdin = strings.NewReader(made().recovery)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		for range round + 1 { // another number each time, so that the swaps are met at other places
			if _, err := lines.ReadString('\n'); err != nil {
				t.Fatalf("the writer ended by itself: %v", err)
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the writer ended by itself")
		}
		if _, err := vault.OpenRecovery(dir, made().recovery); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if string(read(t, path)) != made().keys {
			if _, err := vault.OpenPassphrase(dir, another); err != nil {
				t.Fatalf("round %d: neither the old nor the new key file: %v", round, err)
			}
			write(t, path, []byte(made().keys))
		}
	}
	v, err := vault.OpenRecovery(dir, made().recovery)
	if err != nil {
		t.Fatal(err)
	}
	inPlace(t, newPassphrase(t, v, dir))
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v (%v), want the key file alone", left, err)
	}
}

// The test binary doubles as that process.
const changerFolder = "VAULT_TEST_CHANGER"

func changeForever(dir string) error {
	code, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	v, err := vault.OpenRecovery(dir, string(code))
	if err != nil {
		return err
	}
	c, err := v.NewPassphrase(dir, another)
	if err != nil {
		return err
	}
	for {
		if err := c.Put(); err != nil {
			return err
		}
		fmt.Println("put")
		if err := c.Undo(); err != nil {
			return err
		}
		fmt.Println("undone")
	}
}
