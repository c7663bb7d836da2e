// Package backup keeps sealed copies of a whole data folder in another place: a folder of a
// second disk, of a share, or of anything that shows itself as a folder.
//
//	<place>/beiandesk-backup.json      says that the place is ours
//	<place>/<folder>/                  the backups of one data folder, by vault.Folder
//	    2026-11-29-231517/             one backup, named after its moment at UTC+8
//	        desk.db.age                the database at that moment, sealed as a whole
//	        keys.json                  the keys of that day, wrapped as they are there
//	        manifest.json              what it holds, in clear and marked by the keys
//	    files/ab/….age                 sealed files, which all backups of the folder share
//
// A backup gets its name once it was proved: opened again from where it lies and held
// against the folder. What stands in it is sealed or marked; no name tells of a person. See
// docs/adr/0017.
//
// The package knows neither the database nor the desk: a Source gives the one and says what
// it holds. Who makes a backup keeps others from making one of the same folder meanwhile; a
// lock on the shelf keeps copies of the folder apart.
package backup

import (
	"context"
	"io"
	"reflect"

	"beiandesk/internal/errs"
)

// Examiner opens a database that is given as the bytes of its file, in memory that its size
// does not add to, and says what it holds. What is wrong inside is told in Contents.Faults; an
// error says that it can't be opened at all.
type Examiner interface {
	Examine(ctx context.Context, database *io.SectionReader) (Contents, error)
}

// Source is an open data folder. It is written by others meanwhile.
type Source interface {
	Examiner
	Dir() string
	Demo() bool
	// Snapshot gives the database as it is at one moment, until it is closed.
	Snapshot(ctx context.Context) (io.ReadCloser, error)
	Keys() (string, error) // the key file as it lies there
}

// Contents is what a database holds. Two of the same database are equal.
type Contents struct {
	Schema   int            `json:"schema"`
	Rows     map[string]int `json:"rows"` // by table
	Counters []Counter      `json:"counters"`
	Journal  Head           `json:"journal"`
	Files    []string       `json:"files"`  // the sealed files that it names, in order
	Faults   []string       `json:"faults"` // what is wrong with the database itself
}

// Head is the newest entry of the journal.
type Head struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// Counter is the last number that a series gave out in a year.
type Counter struct {
	Series string `json:"series"`
	Year   int    `json:"year"`
	Last   int    `json:"last"`
}

// same holds what a copy holds against what was copied.
func (c Contents) same(of Contents) bool { return reflect.DeepEqual(c.told(), of.told()) }

// told makes no difference between an empty list and none, which JSON makes.
func (c Contents) told() Contents {
	if len(c.Counters) == 0 {
		c.Counters = nil
	}
	if len(c.Files) == 0 {
		c.Files = nil
	}
	if len(c.Faults) == 0 {
		c.Faults = nil
	}
	return c
}

// The parts of a backup's work, as Step names them.
const (
	Reading = "read"
	Copying = "copy"
	Proving = "prove"
)

// Step tells how far a work has come. Of is 0 where nothing is counted.
type Step struct {
	Phase    string
	Done, Of int
}

func storage(cause error, format string, args ...any) error {
	return errs.Wrap(errs.Storage, cause, format, args...)
}

func unwritable(cause error) error {
	return storage(cause, "备份位置写不进去：请检查磁盘是否接好、空间和权限，再试一次")
}

func unreadable(cause error) error {
	return storage(cause, "备份位置读不出来：请检查磁盘是否接好、是否有读取权限，再试一次")
}
