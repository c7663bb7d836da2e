//go:build linux && amd64

package ordeal

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// blow is what befalls a process at a call.
type blow string

const (
	none blow = "none"
	kill blow = "kill" // it dies before the call is made
	torn blow = "torn" // a write writes half of it, then the process dies
	full blow = "full" // this call and all later ones find no space, if they need some
)

// plan says which call is hit, and how.
type plan struct {
	blow blow
	at   int        // of the calls that are counted, from 1
	tell func(call) // hears each call before it is made; nil is nobody
}

// outcome is how a traced process ended.
type outcome struct {
	code     int // of its exit; -1 when it was killed
	calls    []string
	hit      bool
	out, err string
	shown    string // of the process in /proc: its command line and its environment
}

// tracee is a process under trace.
type tracee struct {
	pid    int
	began  bool // the binary itself runs
	plan   plan
	end    outcome
	memory *os.File
	torn   int // thread whose cut write is being made
}

// traced runs the binary under trace, in a box, as plan says.
func (b *box) traced(t *testing.T, p plan, args ...string) outcome {
	t.Helper()
	type answer struct {
		outcome
		err error
	}
	answers := make(chan answer)
	go func() {
		// A tracer is a thread; this one ends with the goroutine.
		runtime.LockOSThread()
		end, err := b.trace(p, args)
		answers <- answer{end, err}
	}()
	a := <-answers
	if a.err != nil {
		t.Fatalf("tracing %v: %v", args, a.err)
	}
	return a.outcome
}

func (b *box) trace(p plan, args []string) (outcome, error) {
	self, err := os.Executable()
	if err != nil {
		return outcome{}, err
	}
	files, err := b.streams()
	if err != nil {
		return outcome{}, err
	}
	defer closeAll(files)
	pid, err := syscall.ForkExec(self, append([]string{self, binary()}, args...), &syscall.ProcAttr{
		Dir: b.root, Env: append(b.env(), heldVariable+"=1"),
		Files: []uintptr{files[0].Fd(), files[1].Fd(), files[2].Fd()},
		// A group of its own, so that its stops alone are waited for: the thread may have started
		// another process before it became a tracer.
		Sys: &syscall.SysProcAttr{Ptrace: true, Setpgid: true},
	})
	if err != nil {
		return outcome{}, err
	}
	tr := &tracee{pid: pid, plan: p, end: outcome{code: -1}}
	if err := tr.follow(); err != nil {
		_ = unix.Kill(pid, unix.SIGKILL) // it may be gone
		return outcome{}, err
	}
	tr.end.out, tr.end.err, err = b.said()
	return tr.end, err
}

// follow waits for the stops of the process and all its threads until it has ended.
func (tr *tracee) follow() error {
	var st unix.WaitStatus
	if _, err := unix.Wait4(tr.pid, &st, unix.WALL, nil); err != nil {
		return err
	}
	const options = unix.PTRACE_O_TRACESECCOMP | unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEEXEC | unix.PTRACE_O_EXITKILL | unix.PTRACE_O_TRACESYSGOOD
	if err := unix.PtraceSetOptions(tr.pid, options); err != nil {
		return err
	}
	if err := unix.PtraceCont(tr.pid, 0); err != nil {
		return err
	}
	defer func() {
		if tr.memory != nil {
			tr.memory.Close()
		}
	}()
	for deadline := time.Now().Add(5 * time.Minute); time.Now().Before(deadline); {
		thread, err := unix.Wait4(-tr.pid, &st, unix.WALL|unix.WNOTHREAD, nil)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return err
		case st.Exited() || st.Signaled():
			if thread == tr.pid {
				if st.Exited() {
					tr.end.code = st.ExitStatus()
				}
				return nil
			}
			continue
		}
		if err := tr.stopped(thread, st); !errors.Is(err, unix.ESRCH) && err != nil { // a thread may die meanwhile
			return err
		}
	}
	return fmt.Errorf("process %d does not end", tr.pid)
}

// stopped answers one stop of a thread and lets it go on.
func (tr *tracee) stopped(thread int, st unix.WaitStatus) error {
	switch sig := st.StopSignal(); {
	case sig == unix.SIGTRAP && st.TrapCause() == unix.PTRACE_EVENT_EXEC:
		return tr.begun(thread)
	case sig == unix.SIGTRAP && st.TrapCause() == unix.PTRACE_EVENT_SECCOMP && tr.began:
		return tr.called(thread)
	case sig == unix.SIGTRAP|0x80: // the end of a cut write
		if thread == tr.torn {
			return unix.Kill(tr.pid, unix.SIGKILL)
		}
		return unix.PtraceCont(thread, 0)
	case sig == unix.SIGTRAP || sig == unix.SIGSTOP:
		return unix.PtraceCont(thread, 0)
	default:
		return unix.PtraceCont(thread, int(sig))
	}
}

// begun is told when the binary takes the place of what held it for us.
func (tr *tracee) begun(thread int) (err error) {
	tr.began = true
	for _, name := range []string{"cmdline", "environ"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", tr.pid, name))
		if err != nil {
			return err
		}
		tr.end.shown += string(text)
	}
	if tr.memory, err = os.Open(fmt.Sprintf("/proc/%d/mem", tr.pid)); err != nil {
		return err
	}
	return unix.PtraceCont(thread, 0)
}

// called judges a call that a thread is about to make.
func (tr *tracee) called(thread int) error {
	var regs unix.PtraceRegs
	if err := unix.PtraceGetRegs(thread, &regs); err != nil {
		return err
	}
	c, counts := tr.read(&regs)
	if !counts {
		return unix.PtraceCont(thread, 0)
	}
	tr.end.calls = append(tr.end.calls, c.String())
	if tr.plan.tell != nil {
		tr.plan.tell(c)
	}
	n := len(tr.end.calls)
	switch hit := n == tr.plan.at; {
	case hit && tr.plan.blow == kill:
		tr.end.hit = true
		return unix.Kill(tr.pid, unix.SIGKILL)
	case hit && tr.plan.blow == torn && c.writes() && regs.Rdx > 1:
		tr.end.hit, tr.torn = true, thread
		regs.Rdx /= 2
		if err := unix.PtraceSetRegs(thread, &regs); err != nil {
			return err
		}
		return unix.PtraceSyscall(thread, 0)
	case n >= tr.plan.at && tr.plan.blow == full && c.grows():
		tr.end.hit = true
		regs.Orig_rax, regs.Rax = ^uint64(0), uint64(^uintptr(unix.ENOSPC)+1)
		if err := unix.PtraceSetRegs(thread, &regs); err != nil {
			return err
		}
	}
	return unix.PtraceCont(thread, 0)
}

// text reads a name out of the process, which ends with a zero.
func (tr *tracee) text(at uint64) string {
	buf := make([]byte, 4096)
	n, _ := tr.memory.ReadAt(buf, int64(at)) // the page after it may not be there
	name, _, _ := strings.Cut(string(buf[:n]), "\x00")
	return name
}

// bytes reads n bytes out of the process.
func (tr *tracee) bytes(at uint64, n int) []byte {
	buf := make([]byte, n)
	got, _ := tr.memory.ReadAt(buf, int64(at)) // what is not there makes the call fail as well
	return buf[:got]
}
