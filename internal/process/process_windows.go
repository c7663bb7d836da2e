package process

import (
	"errors"
	"syscall"
)

const (
	queryLimitedInformation = 0x1000
	stillActive             = 259
	invalidParameter        = syscall.Errno(87)
)

// Alive tells whether a process runs, anybody's. In doubt it does.
func Alive(pid int) bool {
	if pid <= 0 {
		return false
	}
	h, err := syscall.OpenProcess(queryLimitedInformation, false, uint32(pid))
	if err != nil {
		return !errors.Is(err, invalidParameter) // what Windows says of an id that nobody has
	}
	defer syscall.CloseHandle(h)
	var code uint32
	if err := syscall.GetExitCodeProcess(h, &code); err != nil {
		return true
	}
	return code == stillActive
}
