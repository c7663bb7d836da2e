package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"filippo.io/age"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
)

// Folder gives what names the folder of these keys outside of it: 32 hex digits, the same
// for every copy of the folder and whatever its passphrase is, and no use to anybody else.
// Errors: errs.Locked once closed.
func (v *Vault) Folder() (string, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return "", errClosed()
	}
	return hex.EncodeToString(v.keys.folder[:]), nil
}

// OlderFolder is Folder of the keys of before, "" once a rekey is through.
func (v *Vault) OlderFolder() string {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.older == nil {
		return ""
	}
	return hex.EncodeToString(v.older.folder[:])
}

// Mark gives the mark that only who has the keys can put on a text that lies in clear: 64
// hex digits. Errors: errs.Locked once closed.
func (v *Vault) Mark(text []byte) (string, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return "", errClosed()
	}
	mac := hmac.New(sha256.New, v.keys.backups[:])
	mac.Write(text)
	return hex.EncodeToString(mac.Sum(nil)), nil
}

// Marked tells whether a mark is the one that Mark puts on a text. Errors: those of Mark.
func (v *Vault) Marked(text []byte, mark string) (bool, error) {
	want, err := v.Mark(text)
	return hmac.Equal([]byte(want), []byte(mark)), err
}

// SealTo seals what r gives, to its end, into w. Errors: one of r as it is, errs.Storage for
// one of w, errs.Locked once closed.
func (v *Vault) SealTo(w io.Writer, r io.Reader) error {
	identity, _, err := v.identities()
	if err != nil {
		return err
	}
	return sealStream(w, r, nil, identity.Recipient())
}

// OpenFrom opens what SealTo sealed. Each piece is authenticated before it is given out.
// Errors, of the reader as well: errs.Storage for what is damaged, cut or of other keys,
// errs.Locked once closed.
func (v *Vault) OpenFrom(r io.Reader) (io.Reader, error) {
	identity, _, err := v.identities()
	if err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(r, identity)
	if err != nil {
		return nil, errDamaged(err)
	}
	return damagedReader{plain}, nil
}

// OpenAt opens what SealTo sealed, size bytes long, for reading in any order. Each piece is
// authenticated before it is given out, the end at once. Errors, of the reader as well: those
// of OpenFrom.
func (v *Vault) OpenAt(r io.ReaderAt, size int64) (*io.SectionReader, error) {
	identity, _, err := v.identities()
	if err != nil {
		return nil, err
	}
	plain, length, err := age.DecryptReaderAt(r, size, identity)
	if err != nil {
		return nil, errDamaged(err)
	}
	return io.NewSectionReader(&pieces{r: plain}, 0, length), nil
}

// damagedReader says of a failing opening that what it opens is damaged.
type damagedReader struct{ r io.Reader }

func (d damagedReader) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = errDamaged(err)
	}
	return n, err
}

// Check reads a whole file and holds it to its name. Errors: those of Open.
func (f *Files) Check(name string) error {
	r, err := f.Open(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return errors.Join(err, r.Close())
}

// Size tells how long a file is as it lies there, sealed. Errors: errs.NotFound, errs.Storage.
func (f *Files) Size(name string) (int64, error) {
	if !isName(name) {
		return 0, errMissing(nil)
	}
	info, err := os.Lstat(f.path(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, errMissing(err)
	case err != nil:
		return 0, storage(err, "读不出这份文件，请检查磁盘和文件夹权限后再试")
	case !info.Mode().IsRegular():
		return 0, errDamaged(nil)
	}
	return info.Size(), nil
}

// Bring copies a file of another folder of the same keys as it lies there, sealed, in place
// of one that is here already; whether it is whole, Check tells. It gives the bytes copied.
// When it returns, they lie on the disk; on an error nothing is kept. Errors: errs.NotFound
// when the other folder has none, errs.Storage.
func (f *Files) Bring(name string, from *Files) (int64, error) {
	if _, err := from.Size(name); err != nil {
		return 0, err
	}
	source, err := atomicfile.Open(from.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, errMissing(err)
	}
	if err != nil {
		return 0, storage(err, "读不出这份文件，请检查磁盘和文件夹权限后再试")
	}
	defer source.Close()
	if _, err := makeDir(filepath.Dir(f.root), filesDir); err != nil {
		return 0, err
	}
	temp, err := createTemp(f.root)
	if err != nil {
		return 0, errWrite(err)
	}
	defer discard(temp)
	read := &keptError{r: source}
	n, err := io.Copy(temp, read)
	if read.err != nil {
		return 0, storage(read.err, "读不出这份文件，请检查磁盘和文件夹权限后再试")
	}
	if err != nil {
		return 0, errWrite(err)
	}
	if err := finish(temp); err != nil {
		return 0, err
	}
	shard, err := makeDir(f.root, name[:shardLen])
	if err != nil {
		return 0, err
	}
	if err := atomicfile.Rename(temp.Name(), f.path(name)); err != nil {
		return 0, errWrite(err)
	}
	return n, syncDir(shard)
}

// KeysOf tells whether a key file's text is of these keys, or while they are exchanged of those
// of before, whatever opens it. Errors:
// errs.Locked once closed, errs.Storage for a damaged text, errs.Foreign for other keys.
func (v *Vault) KeysOf(text string) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return errClosed()
	}
	f, err := parseKeyFile([]byte(text))
	if err == nil && f.KeyID != v.keys.idText() && (v.older == nil || f.KeyID != v.older.idText()) {
		return errs.New(errs.Foreign, "这份钥匙文件是另一个资料夹的")
	}
	return err
}

// Named is where a file lies below its folder: files/ab/cdef….age.
func (f *Files) Named(name string) string {
	return path.Join(filesDir, name[:shardLen], name[shardLen:]+fileExt)
}

// keptError keeps what r failed with, apart from what its reader did.
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
