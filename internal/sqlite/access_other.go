//go:build !windows

package sqlite

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// mayWrite says whether this user of the system may make files in a folder.
func mayWrite(dir string) bool {
	return unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS) == nil
}

// mayChange says whether this user may write a file that is there, or none is. It is asked
// without opening: closing any handle of an open database drops this process's locks on it.
func mayChange(name string) bool {
	err := unix.Faccessat(unix.AT_FDCWD, name, unix.W_OK, unix.AT_EACCESS)
	return err == nil || errors.Is(err, fs.ErrNotExist)
}

// freeSpace is how many bytes the disk of a folder still takes.
func freeSpace(dir string) (uint64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return st.Bavail * uint64(st.Bsize), nil
}
