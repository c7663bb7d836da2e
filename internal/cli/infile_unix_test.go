//go:build !windows

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"beiandesk/internal/cli"
)

func TestEveryFileOfACommandMayBeADeviceAPipeOrFarTooLong(t *testing.T) {
	dir := t.TempDir()
	fifo, sparse := filepath.Join(dir, "fifo"), filepath.Join(dir, "sparse")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sparse, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(sparse, 1<<30); err != nil {
		t.Fatal(err)
	}
	f := newFolder(t)
	for _, command := range [][]string{
		{"case", "new", "--file"}, {"scan"}, {"holidays", "import"}, {"attach", "--case", "BA2026-0001", "--material", "licence"},
		{"passphrase", "--new-passphrase-file"}, {"list", "cases", "--passphrase-file"},
	} {
		for path, want := range map[string]string{"/dev/zero": "设备", fifo: "管道", sparse: "超过"} {
			t.Run(strings.Join(command, " ")+" "+filepath.Base(path), func(t *testing.T) {
				done := make(chan cli.Result, 1)
				go func() {
					done <- cli.Run(strings.NewReader(""), append(append([]string{"--data", f.dir}, command...), path)...)
				}()
				select {
				case r := <-done:
					if r.Code == 0 || !strings.Contains(r.Err, want) {
						t.Errorf("exit %d, %s", r.Code, r.Err)
					}
				case <-time.After(20 * time.Second):
					t.Error("it hangs")
				}
			})
		}
	}
}
