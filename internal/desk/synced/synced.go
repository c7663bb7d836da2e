// Package synced knows the programs that copy folders to other machines, by what they leave in
// them.
package synced

import (
	_ "embed"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"beiandesk/internal/sqlite"
	"beiandesk/internal/vault"
)

//go:embed data/sync.json
var syncText []byte

// syncing is what the programs are known by that copy folders to other machines, each with
// its source.
var syncing = func() (s struct {
	Copies  []struct{ Mark, By, Source, Date string }
	Clients []struct {
		Name           string
		Folders, Files []string
		Source, Date   string
	}
}) {
	if err := json.Unmarshal(syncText, &s); err != nil {
		panic(err) // the data come with the program and are read by every test
	}
	return s
}()

// numbered is a name that somebody gave a number because the name was taken: desk (1).db.
var numbered = regexp.MustCompile(`[ _-]?[(（]\d+[)）]`)

// IsCopy says whether a name is that of a second copy of the database or of the keys, as
// synchronising programs leave one when two machines have written.
func IsCopy(name string) bool {
	name = strings.ToLower(name)
	for _, own := range []string{sqlite.FileName, vault.KeyFile} {
		stem, ext := strings.TrimSuffix(own, path.Ext(own)), path.Ext(own)
		rest, ours := strings.CutPrefix(name, stem)
		if !ours || name == own || !strings.Contains(rest, ext) {
			continue
		}
		// desk-PC2.db is OneDrive's way: the other machine's name before the ending.
		if numbered.MatchString(rest) || strings.HasPrefix(rest, "-") && strings.HasSuffix(rest, ext) {
			return true
		}
		for _, c := range syncing.Copies {
			if strings.Contains(rest, c.Mark) {
				return true
			}
		}
	}
	return false
}

// By names the program that copies the folder to other machines, "" when none is known.
func By(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		base := strings.ToLower(filepath.Base(at))
		for _, c := range syncing.Clients {
			for _, f := range c.Folders {
				if base == f || strings.HasPrefix(base, f+" - ") {
					return c.Name
				}
			}
			for _, f := range c.Files {
				if _, err := os.Stat(filepath.Join(at, f)); err == nil {
					return c.Name
				}
			}
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}
