package vault

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/process"
)

// A temporary file's name says who writes it: the process's id and a word drawn when
// the process started, so that a later process that got the same id is not taken for
// the writer. It says nothing about the content.
var (
	session  = strings.ToLower(rand.Text()[:12])
	tempName = regexp.MustCompile(`^\.tmp-([0-9]+)-([a-z0-9]+)-`)
)

func createTemp(dir string) (*os.File, error) {
	return os.CreateTemp(dir, ".tmp-"+strconv.Itoa(os.Getpid())+"-"+session+"-*")
}

// abandoned tells whether a file is temporary and its writer is gone.
func abandoned(name string) bool {
	m := tempName.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	pid, err := strconv.Atoi(m[1])
	if err != nil {
		return false // no process of ours has such an id, so it is no file of ours
	}
	return process.Gone(pid, m[2] == session)
}

// sweepTemps removes what processes that died while writing left in dir.
func sweepTemps(dir string) error {
	_, err := sweepCounted(dir)
	return err
}

func sweepCounted(dir string) (int, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, storage(err, "读不出资料夹，请检查文件夹是否还在、是否有读取权限")
	}
	swept := 0
	for _, e := range entries {
		if !e.Type().IsRegular() || !abandoned(e.Name()) {
			continue
		}
		// Another window may sweep at the same moment.
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return swept, errWrite(err)
		}
		swept++
	}
	return swept, nil
}

// writeWhole puts content at path so that a crash leaves the old file or the new one.
// With fresh it refuses, by errs.Exists, to replace a file that is there.
func writeWhole(path string, content []byte, fresh bool) error {
	dir := filepath.Dir(path)
	temp, err := createTemp(dir)
	if err != nil {
		return errWrite(err)
	}
	defer discard(temp)
	if _, err := temp.Write(content); err != nil {
		return errWrite(err)
	}
	if err := finish(temp); err != nil {
		return err
	}
	if fresh {
		err = linkFresh(temp.Name(), path)
	} else {
		err = atomicfile.Rename(temp.Name(), path)
	}
	if errors.Is(err, fs.ErrExist) {
		return errAlready(err)
	}
	if err != nil {
		return errWrite(err)
	}
	return syncDir(dir)
}

// linkFresh names a file without ever replacing another: two first runs at once must
// not overwrite each other's keys. Where the disk knows no links (FAT), a look before
// the rename is all there is.
func linkFresh(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return atomicfile.Rename(temp, path)
}

// finish brings a temporary file's bytes to the disk and closes it.
func finish(f *os.File) error {
	if err := f.Sync(); err != nil {
		return errWrite(err)
	}
	if err := f.Close(); err != nil {
		return errWrite(err)
	}
	return nil
}

// discard closes and removes a temporary file. After a rename both find nothing to
// do; if removing fails, the next sweep does it.
func discard(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// syncDir brings a folder's entries to the disk, so that a rename survives a power cut.
func syncDir(dir string) error {
	if err := atomicfile.SyncDir(dir); err != nil {
		return errWrite(err)
	}
	return nil
}

// makeDir makes a folder inside parent unless it is there. The parent is synced even
// then: who made it a moment ago may not have come to it yet.
func makeDir(parent, name string) (string, error) {
	dir := filepath.Join(parent, name)
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", errWrite(err)
	}
	return dir, syncDir(parent)
}
