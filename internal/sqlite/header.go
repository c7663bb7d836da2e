package sqlite

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"beiandesk/internal/errs"
)

// applicationID marks a database as ours: "BDSK" in the header's application_id.
const applicationID = 0x4244534B

// Places in SQLite's 100-byte header (sqlite.org/fileformat.html, section 1.3).
const (
	headerSize    = 100
	magic         = "SQLite format 3\x00"
	userVersionAt = 60
	appIDAt       = 68
)

// readHeader tells the schema version of the database at path, and 0 when there is
// no file. It only reads: SQLite itself writes to a WAL database by opening it, and
// a file that is not ours (errs.Foreign) or written by a newer release (errs.Newer)
// must stay as it is.
func readHeader(path string, newest int) (int, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, errs.Wrap(errs.Storage, err, "打不开数据文件。检查资料夹的读写权限后重试")
	}
	defer f.Close()
	head := make([]byte, headerSize)
	_, err = io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, foreign()
	}
	if err != nil {
		return 0, errs.Wrap(errs.Storage, err, "读不了数据文件。检查磁盘后重试")
	}
	return judgeHeader(head, newest)
}

// judgeHeader tells the schema version of a database by its beginning. Errors: errs.Foreign,
// errs.Newer.
func judgeHeader(head []byte, newest int) (int, error) {
	if len(head) < headerSize || string(head[:len(magic)]) != magic || binary.BigEndian.Uint32(head[appIDAt:]) != applicationID {
		return 0, foreign()
	}
	version := int(binary.BigEndian.Uint32(head[userVersionAt:]))
	if version > newest {
		return 0, newer()
	}
	return version, nil
}

func foreign() error {
	return errs.New(errs.Foreign, "这个文件夹里的 desk.db 不是备案台的数据，没有动它。换一个文件夹")
}

func newer() error {
	return errs.New(errs.Newer, "这个文件夹由更新版本的备案台写过，没有动它。安装新版本后再打开")
}
