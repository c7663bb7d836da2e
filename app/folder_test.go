package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/errs"
)

func TestTheWindowTellsEveryStateOfItsFolder(t *testing.T) {
	for state, spoil := range map[string]func(t *testing.T, dir string){
		"locked":      func(*testing.T, string) {},
		"missing":     func(t *testing.T, dir string) { rename(t, dir, dir+"-away") },
		"vanished":    func(t *testing.T, dir string) { rename(t, dir, dir+"-away"); mkdir(t, dir) },
		"no_keys":     func(t *testing.T, dir string) { remove(t, dir, "keys.json") },
		"no_database": func(t *testing.T, dir string) { remove(t, dir, "desk.db") },
		"leftover":    func(t *testing.T, dir string) { remove(t, dir, "desk.db"); remove(t, dir, "keys.json") },
		"foreign": func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, "desk.db"), []byte(strings.Repeat("x", 200)), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(state, func(t *testing.T) {
			s := open(t)
			rooms := &DeskService{s}
			lock(t, rooms)
			spoil(t, s.folder)
			view, err := rooms.State(page.Empty{})
			if err != nil || view.State != state || (view.Message == "") != (state == "locked") {
				t.Fatalf("%q, %q, %v", view.State, view.Message, err)
			}
			if state == "locked" || state == "missing" {
				return
			}
			if _, err := rooms.Create(page.CreateInput{Folder: s.folder, Passphrase: passphrase, Staff: "周敏"}); err == nil {
				t.Error("a desk was made over it")
			}
		})
	}
}

func TestADeskIsMadeWhereOneVanishedOnceThePlaceIsForgotten(t *testing.T) {
	s := open(t)
	rooms := &DeskService{s}
	lock(t, rooms)
	dir := s.folder
	rename(t, dir, dir+"-away")
	in := page.CreateInput{Folder: dir, Passphrase: passphrase, Staff: "周敏"}
	if _, err := rooms.Create(in); errs.CodeOf(err) != errs.Blocked {
		t.Fatalf("made at once: %v", err)
	}
	if view, err := rooms.Forget(page.Empty{}); err != nil || view.State != "first" || view.Folder != "" {
		t.Fatalf("%q at %q, %v", view.State, view.Folder, err)
	}
	if _, err := rooms.Create(in); err != nil {
		t.Errorf("after it was forgotten: %v", err)
	}
}

func TestATypedPathHasToBeWhole(t *testing.T) {
	s := open(t)
	rooms := &DeskService{s}
	_, err := rooms.Create(page.CreateInput{Folder: "desk", Passphrase: passphrase, Staff: "周敏"})
	refusedAt(t, err, errs.Invalid, "folder")
	_, err = rooms.Choose(page.FolderInput{Folder: "../desk"})
	refusedAt(t, err, errs.Invalid, "folder")
}

func TestAPathThatWasRememberedInPartIsAskedForAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.json")
	if err := os.WriteFile(path, []byte(`{"folder":"desk"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	window := host.LoadWindowState(path)
	s := NewSession(NewShell(window), window, Start{Passphrase: passphrase})
	t.Cleanup(s.Close)
	if view, err := (&DeskService{s}).State(page.Empty{}); err != nil || view.State != "relative" || view.Message == "" {
		t.Errorf("%q, %v", view.State, err)
	}
}

func TestAChosenFolderTellsWhatItHolds(t *testing.T) {
	s := open(t)
	rooms := &DeskService{s}
	dir := s.folder
	if view, err := rooms.Choose(page.FolderInput{Folder: t.TempDir()}); err != nil || view.State != "first" {
		t.Errorf("an empty one: %q, %v", view.State, err)
	}
	if view, err := rooms.Choose(page.FolderInput{Folder: dir}); err != nil || view.State != "locked" || len(view.Staff) != 1 {
		t.Errorf("the old one: %q, %v", view.State, err)
	}
}

func TestNoPaperIsSavedIntoTheFolder(t *testing.T) {
	s := open(t)
	for _, name := range []string{"desk.pdf", filepath.Join("files", "x.pdf")} {
		s.dialogs = picker(func(string) (string, error) { return filepath.Join(s.folder, name), nil })
		if _, err := (&PapersService{s}).Save(page.PaperInput{Kind: "daily"}); errs.CodeOf(err) != errs.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, dir string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}
