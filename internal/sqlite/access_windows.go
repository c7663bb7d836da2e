package sqlite

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

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

// mayChange says whether this user may write a file that is there, or none is.
func mayChange(name string) bool {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return f.Close() == nil
}

// freeSpace is how many bytes the disk of a folder still takes.
func freeSpace(dir string) (free uint64, err error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	return free, windows.GetDiskFreeSpaceEx(name, &free, nil, nil)
}
