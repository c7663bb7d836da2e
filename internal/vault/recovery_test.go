package vault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func TestRecoveryCodeIsEightGroupsOfFive(t *testing.T) {
	groups := strings.Split(made().recovery, "-")
	if len(groups) != vault.RecoveryGroups {
		t.Fatalf("%d groups", len(groups))
	}
	for _, g := range groups {
		if len(g) != vault.RecoveryGroupSize || strings.Trim(g, alphabet) != "" {
			t.Errorf("a group of %d characters, or of ones outside the alphabet", len(g))
		}
	}
	if got, err := vault.ParseRecovery(made().recovery); err != nil || got != made().recovery {
		t.Errorf("its own printed form is not read back: %v", err)
	}
}

func TestRecoveryCodeIsReadAsPeopleTypeIt(t *testing.T) {
	code := made().recovery
	full := strings.Map(func(r rune) rune { return r - '!' + '！' }, code)
	for name, typed := range map[string]string{
		"small letters":      strings.ToLower(code),
		"no dashes":          strings.ReplaceAll(code, "-", ""),
		"blanks":             "  " + strings.ReplaceAll(code, "-", " ") + "\n",
		"full-width blanks":  strings.ReplaceAll(code, "-", "　"),
		"long dashes":        strings.ReplaceAll(code, "-", " — "),
		"full width":         full,
		"O for 0":            strings.ReplaceAll(code, "0", "O"),
		"o for 0":            strings.ReplaceAll(code, "0", "o"),
		"I for 1":            strings.ReplaceAll(code, "1", "I"),
		"l for 1":            strings.ReplaceAll(code, "1", "l"),
		"copied with a mark": "\u200b" + code + "\ufeff",
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := vault.ParseRecovery(typed); err != nil || got != code {
				t.Error(err)
			}
		})
	}
	if got, err := vault.ParseRecovery(zeros); err != nil || strings.ContainsAny(got, "OIL") {
		t.Errorf("a code of zeros: %q, %v", got, err)
	}
}

// zeros is the code whose random part is nothing but O, I and L typed for 0 and 1;
// its check characters follow from the group's number alone for zeros.
const zeros = "OOoO0-0000I-00002-00003-00004-00005-00006-00007"

func TestEveryOneCharacterSlipIsToldByItsGroup(t *testing.T) {
	code := made().recovery
	for i, right := range code {
		if right == '-' {
			continue
		}
		want := fmt.Sprintf("第 %d 组", i/(vault.RecoveryGroupSize+1)+1)
		for _, wrong := range alphabet + "U?备" {
			if wrong == right {
				continue
			}
			_, err := vault.ParseRecovery(code[:i] + string(wrong) + code[i+1:])
			wantSlip(t, err, want)
		}
	}
}

func TestSwappedCharactersAndGroupsAreTold(t *testing.T) {
	code := made().recovery
	for i := range len(code) - 1 {
		if code[i] == '-' || code[i+1] == '-' || code[i] == code[i+1] {
			continue
		}
		_, err := vault.ParseRecovery(code[:i] + code[i+1:i+2] + code[i:i+1] + code[i+2:])
		wantSlip(t, err, "组抄错了")
	}
	groups := strings.Split(code, "-")
	for a := range groups {
		for b := range a {
			swapped := append([]string(nil), groups...)
			swapped[a], swapped[b] = swapped[b], swapped[a]
			_, err := vault.ParseRecovery(strings.Join(swapped, "-"))
			wantSlip(t, err, fmt.Sprintf("第 %d 组", b+1))
		}
	}
}

func TestCodeOfAnotherLengthIsToldWithItsLength(t *testing.T) {
	code := made().recovery
	for typed, want := range map[string]string{
		"":               "现在是 0 位",
		code[:11]:        "现在是 10 位",
		code[1:]:         "现在是 39 位",
		code + "A":       "现在是 41 位",
		code + "-" + "备": "现在是 41 位",
	} {
		t.Run(want, func(t *testing.T) {
			_, err := vault.ParseRecovery(typed)
			wantSlip(t, err, want)
		})
	}
}

func TestSlipIsToldBeforeTheFolderIsRead(t *testing.T) {
	_, err := vault.OpenRecovery(t.TempDir(), "7KQ2M")
	wantSlip(t, err, "现在是 5 位")
}

func wantSlip(t *testing.T, err error, text string) {
	t.Helper()
	wantCode(t, err, errs.Invalid)
	var e *errs.Error
	if !errors.As(err, &e) || e.Field != "recovery" || !strings.Contains(e.Message, text) {
		t.Fatalf("got %q at %q, want one with %q at recovery", e.Message, e.Field, text)
	}
	for _, group := range strings.Split(made().recovery, "-") {
		if strings.Contains(e.Message, group) {
			t.Fatal("the message repeats the code")
		}
	}
}

func FuzzParseRecovery(f *testing.F) {
	for _, s := range []string{made().recovery, zeros, strings.ToLower(made().recovery), "", "-", "\xff", "７ＫＱ２Ｍ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, err := vault.ParseRecovery(s)
		if err != nil {
			if code != "" || errs.CodeOf(err) != errs.Invalid {
				t.Fatalf("%q with %v", code, err)
			}
			return
		}
		if again, err := vault.ParseRecovery(code); err != nil || again != code {
			t.Fatalf("the printed form %q is read as %q, %v", code, again, err)
		}
	})
}
