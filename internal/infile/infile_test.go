package infile_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
)

func TestAFileIsReadWholeUpToItsLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "口令.txt")
	for size, fits := range map[int]bool{0: true, 1: true, 4096: true, 4097: false} {
		content := bytes.Repeat([]byte{'a'}, size)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := infile.Read(path, "口令文件", 4096)
		if fits && (err != nil || !bytes.Equal(got, content)) || !fits && (errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "4 KB")) {
			t.Errorf("%d bytes: %d, %v", size, len(got), err)
		}
	}
}

// endless gives zeros for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestAStreamIsReadToItsEndAndNoFurther(t *testing.T) {
	silent, open := io.Pipe() // nobody writes, nobody closes
	defer open.Close()
	for name, c := range map[string]struct {
		from     io.Reader
		patience time.Duration
		want     string // of the error, "" for none
	}{
		"one that ends":         {strings.NewReader("{}"), time.Hour, ""},
		"one without an end":    {endless{}, time.Hour, "超过 1 MB"},
		"one that says nothing": {silent, time.Millisecond, "还没有结束"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := infile.Drain(c.from, "标准输入", 1<<20, c.patience)
			if c.want == "" && (err != nil || string(got) != "{}") || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}
