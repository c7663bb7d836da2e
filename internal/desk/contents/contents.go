// Package contents knows by name what of a desk lies in a folder.
package contents

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/internal/desk/synced"
	"beiandesk/internal/desk/tries"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/vault"
)

// The files of a folder that belong to the open desk.
const (
	LockFile   = "window.lock"
	BackupLock = "backup.lock" // by which one process at a time makes a backup
	DemoFile   = "demo"        // marks a folder made by the command demo; empty once its story is told
)

// filesDir is where sealed files lie; the vault names it so.
const filesDir = "files"

// Contents is what of a desk lies in a folder.
type Contents struct {
	There    bool // the folder is
	Database bool
	Keys     bool
	logs     []string // SQLite's files beside a database
	parts    []string // anything else of a desk: sealed files, locks, markers, copies of before an upgrade
	Copies   []string // second copies of the database or the keys, from synchronising
}

// Any says whether anything of a desk lies there.
func (c Contents) Any() bool {
	return c.Database || c.Keys || len(c.logs)+len(c.parts)+len(c.Copies) > 0
}

// All lists the names.
func (c Contents) All() []string {
	names := []string{}
	if c.Database {
		names = append(names, sqlite.FileName)
	}
	if c.Keys {
		names = append(names, vault.KeyFile)
	}
	return append(append(append(names, c.logs...), c.parts...), c.Copies...)
}

// Of looks into a folder and changes nothing. Errors: Invalid at "folder" for what
// is no folder, Storage for one that can't be read.
func Of(dir string) (Contents, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return Contents{}, nil
	}
	if err != nil {
		if info, failed := os.Stat(dir); failed == nil && !info.IsDir() {
			return Contents{}, errs.AtField("folder", "这是一个文件，不是文件夹。资料夹要选文件夹")
		}
		return Contents{}, errs.Wrap(errs.Storage, err, "这个文件夹读不了：请检查路径和权限，移动硬盘要先接好")
	}
	c := Contents{There: true}
	for _, e := range entries {
		name := e.Name()
		switch {
		case name == sqlite.FileName:
			c.Database = true
		case name == vault.KeyFile:
			c.Keys = true
		case IsLog(name):
			c.logs = append(c.logs, name)
		case isPart(name):
			c.parts = append(c.parts, name)
		case synced.IsCopy(name):
			c.Copies = append(c.Copies, name)
		}
	}
	return c, nil
}

// IsLog says whether SQLite keeps a file of that name beside the database.
func IsLog(name string) bool {
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if name == sqlite.FileName+suffix {
			return true
		}
	}
	return false
}

// isPart says whether a file or folder of that name belongs to a desk, in any case of letters.
func isPart(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case filesDir, LockFile, BackupLock, tries.File, sqlite.LockName, DemoFile, sqlite.FileName, vault.KeyFile:
		return true
	}
	return sqlite.IsBeside(name) || strings.HasPrefix(name, ".tmp-")
}

// Within gives the data folder in which a path lies or would lie, also by way of links,
// "" when it lies in none.
func Within(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	places := []string{filepath.Dir(full)}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		places = append(places, filepath.Dir(real))
	}
	for _, at := range places {
		for ; ; at = filepath.Dir(at) {
			if real, err := filepath.EvalSymlinks(at); err == nil {
				at = real
			}
			if c, err := Of(at); err == nil && (c.Database || len(c.logs) > 0 || c.Keys && len(c.parts) > 0) {
				return at
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return ""
}
