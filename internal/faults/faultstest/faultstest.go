// Package faultstest gives a test a log of faults of its own.
package faultstest

import (
	"os"
	"path/filepath"
	"testing"
)

// File sends the faults of a test to a file of its own and tells its path; nothing is
// there before the first fault.
func File(t testing.TB) string {
	t.Helper()
	home := t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "beiandesk", "errors.log")
}
