package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"beiandesk/internal/errs"
	"filippo.io/age"
)

const (
	filesDir = "files"
	fileExt  = ".age"
	shardLen = 2
)

// Files keeps sealed files as <dir>/files/ab/cdef….age. A file's name is a keyed hash
// of its content, 64 hex digits: equal contents share one file, so who removes one
// must count its uses first.
type Files struct {
	v    *Vault
	root string
}

// Files gives the sealed files of the data folder dir.
func (v *Vault) Files(dir string) *Files {
	return &Files{v: v, root: filepath.Join(dir, filesDir)}
}

// NameOf tells the name that content has or would have; nothing is written. An upload
// notes it as intended before Put.
func (f *Files) NameOf(content []byte) (string, error) {
	mac, err := f.name()
	if err != nil {
		return "", err
	}
	mac.Write(content)
	return hex.EncodeToString(mac.Sum(nil)), nil
}

// Exists tells whether a file of that name is kept, whole or not.
func (f *Files) Exists(name string) bool {
	if !isName(name) {
		return false
	}
	_, err := os.Lstat(f.path(name))
	return err == nil
}

// Names lists every sealed file that is kept, whole or not. Errors: errs.Storage.
func (f *Files) Names() ([]string, error) {
	paths, err := fs.Glob(os.DirFS(f.root), strings.Repeat("?", shardLen)+"/*"+fileExt)
	if err != nil {
		return nil, storage(err, "读不出资料夹，请检查文件夹是否还在、是否有读取权限")
	}
	names := []string{}
	for _, p := range paths {
		if name := strings.TrimSuffix(path.Dir(p)+path.Base(p), fileExt); isName(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// Remove deletes a file that nothing uses any more. Errors: errs.NotFound when there
// is none (who purges once more after a crash takes that for done), errs.Storage.
func (f *Files) Remove(name string) error {
	if !isName(name) {
		return errMissing(nil)
	}
	err := os.Remove(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return errMissing(err)
	}
	if err != nil {
		return storage(err, "删不掉这份文件：请关闭正在使用它的程序、检查文件夹权限，再试一次")
	}
	return syncDir(filepath.Dir(f.path(name)))
}

// Sweep removes the unfinished files of dead processes and tells how many; those of
// running ones stay.
func (f *Files) Sweep() (int, error) { return sweepCounted(f.root) }

// name begins the name of a content.
func (f *Files) name() (hash.Hash, error) {
	f.v.mu.RLock()
	defer f.v.mu.RUnlock()
	if f.v.keys == nil {
		return nil, errClosed()
	}
	return hmac.New(sha256.New, f.v.keys.names[:]), nil
}

// identities gives what seals files, and what those that were not sealed anew yet open by
// besides; nil when all were. A Close meanwhile doesn't hurt them.
func (v *Vault) identities() (now, older *age.X25519Identity, err error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return nil, nil, errClosed()
	}
	if v.older != nil {
		older = v.older.identity
	}
	return v.keys.identity, older, nil
}

func (f *Files) path(name string) string {
	return filepath.Join(f.root, name[:shardLen], name[shardLen:]+fileExt)
}

// isName keeps paths that lead elsewhere out.
func isName(name string) bool {
	if len(name) != 2*sha256.Size {
		return false
	}
	for i := range len(name) {
		if c := name[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func errMissing(cause error) error {
	return errs.Wrap(errs.NotFound, cause, "找不到这份文件：可能已清除；若不应清除，请从备份恢复")
}

// holdsFiles tells whether dir has sealed files.
func holdsFiles(dir string) (bool, error) {
	shards, err := os.ReadDir(filepath.Join(dir, filesDir))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, storage(err, "读不出资料夹，请检查文件夹是否还在、是否有读取权限")
	}
	for _, s := range shards {
		if s.IsDir() && len(s.Name()) == shardLen {
			inside, err := os.ReadDir(filepath.Join(dir, filesDir, s.Name()))
			if err != nil {
				return false, storage(err, "读不出资料夹，请检查文件夹是否还在、是否有读取权限")
			}
			if len(inside) > 0 {
				return true, nil
			}
		}
	}
	return false, nil
}
