package sqlite

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"time"

	"modernc.org/sqlite/vfs"

	"beiandesk/internal/sqlstore"
	"beiandesk/internal/sqlstore/sqltx"
)

// Where the header says whether the file has a write-ahead log: 1 for no, 2 for yes
// (sqlite.org/fileformat.html, section 1.3.3). A database that is held has none.
const (
	writeFormatAt = 18
	readFormatAt  = 19
	plainFormat   = 1
)

// Hold opens a database that is given as the bytes of its file, for reading alone. Pages are
// read when they are asked for, a bounded number stays in memory, and nothing of it reaches a
// disk. An old one stays as it is. content must be readable until the store is closed.
// Errors: Foreign, Newer, Storage.
func Hold(ctx context.Context, content *io.SectionReader, sealer sqltx.Sealer, now func() time.Time) (*Store, error) {
	s, err := reading(sealer, now)
	if err != nil {
		return nil, err
	}
	head := make([]byte, headerSize)
	n, err := content.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if s.version, err = judgeHeader(head[:n], s.newest); err != nil {
		return nil, err
	}
	name, files, err := vfs.New(heldFiles{content})
	if err != nil {
		return nil, err
	}
	s.held = files
	dsn := "file:" + FileName + "?" + url.Values{
		"vfs": {name}, "mode": {"ro"}, "immutable": {"1"},
		"_pragma": {"query_only(1)", "temp_store(memory)", heldCache},
	}.Encode()
	if s.reader, err = openDB(dsn); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.reader.SetMaxOpenConns(1)
	if err := s.reader.PingContext(ctx); err != nil {
		return nil, errors.Join(sqltx.Torn(err), s.Close())
	}
	s.Store = sqlstore.New(s.runner, s.reader, s.reader)
	return s, nil
}

// heldCache bounds the pages of a held database that stay in memory: 64 MiB, as those of an
// open one.
const heldCache = "cache_size(-65536)"

// heldFiles shows a database as the one file of a file system.
type heldFiles struct{ content *io.SectionReader }

func (h heldFiles) Open(name string) (fs.File, error) {
	if name != FileName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return heldFile{io.NewSectionReader(withoutLog{h.content}, 0, h.content.Size())}, nil
}

// withoutLog reads a database of which its header says that it has no log.
type withoutLog struct{ of io.ReaderAt }

func (w withoutLog) ReadAt(b []byte, off int64) (int, error) {
	n, err := w.of.ReadAt(b, off)
	for _, at := range []int64{writeFormatAt, readFormatAt} {
		if off <= at && at < off+int64(n) {
			b[at-off] = plainFormat
		}
	}
	return n, err
}

// heldFile is the file, and what is told of it.
type heldFile struct{ *io.SectionReader }

func (h heldFile) Stat() (fs.FileInfo, error) { return h, nil }
func (heldFile) Close() error                 { return nil }
func (heldFile) Name() string                 { return FileName }
func (heldFile) Mode() fs.FileMode            { return 0o400 }
func (heldFile) ModTime() time.Time           { return time.Time{} }
func (heldFile) IsDir() bool                  { return false }
func (heldFile) Sys() any                     { return nil }
