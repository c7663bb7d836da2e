package desktest

import (
	"os"
	"testing"
)

// Main runs a package's tests and keeps what the desk remembers of this machine out of the
// user's own. It gives what the process ends with.
func Main(m *testing.M) int {
	dir, err := os.MkdirTemp("", "beiandesk-config-")
	if err != nil {
		panic(err)
	}
	if err := os.Setenv("XDG_CONFIG_HOME", dir); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	return code
}
