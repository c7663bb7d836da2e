// Package tries keeps in a folder at what moments a wrong passphrase or code was given, while
// nothing can be sealed there.
package tries

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
)

// File keeps the moments, a line each, until the next opening writes them into the journal:
// what is locked has no key to seal anything by. There is nothing secret in it, and who may
// write the folder can take it away.
const File = "tries"

// most bounds the file, in bytes: some two thousand tries.
const most = 64 << 10

// Add notes a try in a folder; in a full file it notes none. Errors: the system's.
func Add(dir string, at time.Time) (err error) {
	f, err := os.OpenFile(filepath.Join(dir, File), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() >= most {
		return err
	}
	_, err = f.WriteString(at.UTC().Format(time.RFC3339) + "\n")
	return err
}

// Read gives the moments, in words; a line that was changed is a try all the same. Errors:
// Storage, Invalid for a file that is too large.
func Read(dir string) (moments []string, err error) {
	path := filepath.Join(dir, File)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	content, err := infile.Read(path, "输错口令的记录", 2*most)
	for _, line := range strings.Fields(string(content)) {
		if at, err := time.Parse(time.RFC3339, line); err == nil {
			line = cal.At(at).String()
		}
		moments = append(moments, line)
	}
	return moments, err
}

// Drop takes them away. Errors: Storage.
func Drop(dir string) error {
	if err := os.Remove(filepath.Join(dir, File)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errs.Wrap(errs.Storage, err, "输错口令的记录清不掉，请检查资料夹的权限")
	}
	return nil
}
