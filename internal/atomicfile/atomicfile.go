// Package atomicfile puts files in place whole or not at all: a crash, a loss of power
// or a full disk leaves the old file or the new one.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrFolder tells, inside an error of Write, that the folder takes no new file: it is
// missing or may not be written.
var ErrFolder = errors.New("the folder takes no new file")

// ErrHeld tells, inside an error of Write and Rename, that another program has the file
// that is to be replaced open, and went on holding it. Windows alone minds.
var ErrHeld = errors.New("another program holds the file")

// ErrName tells, inside an error of Write, that Windows has no file of that name.
var ErrName = errors.New("no name of a file on Windows")

// tempPrefix begins the name of a file that Write has not put in place yet.
const tempPrefix = ".beiandesk-"

// Unfinished says whether a name is that of a file that Write was about to put in place: a
// process that died meanwhile leaves it.
func Unfinished(name string) bool { return strings.HasPrefix(name, tempPrefix) }

// Write puts content at path in place of what is there. Only this user of the system
// may read it.
func Write(path string, content []byte) error {
	return WriteFrom(path, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
}

// WriteFrom is Write for content that comes as it is made: what fill writes is put at path once
// fill is done. Errors: as Write, and those of fill, which leave what is there.
func WriteFrom(path string, fill func(io.Writer) error) (err error) {
	if !nameable(path) {
		return ErrName
	}
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	err = fill(f)
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

// MakeDir makes a folder unless it is there, and those above it that are missing, and brings
// their names to the disk. Only this user of the system may look into them.
func MakeDir(dir string) error {
	parent := filepath.Dir(dir)
	if _, err := os.Stat(dir); err == nil || parent == dir {
		return os.MkdirAll(dir, 0o700) // for what is no folder
	}
	if err := MakeDir(parent); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return SyncDir(parent)
}

// Rename gives a file its name, in place of another file that has it. Windows refuses
// that while somebody reads the other one, a virus scanner or a preview, so it is tried
// again for about a second. Errors: ErrHeld among them.
func Rename(from, to string) error {
	err := retry(func() error { return os.Rename(from, to) }, held, time.Sleep)
	if err != nil && held(err) && replaceable(to) {
		return fmt.Errorf("%w: %w", ErrHeld, err)
	}
	return err
}

// Open opens a file for reading. Windows refuses that for the moment in which another
// file takes its place, so it is tried again as Rename is.
func Open(path string) (f *os.File, err error) {
	err = retry(func() error {
		f, err = os.Open(path)
		return err
	}, held, time.Sleep)
	return f, err
}

// replaceable says that only somebody who holds a file keeps it from being replaced: it
// is a plain one and may be written.
func replaceable(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o200 != 0
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
