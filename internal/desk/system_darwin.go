package desk

import (
	"errors"
	"syscall"
)

// local marks a volume of this machine (MNT_LOCAL in sys/mount.h).
const local = 0x1000

// onNetwork says whether a folder lies on a network share. A folder that can't be
// asked is told by what opening it then says.
func onNetwork(dir string) bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return false
	}
	return fs.Flags&local == 0
}

// alive says whether a process with this id exists.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
