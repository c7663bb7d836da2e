package cli_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// oldFolder unpacks a demonstration folder of schema 5, without its scans, and what the
// release of that schema said of it on 24 November 2026 at 10:03.
func oldFolder(t *testing.T) (f *folder, said map[string]string) {
	t.Helper()
	f, said = &folder{t, filepath.Join(t.TempDir(), "desk")}, map[string]string{}
	if err := os.Mkdir(f.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	packed, err := os.Open("testdata/schema5.tgz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	text, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(text); ; {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			return f, said
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if name, ok := strings.CutPrefix(head.Name, "said/"); ok {
			if len(content) > 0 {
				said[name] = strings.TrimSpace(string(content))
			}
			continue
		}
		if err := os.WriteFile(filepath.Join(f.dir, head.Name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Words may be put better by any release; where a case stands and when it is due may not
// change under anybody.
func TestAFolderOfAnEarlierReleaseKeepsEveryStageAndDate(t *testing.T) {
	type row struct {
		Number, Status, Stage, Due string
		WaitingOn                  string `json:"waiting_on"`
		Case, Clock, Kind, From    string
		Governs, Provisional       bool
	}
	f, said := oldFolder(t)
	f.at("2026-11-24 10:03")
	for _, list := range []string{"cases", "deadlines"} {
		t.Run(list, func(t *testing.T) {
			read := func(text string) (rows []row) {
				if err := json.Unmarshal([]byte(text), &rows); err != nil {
					t.Fatal(err)
				}
				return rows
			}
			got, want := read(f.must("list", list, "--json")), read(said[list+".json"])
			if len(want) < 12 || !slices.Equal(got, want) {
				t.Errorf("%+v\nwant\n%+v", got, want)
			}
		})
	}
	if got := f.run("doctor").Out; !strings.Contains(got, "与登记的经过一致") {
		t.Errorf("doctor says\n%s", got)
	}
}
