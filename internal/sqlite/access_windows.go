package sqlite

import "os"

// mayWrite says whether this user of the system may make files in a folder. Windows tells
// that of none but the file that is made.
func mayWrite(dir string) bool {
	f, err := os.CreateTemp(dir, ".beiandesk-*")
	if err != nil {
		return false
	}
	name := f.Name()
	closed := f.Close()
	return os.Remove(name) == nil && closed == nil
}
