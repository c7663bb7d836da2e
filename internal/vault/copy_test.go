package vault_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

func fresh(t *testing.T) (dir, code string) {
	t.Helper()
	dir = t.TempDir()
	v, code, err := vault.Create(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	return dir, code
}

func opens(t *testing.T, dir, with string) {
	t.Helper()
	v, err := vault.OpenPassphrase(dir, with)
	if err != nil {
		t.Fatalf("it does not open: %v", err)
	}
	v.Close()
}

func TestACopyTakesThePlaceOfLostOrDamagedKeysAlone(t *testing.T) {
	dir, _ := fresh(t)
	path := filepath.Join(dir, vault.KeyFile)
	kept, err := vault.Copy(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := vault.Restore(dir, kept); errs.CodeOf(err) != errs.Exists {
		t.Errorf("whole keys were replaced: %v", err)
	}
	for name, content := range map[string]string{
		"lost": "", "cut": kept[:len(kept)/2], "a flipped bit": strings.Replace(kept, "wrapped", "wrapqed", 1), "another text": "{}",
		"a cost out of bounds": costing(t, kept, 1024*1024, 64),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if content != "" {
				if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := vault.Check(dir); err == nil {
				t.Fatal("nothing is wrong with it")
			}
			if err := vault.Restore(dir, content); err == nil {
				t.Error("a copy that is no better was taken")
			}
			if err := vault.Restore(dir, kept); err != nil {
				t.Fatal(err)
			}
			opens(t, dir, passphrase)
		})
	}
}

// costing is a key file that asks for another cost, with a right digest: its floor and
// ceiling are all that is wrong with it.
func costing(t *testing.T, text string, memory, passes int) string {
	t.Helper()
	return vault.WithCost(t, text, uint32(memory), uint32(passes))
}

func TestACostOutOfBoundsIsRefusedAtOnce(t *testing.T) {
	dir, _ := fresh(t)
	kept, err := vault.Copy(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ memory, passes int }{
		"1 GiB, 64 passes": {1024 * 1024, 64}, "a little memory, many passes": {64 * 1024, 64}, "much memory": {512 * 1024, 3},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(filepath.Join(dir, vault.KeyFile), []byte(costing(t, kept, c.memory, c.passes)), 0o600); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			_, err := vault.OpenPassphrase(dir, passphrase)
			if errs.CodeOf(err) != errs.Foreign || !strings.Contains(err.Error(), "MiB") {
				t.Errorf("opened: %v", err)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it took %s to refuse", took)
			}
		})
	}
}

func TestASheetAndTheCodeBringTheKeysBackUnderANewPassphrase(t *testing.T) {
	const next = "另一串够长的口令"
	dir, code := fresh(t)
	groups, err := vault.Sheet(dir)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := vault.Copy(dir)
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.OpenPassphrase(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := v.Seal("people", "mobile", "1", 1, []byte("13800571001"))
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	text := strings.Join(groups, "")
	for _, typed := range []string{text, strings.ToLower(strings.Join(groups, "-")), strings.Join(groups, " \r\n")} {
		if err := os.Remove(filepath.Join(dir, vault.KeyFile)); err != nil {
			t.Fatal(err)
		}
		keys, err := vault.ReadSheet(typed)
		if err != nil || !keys.Of(kept) {
			t.Fatalf("%v", err)
		}
		got, err := keys.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := got.Open("people", "mobile", "1", 1, sealed)
		if err != nil || string(plain) != "13800571001" {
			t.Errorf("it opens %q, %v", plain, err)
		}
		if err := keys.Restore(dir, got, next); err != nil {
			t.Fatal(err)
		}
		got.Close()
		opens(t, dir, next)
		again, err := vault.Sheet(dir)
		if err != nil || strings.Join(again, "") != text {
			t.Errorf("the sheet is no longer good: %v", err)
		}
	}
	_, other := fresh(t)
	keys, err := vault.ReadSheet(text)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Open(other); errs.CodeOf(err) != errs.Locked {
		t.Errorf("another folder's code: %v", err)
	}
}

func TestASlipInASheetIsToldByItsGroup(t *testing.T) {
	dir, _ := fresh(t)
	groups, err := vault.Sheet(dir)
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(i int, group string) string {
		list := append([]string{}, groups...)
		list[i] = group
		return strings.Join(list, " ")
	}
	slip := func(g string) string {
		if g[0] == '0' {
			return "1" + g[1:]
		}
		return "0" + g[1:]
	}
	for name, c := range map[string]struct{ text, says string }{
		"nothing":             {"", "每组 5 位"},
		"a wrong letter":      {wrong(39, slip(groups[39])), "第 40 组抄错了"},
		"a strange character": {wrong(3, "ABC?E"), "第 4 组"},
		"a missing group":     {strings.Join(groups[:len(groups)-1], ""), "恢复单"},
		"a group too short":   {wrong(2, groups[2][:4]), "组"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := vault.ReadSheet(c.text)
			if errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "sheet") {
				t.Errorf("said %v", err)
			}
		})
	}
}
