package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/errs"
	"beiandesk/internal/faults/faultstest"
)

func TestAPassphraseIsJudgedWhileItIsTyped(t *testing.T) {
	for typed, want := range map[string][3]string{
		"beian2026":         {"1", "太弱，9 位", "口令容易被猜到"},
		"demo-desk-2026":    {"1", "太弱，14 位", "这是演示资料夹的口令"},
		"k7#":               {"1", "太弱，3 位", "口令太短"},
		"correct horse 17a": {"3", "够强，17 位", ""},
		passphrase:          {"4", "很强，12 位", ""},
	} {
		v, err := (&DeskService{}).Strength(page.StrengthInput{Passphrase: typed})
		if err != nil || strconv.Itoa(v.Bars) != want[0] || v.Words != want[1] || !strings.HasPrefix(v.Fault, want[2]) || (want[2] == "") != (v.Fault == "") {
			t.Errorf("%s: %+v, %v", typed, v, err)
		}
	}
}

const another = "换过的一串口令 2026"

// recovered makes a desk, locks it and opens it by its recovery code.
func recovered(t *testing.T) (rooms *DeskService, code string) {
	t.Helper()
	window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
	s := NewSession(NewShell(window), window, Start{Version: "test"})
	t.Cleanup(s.Close)
	rooms = &DeskService{s}
	made, err := rooms.Create(page.CreateInput{Folder: filepath.Join(t.TempDir(), "desk"), Passphrase: passphrase, Staff: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	view, err := rooms.Confirm(typedBack(made))
	if err != nil || view.Recovered {
		t.Fatalf("a new desk: recovered %v, %v", view.Recovered, err)
	}
	code = strings.Join(made.Recovery, " ")
	lock(t, rooms)
	if view, err = rooms.Unlock(page.UnlockInput{Recovery: code}); err != nil || !view.Recovered {
		t.Fatalf("by the code: recovered %v, %v", view.Recovered, err)
	}
	return rooms, code
}

func typedBack(made page.CreatedView) page.ConfirmInput {
	return page.ConfirmInput{Groups: []string{made.Recovery[made.Ask[0]], made.Recovery[made.Ask[1]]}}
}

func lock(t *testing.T, rooms *DeskService) {
	t.Helper()
	if view, err := rooms.Lock(page.Empty{}); err != nil || view.Recovered {
		t.Fatalf("locked: recovered %v, %v", view.Recovered, err)
	}
}

// refusedAt fails unless the page is told of a field with the code.
func refusedAt(t *testing.T, err error, code errs.Code, field string) {
	t.Helper()
	var got failure
	text, _ := new(Session).FormatError(err).(string)
	if jerr := json.Unmarshal([]byte(text), &got); jerr != nil {
		t.Fatal(jerr)
	}
	if err == nil || got.Code != string(code) || got.Field != field || got.Message == "" {
		t.Errorf("the page is told %s, want %s at %s", text, code, field)
	}
}

func TestWhoOpensByTheRecoveryCodeSetsANewPassphrase(t *testing.T) {
	file := faultstest.File(t)
	var log strings.Builder
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	rooms, code := recovered(t)

	_, err := rooms.ChangePassphrase(page.ChangePassphraseInput{Passphrase: another})
	refusedAt(t, err, errs.Invalid, "old")
	_, err = rooms.ChangePassphrase(page.ChangePassphraseInput{Old: "不是这一串口令", Passphrase: another})
	refusedAt(t, err, errs.Locked, "old")
	_, err = rooms.ChangePassphrase(page.ChangePassphraseInput{Recovery: code, Passphrase: "短"})
	refusedAt(t, err, errs.Invalid, "passphrase")
	if view, err := rooms.State(page.Empty{}); err != nil || !view.Recovered {
		t.Fatalf("after refusals: recovered %v, %v", view.Recovered, err)
	}

	view, err := rooms.ChangePassphrase(page.ChangePassphraseInput{Recovery: code, Passphrase: another})
	if err != nil || view.Recovered || view.State != "open" {
		t.Fatalf("recovered %v, %q, %v", view.Recovered, view.State, err)
	}
	if _, err := (&TodayService{rooms.s}).Load(page.TodayInput{}); err != nil {
		t.Errorf("the open desk: %v", err)
	}
	lock(t, rooms)
	if _, err := rooms.Unlock(page.UnlockInput{Passphrase: passphrase}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("the old passphrase: %v", err)
	}
	if view, err := rooms.Unlock(page.UnlockInput{Passphrase: another}); err != nil || view.Recovered {
		t.Errorf("the new passphrase: recovered %v, %v", view.Recovered, err)
	}
	kept, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, secret := range []string{passphrase, another, code} {
		if strings.Contains(log.String(), secret) || strings.Contains(string(kept), secret) {
			t.Error("the log holds a secret")
		}
	}
}

func TestADrawnRecoveryCodeCountsOnceItIsTypedBack(t *testing.T) {
	rooms, old := recovered(t)
	_, err := rooms.KeepRecovery(page.ConfirmInput{})
	refusedAt(t, err, errs.Blocked, "")
	_, err = rooms.DrawRecovery(page.ProofInput{Old: "不是这一串口令"})
	refusedAt(t, err, errs.Locked, "old")
	drawn, err := rooms.DrawRecovery(page.ProofInput{Old: passphrase})
	if err != nil || len(drawn.Recovery) != 8 || len(drawn.Ask) != 2 {
		t.Fatalf("%d groups, %v", len(drawn.Recovery), err)
	}
	_, err = rooms.KeepRecovery(page.ConfirmInput{Groups: []string{"AAAAA", "BBBBB"}})
	refusedAt(t, err, errs.Invalid, "groups")
	lock(t, rooms)
	if _, err := rooms.Unlock(page.UnlockInput{Recovery: old}); err != nil {
		t.Fatalf("the old code while the new one is not kept: %v", err)
	}
	_, err = rooms.KeepRecovery(typedBack(drawn))
	refusedAt(t, err, errs.Blocked, "") // locking forgot it

	if drawn, err = rooms.DrawRecovery(page.ProofInput{Recovery: old}); err != nil {
		t.Fatal(err)
	}
	if _, err := rooms.KeepRecovery(typedBack(drawn)); err != nil {
		t.Fatal(err)
	}
	if view, err := rooms.State(page.Empty{}); err != nil || !view.Recovered || view.Unconfirmed {
		t.Errorf("no passphrase was set, and the code is known: recovered %v, unconfirmed %v, %v", view.Recovered, view.Unconfirmed, err)
	}
	lock(t, rooms)
	if _, err := rooms.Unlock(page.UnlockInput{Recovery: old}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("the old code: %v", err)
	}
	if _, err := rooms.Unlock(page.UnlockInput{Recovery: strings.Join(drawn.Recovery, "")}); err != nil {
		t.Errorf("the new code: %v", err)
	}
}

func TestKeysAreNotChangedWhileTheDeskIsLocked(t *testing.T) {
	rooms, code := recovered(t)
	lock(t, rooms)
	_, err := rooms.ChangePassphrase(page.ChangePassphraseInput{Recovery: code, Passphrase: another})
	refusedAt(t, err, errs.Locked, "")
	_, err = rooms.DrawRecovery(page.ProofInput{Recovery: code})
	refusedAt(t, err, errs.Locked, "")
}
