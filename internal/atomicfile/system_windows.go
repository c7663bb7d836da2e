package atomicfile

import (
	"errors"
	"syscall"
)

// What Windows says of a file that somebody has open (ERROR_ACCESS_DENIED,
// ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
const (
	accessDenied     = syscall.Errno(5)
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

// held says whether a rename failed because somebody has the file open.
func held(err error) bool {
	return errors.Is(err, accessDenied) || errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}

// SyncDir does nothing: Windows can't sync a folder, and NTFS journals its entries itself.
func SyncDir(string) error { return nil }
