//go:build !windows

package atomicfile

import (
	"errors"
	"os"
)

// held is never so: a rename here does not mind who reads.
func held(error) bool { return false }

// SyncDir brings a folder's entries to the disk, so that a rename survives a loss of
// power.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
