//go:build linux && amd64

package ordeal

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// heldVariable makes this test binary put a filter on itself and become the binary it is
// given: what it then calls stops for the tracer.
const heldVariable = "ORDEAL_HELD"

func TestMain(m *testing.M) {
	if os.Getenv(heldVariable) != "" {
		fmt.Fprintln(os.Stderr, becomeHeld())
		os.Exit(3)
	}
	code := m.Run()
	if made := demonstration(); made.root != "" {
		_ = os.RemoveAll(made.root) // a folder of the system's for temporary files
	}
	os.Exit(code)
}

// changing are the calls that change what lies on the disk, or ask that it be kept. Calls
// that only read leave nothing that the next of these would not leave.
var changing = map[uint64]string{
	unix.SYS_WRITE: "write", unix.SYS_PWRITE64: "pwrite", unix.SYS_WRITEV: "writev", unix.SYS_PWRITEV: "pwritev",
	unix.SYS_FSYNC: "fsync", unix.SYS_FDATASYNC: "fsync", unix.SYS_FTRUNCATE: "truncate", unix.SYS_FALLOCATE: "allocate",
	unix.SYS_RENAME: "rename", unix.SYS_RENAMEAT: "rename", unix.SYS_RENAMEAT2: "rename",
	unix.SYS_UNLINK: "unlink", unix.SYS_UNLINKAT: "unlink", unix.SYS_RMDIR: "rmdir", unix.SYS_LINK: "link", unix.SYS_LINKAT: "link",
	unix.SYS_MKDIR: "mkdir", unix.SYS_MKDIRAT: "mkdir", unix.SYS_COPY_FILE_RANGE: "copy", unix.SYS_SENDFILE: "sendfile",
	unix.SYS_CHMOD: "chmod", unix.SYS_FCHMOD: "chmod", unix.SYS_FCHMODAT: "chmod",
	unix.SYS_OPEN: "create", unix.SYS_OPENAT: "create",
}

// filter stops at the changing calls; of the openings at those that may make or empty a file.
func filter() []unix.SockFilter {
	const (
		load  = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		any   = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		give  = unix.BPF_RET | unix.BPF_K
		args  = 16 // where the arguments lie behind the number
	)
	list := []unix.SockFilter{{Code: load, K: 0}}
	for nr := range changing {
		list = append(list, unix.SockFilter{Code: equal, Jf: 1, K: uint32(nr)})
		if flags, opens := map[uint64]uint32{unix.SYS_OPEN: 1, unix.SYS_OPENAT: 2}[nr]; opens {
			list[len(list)-1].Jf = 4
			list = append(list,
				unix.SockFilter{Code: load, K: args + 8*flags},
				unix.SockFilter{Code: any, Jt: 0, Jf: 1, K: unix.O_CREAT | unix.O_TRUNC},
				unix.SockFilter{Code: give, K: unix.SECCOMP_RET_TRACE},
				unix.SockFilter{Code: give, K: unix.SECCOMP_RET_ALLOW})
			continue
		}
		list = append(list, unix.SockFilter{Code: give, K: unix.SECCOMP_RET_TRACE})
	}
	return append(list, unix.SockFilter{Code: give, K: unix.SECCOMP_RET_ALLOW})
}

// becomeHeld puts the filter on and becomes the binary; it comes back only with an error.
func becomeHeld() error {
	runtime.LockOSThread()
	list := filter()
	program := unix.SockFprog{Len: uint16(len(list)), Filter: &list[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	if err := os.Unsetenv(heldVariable); err != nil {
		return err
	}
	if _, _, no := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&program))); no != 0 {
		return no
	}
	return syscall.Exec(os.Args[1], os.Args[1:], os.Environ())
}

// call is a changing call before it is made.
type call struct {
	kind string
	path string // absolute
	to   string // of rename and link
	at   int64  // where a write begins, or the length of a truncation
	data []byte
	file bool // create: whether it empties what is there
}

func (c call) String() string { return c.kind + " " + c.path }

func (c call) writes() bool { return c.kind == "write" || c.kind == "pwrite" }

// grows says whether the call may need space.
func (c call) grows() bool {
	switch c.kind {
	case "fsync", "unlink", "rmdir", "rename", "chmod":
		return false
	case "truncate":
		info, err := os.Stat(c.path)
		return err == nil && c.at > info.Size()
	case "create":
		_, err := os.Lstat(c.path)
		return err != nil
	}
	return true
}

// read says what a call is about to do; those on what is no file do not count.
func (tr *tracee) read(r *unix.PtraceRegs) (c call, counts bool) {
	c.kind = changing[r.Orig_rax]
	switch r.Orig_rax {
	case unix.SYS_OPEN:
		c.path, c.file = tr.name(unix.AT_FDCWD, r.Rdi), r.Rsi&unix.O_TRUNC != 0
	case unix.SYS_OPENAT:
		c.path, c.file = tr.name(int32(r.Rdi), r.Rsi), r.Rdx&unix.O_TRUNC != 0
	case unix.SYS_UNLINK, unix.SYS_RMDIR, unix.SYS_MKDIR, unix.SYS_CHMOD:
		c.path = tr.name(unix.AT_FDCWD, r.Rdi)
	case unix.SYS_UNLINKAT:
		c.path = tr.name(int32(r.Rdi), r.Rsi)
		if r.Rdx&unix.AT_REMOVEDIR != 0 {
			c.kind = "rmdir"
		}
	case unix.SYS_MKDIRAT, unix.SYS_FCHMODAT:
		c.path = tr.name(int32(r.Rdi), r.Rsi)
	case unix.SYS_RENAME, unix.SYS_LINK:
		c.path, c.to = tr.name(unix.AT_FDCWD, r.Rdi), tr.name(unix.AT_FDCWD, r.Rsi)
	case unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT:
		c.path, c.to = tr.name(int32(r.Rdi), r.Rsi), tr.name(int32(r.Rdx), r.R10)
	default:
		return tr.onOpen(c, r)
	}
	return c, strings.HasPrefix(c.path, "/") && !device(c.path)
}

// onOpen reads a call on an open file.
func (tr *tracee) onOpen(c call, r *unix.PtraceRegs) (call, bool) {
	fd := int32(r.Rdi)
	if c.kind == "copy" { // from the first to the second
		fd = int32(r.Rdx)
		c.data = tr.ahead(int32(r.Rdi), int(r.R8))
		c.at = tr.position(fd)
	}
	c.path = tr.of(fd)
	if fd == 1 || fd == 2 || !strings.HasPrefix(c.path, "/") || device(c.path) {
		return c, false
	}
	switch c.kind {
	case "write":
		c.at, c.data = tr.position(fd), tr.bytes(r.Rsi, int(r.Rdx))
	case "pwrite":
		c.at, c.data = int64(r.R10), tr.bytes(r.Rsi, int(r.Rdx))
	case "truncate":
		c.at = int64(r.Rsi)
	}
	return c, true
}

func device(path string) bool {
	return strings.HasPrefix(path, "/dev/") && !strings.HasPrefix(path, "/dev/shm/") || strings.HasPrefix(path, "/proc/")
}

// name is the absolute path that a call names.
func (tr *tracee) name(fd int32, at uint64) string {
	path := tr.text(at)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	base := fmt.Sprintf("/proc/%d/cwd", tr.pid)
	if fd != unix.AT_FDCWD {
		base = fmt.Sprintf("/proc/%d/fd/%d", tr.pid, fd)
	}
	dir, _ := os.Readlink(base) // a call on nothing fails by itself
	return filepath.Join(dir, path)
}

// of is the path of an open file.
func (tr *tracee) of(fd int32) string {
	path, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", tr.pid, fd)) // as above
	return path
}

// position is where the next read or write on an open file begins.
func (tr *tracee) position(fd int32) int64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%d", tr.pid, fd)) // as above
	var at, flags int64
	if _, err := fmt.Sscanf(string(text), "pos: %d\nflags: %o", &at, &flags); err != nil {
		return 0
	}
	if flags&unix.O_APPEND != 0 {
		if info, err := os.Stat(tr.of(fd)); err == nil {
			return info.Size()
		}
	}
	return at
}

// ahead reads what lies in an open file from its position on, at most n bytes.
func (tr *tracee) ahead(fd int32, n int) []byte {
	text, _ := os.ReadFile(tr.of(fd)) // as above
	text = text[min(tr.position(fd), int64(len(text))):]
	return text[:min(n, len(text))]
}
