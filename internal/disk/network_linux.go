package disk

import "syscall"

// The magic numbers of network file systems (statfs(2)): NFS, SMB in three forms,
// AFS, Coda, NCP and 9P, which shares folders with virtual machines.
var networks = map[int64]bool{
	0x6969: true, 0x517B: true, 0xFF534D42: true, 0xFE534D42: true,
	0x5346414F: true, 0x73757245: true, 0x564C: true, 0x01021997: true,
}

// OnNetwork says whether a folder lies on a network share. A folder that can't be
// asked is told by what opening it then says.
func OnNetwork(dir string) bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return false
	}
	return networks[int64(uint32(fs.Type))]
}
