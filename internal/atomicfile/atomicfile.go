// Package atomicfile puts files in place whole or not at all: a crash, a loss of power
// or a full disk leaves the old file or the new one.
package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// ErrFolder tells, inside an error of Write, that the folder takes no new file: it is
// missing or may not be written.
var ErrFolder = errors.New("the folder takes no new file")

// Write puts content at path in place of what is there. Only this user of the system
// may read it.
func Write(path string, content []byte) (err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".beiandesk-*")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return SyncDir(dir)
}

// Rename gives a file its name, in place of another file that has it. Windows refuses
// that while somebody reads the other one, a virus scanner or a preview, so it is tried
// again for about a second.
func Rename(from, to string) error {
	return retry(func() error { return os.Rename(from, to) }, held, time.Sleep)
}

// retry does f again while it fails because a file is held: eight times, after 5, 10, 20
// … milliseconds, 1.3 seconds in all.
func retry(f func() error, held func(error) bool, wait func(time.Duration)) error {
	err := f()
	for pause := 5 * time.Millisecond; err != nil && held(err) && pause <= 640*time.Millisecond; pause *= 2 {
		wait(pause)
		err = f()
	}
	return err
}
