package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

// files lists a folder's files with their bytes.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		all[e.Name()], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// database makes a WAL database of somebody else at path.
func database(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(wal)")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenLeavesWhatIsNotItsOwnUntouched(t *testing.T) {
	for name, test := range map[string]struct {
		make func(t *testing.T, path string)
		code errs.Code
	}{
		"another program's database": {func(t *testing.T, path string) {
			database(t, path, "PRAGMA application_id = 7", "CREATE TABLE a (b)")
		}, errs.Foreign},
		"a database without a mark": {func(t *testing.T, path string) { database(t, path, "CREATE TABLE a (b)") }, errs.Foreign},
		"a text": {func(t *testing.T, path string) {
			write(t, path, []byte(strings.Repeat("不是数据库。", 100)))
		}, errs.Foreign},
		"a short file":  {func(t *testing.T, path string) { write(t, path, []byte("SQLite format 3\x00")) }, errs.Foreign},
		"an empty file": {func(t *testing.T, path string) { write(t, path, nil) }, errs.Foreign},
		"a later release's database": {func(t *testing.T, path string) {
			if err := open(t, filepath.Dir(path)).Close(); err != nil {
				t.Fatal(err)
			}
			head, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			binary.BigEndian.PutUint32(head[60:], 999)
			write(t, path, head)
		}, errs.Newer},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			test.make(t, filepath.Join(dir, sqlite.FileName))
			before := files(t, dir)
			s, err := sqlite.Open(t.Context(), dir, newSealer(), time.Now)
			if errs.CodeOf(err) != test.code {
				t.Fatalf("open gave %v, want %s", err, test.code)
			}
			if s != nil {
				t.Error("a store came with the error")
			}
			after := files(t, dir)
			for name := range after {
				if _, there := before[name]; !there {
					t.Errorf("%s was made", name)
				}
			}
			for name, content := range before {
				if !bytes.Equal(after[name], content) {
					t.Errorf("%s was changed", name)
				}
			}
		})
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOpenInAFolderThatIsNotThereIsAStorageError(t *testing.T) {
	_, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "none"), newSealer(), time.Now)
	if errs.CodeOf(err) != errs.Storage {
		t.Errorf("open gave %v, want a storage error", err)
	}
}

func TestOpenWorksInFoldersWithOddNames(t *testing.T) {
	odd := "备案 台?100%#a"
	if runtime.GOOS == "windows" {
		odd = strings.ReplaceAll(odd, "?", "") // no name there has one
	}
	dir := filepath.Join(t.TempDir(), odd)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if names := files(t, dir); names[sqlite.FileName] == nil {
		t.Errorf("no %s in the folder", sqlite.FileName)
	}
}

func TestAHalfBuiltDatabaseIsBuiltAgain(t *testing.T) {
	dir := t.TempDir()
	database(t, filepath.Join(dir, sqlite.FileName+".new"), "CREATE TABLE staff (half)")
	addStaff(t, open(t, dir), "a")
}

func TestManyOpenANewFolderAtOnce(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	failed := make(chan error, 6)
	for range cap(failed) {
		group.Go(func() {
			s, err := sqlite.Open(context.Background(), dir, newSealer(), time.Now)
			if err == nil {
				err = s.Close()
			}
			failed <- err
		})
	}
	group.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
}

func addStaff(t *testing.T, s *sqlite.Store, name string) {
	t.Helper()
	err := s.Write(t.Context(), func(tx store.Tx) error { return tx.Staff().Add(store.Staff{ID: ref.StaffID(name), Name: name}) })
	if err != nil {
		t.Fatal(err)
	}
}

func TestARestartKeepsEverything(t *testing.T) {
	dir := t.TempDir()
	s, err := sqlite.Open(t.Context(), dir, newSealer(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	plant(t, s)
	before := harvest(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := harvest(t, open(t, dir)); after != before {
		t.Errorf("after the restart:\n%s\nbefore:\n%s", after, before)
	}
}

func TestNothingSealedLiesInClear(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	secrets := plant(t, s)
	search := func(when string) {
		t.Helper()
		all := files(t, dir)
		if len(all[sqlite.FileName]) == 0 {
			t.Fatal("there is no database to search")
		}
		for name, content := range all {
			for _, secret := range secrets {
				if bytes.Contains(content, []byte(secret)) {
					t.Errorf("%s: %q lies in %s", when, secret, name)
				}
			}
			if name == sqlite.FileName && when == "closed" && !bytes.Contains(content, []byte("qinghe.example")) {
				t.Error("what may lie in clear isn't found either: the search finds nothing")
			}
		}
		if when == "open" && !slices.Contains(names(all), sqlite.FileName+"-wal") {
			t.Error("there is no WAL to search")
		}
	}
	search("open")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	search("closed")
}

func names(all map[string][]byte) []string {
	var n []string
	for name := range all {
		n = append(n, name)
	}
	return n
}

func TestTheDatabaseIsForItsOwnerAlone(t *testing.T) {
	if os.PathSeparator == '\\' {
		return // Windows keeps access by lists, inherited from the folder
	}
	dir := t.TempDir()
	open(t, dir)
	info, err := os.Stat(filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode is %v, want 0600", info.Mode().Perm())
	}
}

func TestAnotherProcessesWritesChangeTheDataVersion(t *testing.T) {
	dir := t.TempDir()
	window, command := open(t, dir), open(t, dir)
	version := func() int64 {
		v, err := window.DataVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := version()
	if again := version(); again != before {
		t.Errorf("the version went from %d to %d though nobody wrote", before, again)
	}
	addStaff(t, command, "周敏")
	if version() == before {
		t.Error("the version stayed though another store wrote")
	}
}
