//go:build linux && amd64

package ordeal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// The clock of a box: a demonstration's, so that nothing depends on the day of the test. A
// verb runs at the first, the judges after it: a desk minds a clock that goes back.
const (
	demoTime  = "2026-11-25 09:00"
	verbTime  = "2026-11-25 10:00"
	judgeTime = "2026-11-25 10:30"
)

// box is a place of its own for one run: the desk's folder, a home, a place for backups.
type box struct {
	root string
	now  string
	pass string // of the folder
	data string // the folder that commands work on; "" is the desk of the box
}

func (b *box) path(name string) string { return filepath.Join(b.root, name) }
func (b *box) desk() string            { return b.path("desk") }

// copyTo makes the other box as this one is.
func (b *box) copyTo(t *testing.T, root string) *box {
	t.Helper()
	if err := errors.Join(os.RemoveAll(root), os.CopyFS(root, os.DirFS(b.root))); err != nil {
		t.Fatal(err)
	}
	tighten(t, root)
	other := &box{root: root, now: b.now, pass: b.pass}
	// The machine knows the copy as it knows the folder that was copied.
	if err := os.Rename(other.memory(b), other.memory(other)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return other
}

// memory is the file in this box by which the machine remembers the desk of another.
func (b *box) memory(of *box) string {
	sum := sha256.Sum256([]byte(of.desk()))
	return b.path(filepath.Join("home/.config/beiandesk/folders", hex.EncodeToString(sum[:12])+".json"))
}

// tighten takes away what os.CopyFS allows others: the doctor would name it.
func tighten(t *testing.T, root string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o600)
		if d.IsDir() {
			mode = 0o700
		}
		return os.Chmod(path, mode)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// put writes a file of the box.
func (b *box) put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(b.path(name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (b *box) env() []string {
	data := b.desk()
	if b.data != "" {
		data = b.data
	}
	return []string{
		"HOME=" + b.path("home"), "TMPDIR=" + b.path("tmp"), "LANG=C.UTF-8",
		"BEIANDESK_DATA=" + data, "BEIANDESK_NOW=" + b.now,
	}
}

// streams opens where a traced process reads from and writes to.
func (b *box) streams() ([]*os.File, error) {
	in, err := os.Open(os.DevNull)
	if err != nil {
		return nil, err
	}
	files := []*os.File{in}
	for _, name := range []string{".out", ".err"} {
		f, err := os.Create(b.root + name)
		if err != nil {
			closeAll(files)
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func (b *box) said() (out, errText string, err error) {
	o, err := os.ReadFile(b.root + ".out")
	e, failed := os.ReadFile(b.root + ".err")
	return string(o), string(e), errors.Join(err, failed)
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// run runs a command in the box without a trace, as words of the command line.
func (b *box) run(args ...string) (code int, out, errText string) {
	var o, e bytes.Buffer
	c := exec.Command(binary(), append(args, "--passphrase-file", b.path("pass"))...)
	c.Dir, c.Env, c.Stdout, c.Stderr = b.root, append(b.env(), "GOGC=off"), &o, &e // short-lived, and many
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return -1, "", err.Error()
	}
	return c.ProcessState.ExitCode(), o.String(), e.String()
}

// must runs a command that may not fail.
func (b *box) must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, said := b.run(args...)
	if code != 0 {
		t.Fatalf("%v: exit %d, %s%s", args, code, out, said)
	}
	return out
}

// binary is the built binary of commands.
func binary() string { return built().path }

type program struct {
	path string
	err  error
}

// built builds the binary, which is nothing to do when it is up to date. It wraps keys at a
// small part of the cost, as all tests do.
var built = sync.OnceValue(func() program {
	path, err := filepath.Abs("../../build/bin/beiandesk-faults")
	if err != nil {
		return program{err: err}
	}
	c := exec.Command("go", "build", "-trimpath", "-tags", "quickkdf", "-o", path, "beiandesk")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if text, err := c.CombinedOutput(); err != nil {
		return program{err: fmt.Errorf("%w: %s", err, text)}
	}
	return program{path: path}
})

// demonstration is a box with four cases, as every verb finds it, made once.
var demonstration = sync.OnceValue(func() (made struct {
	root string
	err  error
}) {
	if made.err = built().err; made.err != nil {
		return made
	}
	root, err := os.MkdirTemp("", "ordeal-")
	if err != nil {
		made.err = err
		return made
	}
	made.root = root
	b := &box{root: root, now: demoTime, pass: "demo-desk-2026"}
	for _, dir := range []string{"home", "tmp"} {
		made.err = errors.Join(made.err, os.Mkdir(b.path(dir), 0o700))
	}
	made.err = errors.Join(made.err, os.WriteFile(b.path("pass"), []byte(b.pass+"\n"), 0o600))
	if code, out, said := b.run("demo", "--cases", "4", "--as-of", b.now); code != 0 {
		made.err = errors.Join(made.err, fmt.Errorf("demo: %d %s%s", code, out, said))
	}
	return made
})

// demo makes a box with the demonstration.
func demo(t *testing.T) *box {
	t.Helper()
	made := demonstration()
	if made.err != nil {
		t.Fatal(made.err)
	}
	from := &box{root: made.root, now: verbTime, pass: "demo-desk-2026"}
	return from.copyTo(t, filepath.Join(t.TempDir(), "box"))
}
