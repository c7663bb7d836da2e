//go:build !windows

package sqlite

import "golang.org/x/sys/unix"

// mayWrite says whether this user of the system may make files in a folder.
func mayWrite(dir string) bool {
	return unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS) == nil
}
