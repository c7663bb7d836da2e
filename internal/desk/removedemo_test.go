package desk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/internal/errs"
)

// What can't be deleted stays with the mark, however the folder's names are ordered.
func TestRemovingADemonstrationThatWasCutOffCanBeRepeated(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	for _, name := range []string{"a", "z"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "demo"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	held := func(path string) error {
		if filepath.Base(path) == "z" {
			return errors.New("in use")
		}
		return os.RemoveAll(path)
	}
	if err := removeDemo(dir, held); errs.CodeOf(err) != errs.Storage || !IsDemo(dir) || !IsHalfway(dir) {
		t.Fatalf("a demonstration: %v, cut off: %v, %v", IsDemo(dir), IsHalfway(dir), err)
	}
	if err := RemoveDemo(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}
