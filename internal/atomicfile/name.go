package atomicfile

import (
	"path/filepath"
	"regexp"
	"strings"
)

// device is a name that Windows gives to a device in every folder, whatever stands behind
// its first point.
var device = regexp.MustCompile(`(?i)^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])$`)

// nameable says whether a file may be called so on every system: on Windows a colon writes
// into a hidden stream of another file, and a name of a device into nowhere.
func nameable(path string) bool {
	name := filepath.Base(path)
	stem, _, _ := strings.Cut(name, ".")
	return !strings.Contains(name, ":") && !device.MatchString(strings.TrimRight(stem, " ")) && !strings.HasSuffix(name, " ") && !strings.HasSuffix(name, ".")
}
