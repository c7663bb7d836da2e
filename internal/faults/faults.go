// Package faults keeps the log of what nobody expected: internal errors and panics, of
// the window and of the commands alike. Each stands on one line of one file under a
// reference number, the only thing of it that a screen shows.
package faults

import (
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// lines joins the lines of a cause: a panic has a stack.
var lines = strings.NewReplacer("\r\n", "；", "\n", "；", "\r", "；")

// Log writes faults of one version of the program.
type Log struct{ version string }

// New gives the log of this user of the system. Nothing is opened or made before a
// fault is noted.
func New(version string) Log { return Log{version: version} }

// Note appends a fault with all that it wraps and gives its reference number. path is
// the file that it stands in; when it can't be written the number is given all the
// same, and failed says why. Errors carry no personal data (see errs), so the line
// holds none.
func (l Log) Note(fault error) (number, path string, failed error) {
	number = reference()
	line := fmt.Sprintf("%s %s %s %s\n", time.Now().UTC().Format(time.RFC3339), l.version, number, lines.Replace(strings.Join(causes(fault), " ← ")))
	path, failed = appendLine(line)
	return number, path, failed
}

// reference is a short random number.
func reference() string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails on the systems we run on
	return base32.StdEncoding.EncodeToString(b[:])
}

// causes lists the texts of an error and of all that it wraps.
func causes(err error) []string {
	list := []string{err.Error()}
	switch e := err.(type) { //nolint:errorlint // what each error wraps is asked of it alone, one after another
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			list = append(list, causes(part)...)
		}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			list = append(list, causes(inner)...)
		}
	}
	return list
}

// appendLine writes a line by one call, so that a window and a command that fail at the
// same moment don't mix theirs.
func appendLine(line string) (path string, err error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, "beiandesk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path = filepath.Join(dir, "errors.log")
	grown := rotate(path) // a log that can't be put aside is better too long than not written
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(line)
	return path, errors.Join(err, f.Close(), grown)
}

// Panicked makes an error of what a panic was given, with the stack of its caller. The
// text of a panic may hold a value that was being worked on, so only its type is kept.
func Panicked(recovered any) error {
	return fmt.Errorf("panic %T: %s", recovered, debug.Stack())
}
