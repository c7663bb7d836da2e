//go:build !windows

package process

import (
	"errors"
	"syscall"
)

// Alive tells whether a process runs, anybody's. In doubt it does.
func Alive(pid int) bool {
	if pid <= 0 {
		return false
	}
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
