package app

import (
	"os"
	"testing"
)

// TestMain keeps what the desk remembers of this machine out of the user's own.
func TestMain(m *testing.M) {
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
	os.Exit(code)
}
