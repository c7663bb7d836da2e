package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
)

// firstStart is a window's first start on a machine, where a demonstration may be made in a folder.
func firstStart(t *testing.T) (s *Session, demo string) {
	t.Helper()
	dir := t.TempDir()
	window := host.LoadWindowState(filepath.Join(dir, "window.json"))
	demo = filepath.Join(dir, "cache", "demo")
	s = NewSession(NewShell(window), window, Start{Demo: demo})
	t.Cleanup(s.Close)
	return s, demo
}

func stateOf(t *testing.T, s *Session) page.DeskView {
	t.Helper()
	v, err := (&DeskService{s}).State(page.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFirstRunMakesADemonstrationThatIsLeftAndRemoved(t *testing.T) {
	s, demo := firstStart(t)
	service := &DeskService{s}
	if v := stateOf(t, s); v.State != "first" || v.Offer != "make" || v.OwnDemo {
		t.Fatalf("at first %s, offered %q", v.State, v.Offer)
	}
	v, err := service.StartDemo(page.Empty{})
	if err != nil || v.State != "open" || !v.Demo || !v.OwnDemo || v.Halfway {
		t.Fatalf("%+v %v", v.State, err)
	}
	if got, err := (&TodayService{s}).Load(page.TodayInput{Scope: "all"}); err != nil || got.Total == 0 {
		t.Errorf("%d things to do, %v", got.Total, err)
	}
	if s.window.Folder() != "" {
		t.Error("the next start would open the demonstration")
	}
	if v, err = service.LeaveDemo(page.Empty{}); err != nil || s.desktop.ahead != nil || v.State != "first" || v.Folder != "" || v.Offer != "open" {
		t.Errorf("left: %s %q, offered %q, %v", v.State, v.Folder, v.Offer, err)
	}
	if v, err = service.StartDemo(page.Empty{}); err != nil || v.State != "open" {
		t.Errorf("opened again: %s %v", v.State, err)
	}
	if v, err = service.Lock(page.Empty{}); err != nil || v.State != "locked" || !v.OwnDemo {
		t.Errorf("locked: %s %v", v.State, err)
	}
	if v, err = service.RemoveDemo(page.Empty{}); err != nil || v.State != "first" || v.Offer != "make" {
		t.Errorf("removed: %s, offered %q, %v", v.State, v.Offer, err)
	}
	if _, err := os.Stat(demo); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	if _, err := service.RemoveDemo(page.Empty{}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("removed twice: %v", err)
	}
}

// While it is being made somebody may make his own desk, whose recovery code must not be lost.
func TestADemonstrationTakesNobodyOutOfADeskMadeMeanwhile(t *testing.T) {
	s, _ := firstStart(t)
	own := filepath.Join(t.TempDir(), "own")
	made, err := (&DeskService{s}).Create(page.CreateInput{Folder: own, Passphrase: "correct horse 备案 2026", Staff: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.openDemo("")
	if err != nil || v.Folder != own || !slices.Equal(v.Fresh.Recovery, made.Recovery) || v.OwnDemo {
		t.Errorf("%s %s %v", v.State, v.Folder, err)
	}
}

// finished lays down what the window takes for its demonstration.
func finished(t *testing.T, s *Session, demo string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(demo, 0o700), os.WriteFile(filepath.Join(demo, "demo"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	s.window.SetDemo(demo)
}

func TestADemonstrationThatWasCutOffCanBeRemoved(t *testing.T) {
	s, demo := firstStart(t)
	finished(t, s, demo)
	if err := os.WriteFile(filepath.Join(demo, "demo"), []byte("unfinished\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, done, _ := s.demos.Begin()
	if _, err := (&DeskService{s}).RemoveDemo(page.Empty{}); errs.CodeOf(err) != errs.Blocked || !desk.IsDemo(demo) {
		t.Errorf("while it is being made: %v", err)
	}
	done()
	if v, err := (&DeskService{s}).RemoveDemo(page.Empty{}); err != nil || v.Offer != "make" {
		t.Errorf("offered %q, %v", v.Offer, err)
	}
}

func TestNoDeskIsMadeWhereTheDemonstrationLies(t *testing.T) {
	s, demo := firstStart(t)
	finished(t, s, demo)
	s.folder = demo
	if err := os.RemoveAll(demo); err != nil {
		t.Fatal(err)
	}
	if v := stateOf(t, s); v.State != "first" || v.Folder != "" || v.OwnDemo {
		t.Errorf("the demonstration is gone, and first run begins in %q", v.Folder)
	}
	for _, folder := range []string{demo, filepath.Join(demo, "own")} {
		_, err := (&DeskService{s}).Create(page.CreateInput{Folder: folder, Passphrase: "correct horse 备案 2026", Staff: "周敏"})
		var e *errs.Error
		if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != "folder" {
			t.Errorf("made in %s: %v", folder, err)
		}
		_, err = (&RestoreService{s}).Restore(page.RestoreInput{Backup: t.TempDir(), To: folder, Passphrase: "x"})
		if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != "to" {
			t.Errorf("restored to %s: %v", folder, err)
		}
	}
}

// Only what the window has made, and what is marked as a demonstration, is ever deleted.
func TestNoFolderButTheWindowsDemonstrationIsRemoved(t *testing.T) {
	s, demo := firstStart(t)
	service := &DeskService{s}
	made, _, err := desk.Create(t.Context(), demo, "correct horse 备案 2026", "周敏", desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	refused := func(when string) {
		t.Helper()
		if _, err := service.RemoveDemo(page.Empty{}); errs.CodeOf(err) != errs.Blocked {
			t.Errorf("%s: %v", when, err)
		}
		if _, err := os.Stat(filepath.Join(demo, "desk.db")); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	refused("a desk that the window did not make")
	s.window.SetDemo(demo)
	refused("a desk without the mark")
	if _, err := service.StartDemo(page.Empty{}); errs.CodeOf(err) != errs.Exists {
		t.Errorf("made over it: %v", err)
	}
	refused("after it was tried")
	s.window.SetDemo("")
	if err := os.WriteFile(filepath.Join(demo, "demo"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused("a demonstration of somebody else")
}

func TestADemonstrationThatWasCutOffIsMadeAnew(t *testing.T) {
	s, demo := firstStart(t)
	if err := os.MkdirAll(demo, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(demo, "demo"), []byte("unfinished\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.window.SetDemo(demo)
	if v := stateOf(t, s); v.Offer != "again" {
		t.Errorf("offered %q", v.Offer)
	}
	if v, err := (&DeskService{s}).StartDemo(page.Empty{}); err != nil || v.State != "open" || v.Halfway {
		t.Errorf("%s %v", v.State, err)
	}
	ctx, done, _ := s.demos.Begin()
	s.demos.Stop()
	if done(); ctx.Err() == nil {
		t.Error("closing the window does not stop it")
	}
}

// Who looks after the machines of an agency takes the offer away by a variable.
func TestNoDemonstrationIsOfferedWhereItWasTakenAway(t *testing.T) {
	t.Setenv(host.NoDemoVariable, "")
	if dir := host.DemoFolder(); !strings.HasSuffix(dir, filepath.Join("beiandesk", "demo")) {
		t.Errorf("it would be made in %q", dir)
	}
	t.Setenv(host.NoDemoVariable, "1")
	if dir := host.DemoFolder(); dir != "" {
		t.Errorf("it would be made in %s", dir)
	}
	s, _ := firstStart(t)
	s.start.Demo = ""
	if v := stateOf(t, s); v.Offer != "" {
		t.Errorf("offered %q", v.Offer)
	}
	if _, err := (&DeskService{s}).StartDemo(page.Empty{}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("%v", err)
	}
}
