//go:build !windows

package vault

import (
	"errors"
	"os"
	"syscall"
)

// alive tells whether a process runs, anybody's. In doubt it does.
func alive(pid int) bool {
	if pid <= 0 {
		return false
	}
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}

// syncDir brings a folder's entries to the disk, so that a rename survives a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return errWrite(err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return errWrite(err)
	}
	return nil
}
