//go:build !windows

package atomicfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/internal/atomicfile"
)

func TestNobodyElseMayReadAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "日报.pdf")
	if err := atomicfile.Write(path, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
}
