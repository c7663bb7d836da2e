//go:build !windows

package infile_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
)

func TestWhatIsNoRegularFileIsRefusedAtOnce(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	if err := syscall.Mkfifo(in("fifo"), 0o600); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", in("socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	sparse, err := os.Create(in("sparse"))
	if err != nil {
		t.Fatal(err)
	}
	if err := sparse.Truncate(1 << 30); err != nil {
		t.Fatal(err)
	}
	if err := sparse.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", in("link")); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/dev/zero": "设备", in("link"): "设备", in("fifo"): "管道", in("socket"): "套接字", dir: "文件夹", in("sparse"): "超过 1 MB", in("none"): "打不开",
	} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			got, err := infile.Read(path, "案件文件", 1<<20)
			if errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "案件文件") || !strings.Contains(err.Error(), want) {
				t.Errorf("%d bytes, %v; want %s", len(got), err, want)
			}
		})
	}
}
