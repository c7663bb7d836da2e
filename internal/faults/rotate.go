package faults

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"beiandesk/internal/atomicfile"
)

// The log is put aside when it has grown to so many bytes, and so many of those put aside
// are kept: one fault that comes every second fills no disk.
const (
	mostBytes = 1 << 20
	keptLogs  = 3
)

// rotate puts a log aside that is full. Each has a name of its own moment, so that a window
// and a command that do it together lose nothing.
func rotate(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() < mostBytes {
		return nil
	}
	if err != nil {
		return err
	}
	err = atomicfile.Rename(path, filepath.Join(filepath.Dir(path), time.Now().UTC().Format("errors-20060102-150405.000000000.log")))
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // another process was first
		return err
	}
	old, err := filepath.Glob(filepath.Join(filepath.Dir(path), "errors-*.log"))
	if err != nil {
		return err
	}
	slices.Sort(old)
	for _, o := range old[:max(0, len(old)-keptLogs)] {
		if err := os.Remove(o); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
