package desk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// onNetwork says whether a folder lies on a network share: a UNC path or a drive that
// stands for one.
func onNetwork(dir string) bool {
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
