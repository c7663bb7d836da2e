package disk

import "syscall"

// local marks a volume of this machine (MNT_LOCAL in sys/mount.h).
const local = 0x1000

// OnNetwork says whether a folder lies on a network share. A folder that can't be
// asked is told by what opening it then says.
func OnNetwork(dir string) bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return false
	}
	return fs.Flags&local == 0
}
