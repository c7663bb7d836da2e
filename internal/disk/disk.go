// Package disk tells of the disk on which a folder lies: whether it is there, and whether it is
// another machine's.
package disk

import (
	"os"
	"path/filepath"
	"strings"
)

// mounts are the folders below which systems show disks that are plugged in, each in a
// folder of its own (freedesktop's udisks: /run/media/<user>/<disk> and
// /media/<user>/<disk>; macOS: /Volumes/<disk>).
var mounts = []struct {
	root  string
	depth int // of the disk's folder below the root
}{{"/run/media", 2}, {"/media", 2}, {"/mnt", 1}, {"/Volumes", 1}}

// Unplugged says whether a folder that is not there would lie on a disk that is not there
// either: a drive's letter, or its folder where the system shows disks.
func Unplugged(dir string) bool {
	if volume := filepath.VolumeName(dir); volume != "" {
		_, err := os.Stat(volume + string(filepath.Separator))
		return err != nil
	}
	for _, m := range mounts {
		rest, below := strings.CutPrefix(dir, m.root+"/")
		if !below {
			continue
		}
		parts := strings.Split(rest, "/")
		disk := filepath.Join(append([]string{m.root}, parts[:min(m.depth, len(parts))]...)...)
		_, err := os.Stat(disk)
		return err != nil
	}
	return false
}
