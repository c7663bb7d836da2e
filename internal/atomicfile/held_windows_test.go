package atomicfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"beiandesk/internal/atomicfile"
)

// hold opens a file so that nobody else may read, replace or remove it, as virus scanners
// and clients of network drives do.
func hold(t *testing.T, path string) syscall.Handle {
	t.Helper()
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ, 0, nil, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAHeldFileIsReplacedAndReadOnceItIsLetGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "日报.pdf")
	if err := atomicfile.Write(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	held := hold(t, path)
	if err := atomicfile.Write(path, []byte("new")); !errors.Is(err, atomicfile.ErrHeld) {
		t.Errorf("while it is held: %v", err)
	}
	if _, err := atomicfile.Open(path); err == nil {
		t.Error("a held file was read")
	}
	if got := entries(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("it left %v", got)
	}
	if err := syscall.CloseHandle(held); err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"newer", "newest"} {
		held := hold(t, path)
		done := make(chan error, 1)
		go func() { done <- atomicfile.Write(path, []byte(content)) }()
		if err := syscall.CloseHandle(held); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Errorf("let go: %v", err)
		}
	}
	f, err := atomicfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	buffer := make([]byte, 16)
	if n, err := f.Read(buffer); err != nil || string(buffer[:n]) != "newest" {
		t.Errorf("it holds %q, %v", buffer[:n], err)
	}
	if err := atomicfile.Write(path, []byte("x")); err != nil && !errors.Is(err, atomicfile.ErrHeld) {
		t.Errorf("while it is read: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Errorf("%v, %v", info, err)
	}
}
