package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/vault"
)

// whole makes a desk, closes it and gives its folder.
func whole(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "desk")
	d, _ := create(t, dir, desk.Options{Window: true})
	closing(t, d)
	return dir
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, paths ...string) {
	t.Helper()
	for _, p := range paths {
		if err := os.RemoveAll(p); err != nil {
			t.Fatal(err)
		}
	}
}

// tree lists all files below a folder with their content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryStateOfAFolderIsToldApartAndNothingIsMadeOverIt(t *testing.T) {
	ctx := context.Background()
	empty := func(t *testing.T) string { return t.TempDir() }
	for name, c := range map[string]struct {
		make  func(t *testing.T) string
		state desk.State
		code  errs.Code // of opening and of making
		says  string
	}{
		"keys without a database": {func(t *testing.T) string {
			dir := whole(t)
			remove(t, filepath.Join(dir, sqlite.FileName))
			return dir
		}, desk.NoDatabase, errs.Blocked, "没有数据库"},
		"a database without keys": {func(t *testing.T) string {
			dir := whole(t)
			remove(t, filepath.Join(dir, vault.KeyFile))
			return dir
		}, desk.NoKeys, errs.Blocked, "没有钥匙文件"},
		"a log alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "desk.db-wal"), "log")
			return dir
		}, desk.Leftover, errs.Blocked, "不要删"},
		"shared memory alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "desk.db-shm"), "")
			return dir
		}, desk.Leftover, errs.Blocked, "desk.db-shm"},
		"a journal alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "desk.db-journal"), "j")
			return dir
		}, desk.Leftover, errs.Blocked, "desk.db-journal"},
		"sealed files alone": {func(t *testing.T) string {
			dir := whole(t)
			if err := os.MkdirAll(filepath.Join(dir, "files", "ab"), 0o700); err != nil {
				t.Fatal(err)
			}
			remove(t, filepath.Join(dir, vault.KeyFile), filepath.Join(dir, sqlite.FileName), filepath.Join(dir, "window.lock"), filepath.Join(dir, "migrate.lock"))
			return dir
		}, desk.Leftover, errs.Blocked, "files"},
		"a window's lock alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "window.lock"), "")
			return dir
		}, desk.Leftover, errs.Blocked, "window.lock"},
		"a copy of before an upgrade alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "desk.before-v9.db"), "x")
			return dir
		}, desk.Leftover, errs.Blocked, "desk.before-v9.db"},
		"a conflict copy alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "desk (1).db"), "x")
			return dir
		}, desk.Leftover, errs.Blocked, "desk (1).db"},
		"a marker alone": {func(t *testing.T) string {
			dir := empty(t)
			put(t, filepath.Join(dir, "demo"), "")
			return dir
		}, desk.Leftover, errs.Blocked, "demo"},
		"a disk that is not plugged in": {func(*testing.T) string {
			return desktest.UnpluggedDisk("备案台")
		}, desk.Unplugged, errs.NotFound, "没有接上"},
		"a link that leads nowhere": {func(t *testing.T) string {
			dir := empty(t)
			if err := os.Symlink(filepath.Join(dir, "away"), filepath.Join(dir, vault.KeyFile)); err != nil {
				t.Fatal(err)
			}
			return dir
		}, desk.NoDatabase, errs.Blocked, "没有数据库"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := c.make(t)
			var before map[string]string
			if c.state != desk.Unplugged && name != "a link that leads nowhere" {
				before = tree(t, dir)
			}
			s, err := desk.Inspect(ctx, dir)
			if err != nil || s.State != c.state {
				t.Fatalf("state %q, %v; want %q", s.State, err, c.state)
			}
			_, err = desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
			wantCode(t, err, c.code)
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("opening says %q, want %q in it", err, c.says)
			}
			_, _, err = desk.Create(ctx, dir, passphrase, "周敏", desk.Options{})
			wantCode(t, err, c.code)
			if before == nil {
				return
			}
			after := tree(t, dir)
			if len(after) != len(before) {
				t.Errorf("the folder holds %d files now, %d before", len(after), len(before))
			}
			for name, content := range before {
				if after[name] != content {
					t.Errorf("%s was changed", name)
				}
			}
		})
	}
}

func TestAMissingFolderIsSaidWhenOpeningAndMadeWhenMaking(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "none")
	s, err := desk.Inspect(ctx, dir)
	if err != nil || s.State != desk.Missing {
		t.Fatalf("%q, %v", s.State, err)
	}
	_, err = desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	wantCode(t, err, errs.NotFound)
	if _, err := os.Stat(dir); err == nil {
		t.Error("opening made the folder")
	}
	create(t, dir, desk.Options{})
}

func TestNoDeskIsMadeInsideAnother(t *testing.T) {
	dir := whole(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(dir), link); err != nil {
		t.Fatal(err)
	}
	for _, inside := range []string{filepath.Join(dir, "new"), filepath.Join(dir, "files", "ab", "new"), filepath.Join(link, "new")} {
		_, _, err := desk.Create(context.Background(), inside, passphrase, "周敏", desk.Options{})
		wantCode(t, err, errs.Exists)
	}
}

func TestARelativePathIsKeptWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	d, _ := create(t, "desk", desk.Options{})
	if !filepath.IsAbs(d.Dir) {
		t.Errorf("the desk remembers %q", d.Dir)
	}
}

func TestCopiesOfSyncProgramsAreNamed(t *testing.T) {
	dir := whole(t)
	copies := []string{
		"desk (1).db", "desk.sync-conflict-20261129-101500-ABCDEFG.db", "desk (周敏's conflicted copy 2026-11-29).db",
		"desk(冲突2026-11-29).db", "desk - 副本.db", "desk-PC2.db", "keys (1).json", "keys.sync-conflict-20261129-101500-ABCDEFG.json", "desk (2).db-wal",
	}
	for _, name := range append([]string{"desks.db", "notes.txt", "desk.pdf", "desktop.ini", "冲突.docx"}, copies...) {
		put(t, filepath.Join(dir, name), "x")
	}
	s, err := desk.Inspect(context.Background(), dir)
	slices.Sort(copies)
	slices.Sort(s.Copies)
	if err != nil || !slices.Equal(s.Copies, copies) {
		t.Fatalf("copies %q, %v", s.Copies, err)
	}
	if list := s.Warnings(); len(list) != 1 || !strings.Contains(list[0], s.Copies[0]) {
		t.Errorf("warned of %q", list)
	}
	d, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	if err != nil || len(d.Warnings) != 1 {
		t.Fatalf("open: %v, %v", d, err)
	}
	closing(t, d)
}

func TestAFolderThatASyncProgramKeepsIsWarnedOf(t *testing.T) {
	for name, at := range map[string]string{"OneDrive": "OneDrive - 青桐", "坚果云": "我的坚果云", "Syncthing": "shared"} {
		t.Run(name, func(t *testing.T) {
			root := filepath.Join(t.TempDir(), at)
			if err := os.MkdirAll(filepath.Join(root, "desk"), 0o700); err != nil {
				t.Fatal(err)
			}
			if name == "Syncthing" {
				put(t, filepath.Join(root, ".stfolder"), "")
			}
			s, err := desk.Inspect(context.Background(), filepath.Join(root, "desk"))
			if err != nil || s.Synced != name || len(s.Warnings()) != 1 {
				t.Errorf("kept by %q, %q, %v", s.Synced, s.Warnings(), err)
			}
		})
	}
}
