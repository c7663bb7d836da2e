package atomicfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/internal/atomicfile"
)

// entries lists the names in a folder.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestAFileIsReplacedAndNothingElseIsLeft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "日报.pdf")
	for _, content := range []string{"old and long", "new"} {
		if err := atomicfile.Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Fatalf("it holds %q, %v", got, err)
		}
	}
	if got := entries(t, dir); len(got) != 1 {
		t.Errorf("the folder holds %v", got)
	}
}

func TestAFileThatCannotTakeItsPlaceLeavesEverythingAsItWas(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(path, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(path, []byte("new")); err == nil || errors.Is(err, atomicfile.ErrFolder) {
		t.Errorf("a folder was replaced by a file: %v", err)
	}
	if got := entries(t, dir); len(got) != 1 || got[0] != "taken" {
		t.Errorf("the folder holds %v", got)
	}
}

func TestAFileWhoseMakingFailsLeavesTheOneThatIsThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "案件.csv")
	if err := atomicfile.Write(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the desk is locked")
	err := atomicfile.WriteFrom(path, func(out io.Writer) error {
		_, err := io.WriteString(out, "half")
		return errors.Join(err, broken)
	})
	got, read := os.ReadFile(path)
	if !errors.Is(err, broken) || read != nil || string(got) != "old" || len(entries(t, dir)) != 1 {
		t.Errorf("%v, it holds %q, %v, the folder %v", err, got, read, entries(t, dir))
	}
}

func TestAFolderThatIsNotThereIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "a.pdf")
	if err := atomicfile.Write(path, nil); !errors.Is(err, atomicfile.ErrFolder) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestAFolderIsMadeWithThoseAboveIt(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "甲", "乙")
	for range 2 { // one that is there stays
		if err := atomicfile.MakeDir(dir); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.MakeDir(dir); err != nil || len(entries(t, dir)) != 1 {
		t.Errorf("%v, it holds %v", err, entries(t, dir))
	}
	for _, file := range []string{filepath.Join(dir, "x"), filepath.Join(dir, "x", "y")} {
		if err := atomicfile.MakeDir(file); err == nil {
			t.Errorf("%s is no folder, and was taken for one", file)
		}
	}
}
