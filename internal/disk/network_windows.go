package disk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// OnNetwork says whether a folder lies on a network share: a UNC path or a drive that
// stands for one.
func OnNetwork(dir string) bool {
	full, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	if strings.HasPrefix(full, `\\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(full) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
