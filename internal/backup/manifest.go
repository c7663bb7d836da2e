package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"path/filepath"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/vault"
)

// The files of a backup.
const (
	manifestFile = "manifest.json"
	databaseFile = "desk.db.age"
)

const (
	manifestFormat  = "beiandesk-backup"
	manifestVersion = 1
	manifestLimit   = 256 << 20 // more than a million sealed files
)

// Manifest says what a backup holds. It lies in clear, without a word of a client, and is
// marked by the folder's keys.
type Manifest struct {
	Format   string    `json:"format"`
	Version  int       `json:"version"`
	Folder   string    `json:"folder"`
	At       time.Time `json:"at"` // of the snapshot
	Demo     bool      `json:"demo"`
	Database Part      `json:"database"`
	Keys     Part      `json:"keys"`
	Contents Contents  `json:"contents"`
	Sizes    []int64   `json:"sizes"`   // of Contents.Files as they lie there, -1 for one that is missing
	Missing  []string  `json:"missing"` // what the database names and the folder had no whole file of
}

// Part is a file of a backup as it lies there.
type Part struct {
	Size int64  `json:"size"`
	Sum  string `json:"sum"` // SHA-256
}

func partOf(content []byte) Part {
	s := newSumming()
	_, _ = s.Write(content) // a digest takes all
	return s.part()
}

// summing sums a part up while it is written or read.
type summing struct {
	hash hash.Hash
	size int64
}

func newSumming() *summing { return &summing{hash: sha256.New()} }

func (s *summing) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	return s.hash.Write(p)
}

func (s *summing) part() Part { return Part{Size: s.size, Sum: hex.EncodeToString(s.hash.Sum(nil))} }

// Whole says that the backup lacks nothing and that nothing was wrong with the folder.
func (m Manifest) Whole() bool { return len(m.Missing) == 0 && len(m.Contents.Faults) == 0 }

// marked is a manifest as it lies on the disk.
type marked struct {
	Mark string          `json:"mark"` // of Body, byte by byte
	Body json.RawMessage `json:"body"`
}

// write marks a manifest and puts it into a backup's folder. Errors: Storage, Locked.
func (m Manifest) write(dir string, v *vault.Vault) error {
	m.Format, m.Version = manifestFormat, manifestVersion
	body, err := json.Marshal(m)
	if err != nil {
		return errs.Wrap(errs.Internal, err, "备份的清单写不出来")
	}
	mark, err := v.Mark(body)
	if err != nil {
		return err
	}
	text, err := json.Marshal(marked{Mark: mark, Body: body})
	if err != nil {
		return errs.Wrap(errs.Internal, err, "备份的清单写不出来")
	}
	if err := atomicfile.Write(filepath.Join(dir, manifestFile), text); err != nil {
		return unwritable(err)
	}
	return nil
}

// manifestHead is what of a manifest every release can read.
type manifestHead struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Folder  string `json:"folder"`
}

// readManifest reads the manifest of a backup's folder and holds it to its mark. Errors:
// Storage for one that is damaged or gone, Foreign for one that other keys have marked,
// Newer, Locked.
func readManifest(dir string, v *vault.Vault) (Manifest, error) {
	got, head, err := manifestText(dir)
	if err != nil {
		return Manifest{}, err
	}
	own, err := v.Folder()
	if err != nil {
		return Manifest{}, err
	}
	if head.Folder != own {
		return Manifest{}, errs.New(errs.Foreign, "清单 %s 是另一个资料夹的", manifestFile)
	}
	if ok, err := v.Marked(got.Body, got.Mark); err != nil || !ok {
		if err != nil {
			return Manifest{}, err
		}
		return Manifest{}, damagedManifest(nil)
	}
	return decodeManifest(got.Body, head)
}

// peekManifest reads a manifest without the keys: nothing proves it. Errors: those of
// readManifest.
func peekManifest(dir string) (Manifest, error) {
	got, head, err := manifestText(dir)
	if err != nil {
		return Manifest{}, err
	}
	return decodeManifest(got.Body, head)
}

func manifestText(dir string) (got marked, head manifestHead, err error) {
	text, err := infile.Read(filepath.Join(dir, manifestFile), "备份的清单", manifestLimit)
	if err != nil {
		return got, head, storage(err, "清单 %s 不在或读不出来", manifestFile)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		return got, head, damagedManifest(err)
	}
	if err := json.Unmarshal(got.Body, &head); err != nil || head.Format != manifestFormat {
		return got, head, damagedManifest(err)
	}
	return got, head, nil
}

func decodeManifest(body []byte, head manifestHead) (m Manifest, err error) {
	if head.Version > manifestVersion {
		return Manifest{}, errs.New(errs.Newer, "这份备份由更新的版本写成，请先升级备案台")
	}
	strict := json.NewDecoder(bytes.NewReader(body))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&m); err != nil || len(m.Sizes) != len(m.Contents.Files) {
		return Manifest{}, damagedManifest(err)
	}
	return m, nil
}

func damagedManifest(cause error) error {
	return storage(cause, "清单 %s 已损坏或被改过", manifestFile)
}

// nameOf is how a backup of a moment is called.
func nameOf(at time.Time) string { return at.In(cal.Zone).Format("2006-01-02-150405") }
