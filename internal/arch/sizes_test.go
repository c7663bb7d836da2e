package arch

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// What one can keep in view: files in a folder, lines in a package, lines in a file.
const (
	mostFiles     = 25
	mostOfPackage = 2500
	mostOfFile    = 400
)

// roomier are the folders that hold a file for each list, record, command or room, and the one
// package that is a noun a file and can't be parted, by their limits.
var roomier = map[string]int{"app": 30, "internal/cli": 30, "internal/sqlite": 40, "internal/postgres": 40, "internal/workflow": 30}

// longer are the packages that are one subject and can't be parted without a circle.
var longer = []string{"app", "internal/workflow", "internal/paper", "internal/cli", "internal/sqlite", "internal/postgres", "internal/store/storetest"}

// written lists the files of any length: nobody writes them by hand.
var written = []string{"frontend/src/bridge/types.ts"}

func TestFoldersAndFilesKeepTheirSize(t *testing.T) {
	root, names := sources(t)
	files, lines := map[string]int{}, map[string]int{}
	for _, name := range names {
		ext, page := path.Ext(name), strings.HasPrefix(name, "frontend/src/")
		if ext == ".go" || page {
			files[folder(name)]++
		}
		if ext != ".go" && ext != ".ts" && ext != ".vue" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		n := bytes.Count(text, []byte{'\n'})
		if ext == ".go" {
			lines[folder(name)] += n
		}
		if n > mostOfFile && !contains(written, name) {
			t.Errorf("%s has %d lines: more than %d", name, n, mostOfFile)
		}
	}
	for dir, n := range files {
		most := mostFiles
		if own, ok := roomier[dir]; ok {
			most = own
		}
		if n > most {
			t.Errorf("%s holds %d files besides tests: more than %d", dir, n, most)
		}
	}
	for pkg, n := range lines {
		if n > mostOfPackage && !contains(longer, pkg) {
			t.Errorf("%s has %d lines besides tests: more than %d", pkg, n, mostOfPackage)
		}
	}
	if files["internal/workflow"] == 0 || files["frontend/src/lib"] == 0 {
		t.Fatalf("%d folders read: the walk is broken", len(files))
	}
}
