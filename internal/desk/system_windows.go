package desk

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// stillActive is the exit code of a process that runs (STILL_ACTIVE).
const stillActive = 259

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

// alive says whether a process with this id exists.
func alive(pid int) bool {
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return false
	}
	defer windows.CloseHandle(h)
	var code uint32
	return windows.GetExitCodeProcess(h, &code) == nil && code == stillActive
}
