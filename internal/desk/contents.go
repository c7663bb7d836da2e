package desk

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

// filesDir is where sealed files lie; the vault names it so.
const filesDir = "files"

// contents is what of a desk lies in a folder.
type contents struct {
	there    bool // the folder is
	database bool
	keys     bool
	logs     []string // SQLite's files beside a database
	parts    []string // anything else of a desk: sealed files, locks, markers, copies of before an upgrade
	copies   []string // second copies of the database or the keys, from synchronising
}

// any says whether anything of a desk lies there.
func (c contents) any() bool {
	return c.database || c.keys || len(c.logs)+len(c.parts)+len(c.copies) > 0
}

// all lists the names.
func (c contents) all() []string {
	names := []string{}
	if c.database {
		names = append(names, sqlite.FileName)
	}
	if c.keys {
		names = append(names, vault.KeyFile)
	}
	return append(append(append(names, c.logs...), c.parts...), c.copies...)
}

// contentsOf looks into a folder and changes nothing. Errors: Invalid at "folder" for what
// is no folder, Storage for one that can't be read.
func contentsOf(dir string) (contents, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return contents{}, nil
	}
	if err != nil {
		if info, failed := os.Stat(dir); failed == nil && !info.IsDir() {
			return contents{}, errs.AtField("folder", "这是一个文件，不是文件夹。资料夹要选文件夹")
		}
		return contents{}, errs.Wrap(errs.Storage, err, "这个文件夹读不了：请检查路径和权限，移动硬盘要先接好")
	}
	c := contents{there: true}
	for _, e := range entries {
		name := e.Name()
		switch {
		case name == sqlite.FileName:
			c.database = true
		case name == vault.KeyFile:
			c.keys = true
		case isLog(name):
			c.logs = append(c.logs, name)
		case isPart(name):
			c.parts = append(c.parts, name)
		case synced.IsCopy(name):
			c.copies = append(c.copies, name)
		}
	}
	return c, nil
}

// isLog says whether SQLite keeps a file of that name beside the database.
func isLog(name string) bool {
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
	case filesDir, lockFile, backupLock, tries.File, sqlite.LockName, demoFile, sqlite.FileName, vault.KeyFile:
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
			if c, err := contentsOf(at); err == nil && (c.database || len(c.logs) > 0 || c.keys && len(c.parts) > 0) {
				return at
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return ""
}
