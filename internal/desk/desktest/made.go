package desktest

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Files are those of a folder by their path in it.
type Files map[string][]byte

// empty are the folders of desks in which nothing has been done, by when they were made.
var (
	empty    = map[string]Files{}
	emptying sync.Mutex
)

// emptyAt gives the files of a desk that was made at now, in the words of At.
func emptyAt(t testing.TB, now string) Files {
	t.Helper()
	emptying.Lock()
	defer emptying.Unlock()
	if empty[now] == nil {
		made := Created(t, now)
		if err := made.Close(); err != nil {
			t.Fatal(err)
		}
		empty[now] = FilesOf(t, made.Dir)
	}
	return empty[now]
}

// FilesOf reads every file of a folder.
func FilesOf(t testing.TB, dir string) Files {
	t.Helper()
	all := Files{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			all[name], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Copied puts the files into a new folder and gives its path.
func (f Files) Copied(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "desk")
	for name, content := range f {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
