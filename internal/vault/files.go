package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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

// Blob is a kept file: its name and the length of its content in bytes.
type Blob struct {
	Name string
	Size int64
}

// Files gives the sealed files of the data folder dir.
func (v *Vault) Files(dir string) *Files {
	return &Files{v: v, root: filepath.Join(dir, filesDir)}
}

// NameOf tells the name that content has or would have; nothing is written. An upload
// notes it as intended before Put.
func (f *Files) NameOf(content []byte) (string, error) {
	_, mac, err := f.open()
	if err != nil {
		return "", err
	}
	mac.Write(content)
	return hex.EncodeToString(mac.Sum(nil)), nil
}

// Put keeps content and gives its name; see PutStream.
func (f *Files) Put(content []byte) (string, error) {
	blob, err := f.PutStream(bytes.NewReader(content))
	return blob.Name, err
}

// PutStream seals what r gives, to its end. When it returns, the file has its name and
// lies on the disk; on an error nothing is kept. Only ciphertext is ever written, to a
// temporary name until the content's hash is known. Content that is there already is
// sealed once more in its place, which mends a damaged copy. An error of r comes back
// as it is; others are errs.Storage, and errs.Locked once the vault is closed.
func (f *Files) PutStream(r io.Reader) (Blob, error) {
	identity, mac, err := f.open()
	if err != nil {
		return Blob{}, err
	}
	if _, err := makeDir(filepath.Dir(f.root), filesDir); err != nil {
		return Blob{}, err
	}
	temp, err := createTemp(f.root)
	if err != nil {
		return Blob{}, errWrite(err)
	}
	defer discard(temp)
	size, err := sealStream(temp, io.TeeReader(r, mac), identity.Recipient())
	if err != nil {
		return Blob{}, err
	}
	if err := finish(temp); err != nil {
		return Blob{}, err
	}
	name := hex.EncodeToString(mac.Sum(nil))
	shard, err := makeDir(f.root, name[:shardLen])
	if err != nil {
		return Blob{}, err
	}
	if err := os.Rename(temp.Name(), f.path(name)); err != nil {
		// Windows won't replace a file that is being read; a whole one serves as well.
		if _, whole := f.Get(name); whole != nil {
			return Blob{}, errWrite(err)
		}
		return Blob{Name: name, Size: size}, nil
	}
	return Blob{Name: name, Size: size}, syncDir(shard)
}

// sealStream tells r's errors from the disk's: the first belong to whoever gave r.
func sealStream(w io.Writer, r io.Reader, to age.Recipient) (int64, error) {
	sealer, err := age.Encrypt(w, to)
	if err != nil {
		return 0, errWrite(err)
	}
	source := &keptError{r: r}
	size, err := io.Copy(sealer, source)
	if source.err != nil {
		return 0, source.err
	}
	if err == nil {
		err = sealer.Close()
	}
	if err != nil {
		return 0, errWrite(err)
	}
	return size, nil
}

type keptError struct {
	r   io.Reader
	err error
}

func (k *keptError) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if err != nil && err != io.EOF {
		k.err = err
	}
	return n, err
}

// Open streams a file's content. Each piece is authenticated before it is given out;
// that the whole is what the name says is known at the end only, where a mismatch comes
// in place of io.EOF. Errors: errs.NotFound, errs.Storage for a damaged file,
// errs.Locked once the vault is closed.
func (f *Files) Open(name string) (io.ReadCloser, error) {
	identity, mac, err := f.open()
	if err != nil {
		return nil, err
	}
	if !isName(name) {
		return nil, errMissing(nil)
	}
	file, err := os.Open(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errMissing(err)
	}
	if err != nil {
		return nil, storage(err, "读不出这份文件，请检查磁盘和文件夹权限后再试")
	}
	plain, err := age.Decrypt(file, identity)
	if err != nil {
		_ = file.Close() // the damage is what to tell
		return nil, errDamaged(err)
	}
	return &checked{file: file, plain: plain, mac: mac, name: name}, nil
}

// Get gives a file's whole content, checked against its name; errors as of Open.
func (f *Files) Get(name string) ([]byte, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// Exists tells whether a file of that name is kept, whole or not.
func (f *Files) Exists(name string) bool {
	if !isName(name) {
		return false
	}
	_, err := os.Lstat(f.path(name))
	return err == nil
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

// open takes what one call needs, so that a Close meanwhile doesn't hurt it.
func (f *Files) open() (*age.X25519Identity, hash.Hash, error) {
	f.v.mu.RLock()
	defer f.v.mu.RUnlock()
	if f.v.keys == nil {
		return nil, nil, errClosed()
	}
	return f.v.identity, hmac.New(sha256.New, f.v.keys.names[:]), nil
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

// checked is an open file that is compared with its name at the end.
type checked struct {
	file  *os.File
	plain io.Reader
	mac   hash.Hash
	name  string
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.plain.Read(p)
	c.mac.Write(p[:n])
	switch {
	case err == io.EOF:
		if hex.EncodeToString(c.mac.Sum(nil)) != c.name {
			return n, errDamaged(nil)
		}
	case err != nil:
		return n, errDamaged(err)
	}
	return n, err
}

func (c *checked) Close() error { return c.file.Close() }

func errMissing(cause error) error {
	return errs.Wrap(errs.NotFound, cause, "找不到这份文件：可能已清除；若不应清除，请从备份恢复")
}

func errDamaged(cause error) error {
	return errs.Wrap(errs.Storage, cause, "这份加密文件已损坏，请从备份恢复")
}

// holdsFiles tells whether dir has sealed files.
func holdsFiles(dir string) (bool, error) {
	shards, err := os.ReadDir(filepath.Join(dir, filesDir))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, storage(err, "读不出数据文件夹，请检查文件夹是否还在、是否有读取权限")
	}
	for _, s := range shards {
		if s.IsDir() && len(s.Name()) == shardLen {
			inside, err := os.ReadDir(filepath.Join(dir, filesDir, s.Name()))
			if err != nil {
				return false, storage(err, "读不出数据文件夹，请检查文件夹是否还在、是否有读取权限")
			}
			if len(inside) > 0 {
				return true, nil
			}
		}
	}
	return false, nil
}
