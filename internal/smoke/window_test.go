//go:build smoke

package smoke

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// window is the running production binary with everything around it.
type window struct {
	*driver
	app    *exec.Cmd
	stderr *bytes.Buffer
	exited chan error
	page   int    // the process of its page, which a crash exchanges for another
	faults string // the log of faults
}

// open starts Xvfb, the binary with args, and a WebDriver session on its page.
func open(t *testing.T, env []string, args ...string) *window {
	t.Helper()
	runtime.LockOSThread() // the children die with this thread, even when the test is killed
	display := startDisplay(t)
	inspector, port := freePort(t), freePort(t)

	home := t.TempDir()
	if !slices.ContainsFunc(env, func(v string) bool { return strings.HasPrefix(v, "DBUS_SESSION_BUS_ADDRESS=") }) {
		withoutNotices(t, home)
	}
	w := &window{stderr: &bytes.Buffer{}, exited: make(chan error, 1), faults: filepath.Join(home, "beiandesk", "errors.log")}
	w.app = exec.Command(binary(t), args...)
	w.app.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "DISPLAY=" + display, "HOME=" + home,
		"XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_RUNTIME_DIR=" + home,
		"NO_AT_BRIDGE=1", fmt.Sprintf("WEBKIT_INSPECTOR_SERVER=127.0.0.1:%d", inspector),
		"LD_PRELOAD=" + buildShim(t),
	}, env...)
	w.app.Stderr = w.stderr
	w.app.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := w.app.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { w.exited <- w.app.Wait() }()
	t.Cleanup(func() { _ = w.app.Process.Kill() }) // gone already after close
	waitPort(t, inspector, w)

	drv := start(t, exec.Command("WebKitWebDriver", fmt.Sprintf("--port=%d", port), fmt.Sprintf("--target=127.0.0.1:%d", inspector)))
	t.Cleanup(func() { _ = drv.Process.Signal(syscall.SIGTERM) })
	waitPort(t, port, w)

	w.driver = &driver{t: t, base: fmt.Sprintf("http://127.0.0.1:%d", port), http: http.Client{Timeout: 20 * time.Second}}
	w.drive()
	w.page = w.webProcess()
	return w
}

// withoutNotices has the window show no notices of the system's where there is no desktop to take them.
func withoutNotices(t *testing.T, home string) {
	t.Helper()
	dir := filepath.Join(home, "beiandesk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "window.json"), []byte(`{"lock_after":15,"desktop":{"on":false}}`), 0o600); err != nil {
		t.Fatal(err)
	}
}

// drive begins a WebDriver session on the page, waiting until the window has let go of the one before.
func (w *window) drive() {
	w.t.Helper()
	w.base, _, _ = strings.Cut(w.base, "/session/")
	var session struct{ SessionID string }
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		err := w.call(http.MethodPost, "/session", map[string]any{"capabilities": map[string]any{}}, &session)
		if err == nil {
			break
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("no WebDriver session: %v\n%s", err, w.stderr)
		}
	}
	w.base += "/session/" + session.SessionID
}

// close ends the session, asks the binary to end, and fails on anything but a clean
// exit. The web process must still have been the same: a crash of it leaves the binary
// alive, with a page that was loaded anew.
func (w *window) close() {
	w.t.Helper()
	if page := w.webProcess(); page == 0 || page != w.page {
		w.t.Fatalf("the web process was %d and is %d\n%s", w.page, page, w.stderr)
	}
	if err := w.call(http.MethodDelete, "", nil, nil); err != nil {
		w.t.Fatal(err)
	}
	w.signal(syscall.SIGTERM)
	w.ended()
}

func (w *window) signal(s syscall.Signal) {
	w.t.Helper()
	if err := w.app.Process.Signal(s); err != nil {
		w.t.Fatal(err)
	}
}

// ended fails on anything but a clean exit.
func (w *window) ended() {
	w.t.Helper()
	select {
	case err := <-w.exited:
		if err != nil {
			w.t.Fatalf("the window did not end cleanly: %v\n%s", err, w.stderr)
		}
	case <-time.After(20 * time.Second):
		w.t.Fatal("the window did not end after the signal")
	}
}

// stored waits until a draft with the text is kept.
func (w *window) stored(text string) {
	w.t.Helper()
	w.wait("the draft to be stored", `
window.go.app.DraftsService.All({}).then(v => { window.smokeDrafts = JSON.stringify(v) });
return (window.smokeDrafts || "").includes(`+quote(text)+")")
}

// noted fails unless the log of faults holds the words so many times.
func (w *window) noted(words string, times int) {
	w.t.Helper()
	text, err := os.ReadFile(w.faults)
	if err != nil {
		w.t.Fatal(err)
	}
	if got := strings.Count(string(text), words); got != times {
		w.t.Errorf("%q is noted %d times, not %d:\n%s", words, got, times, text)
	}
}

// killPage kills the web process, waits until another one is there and drives its page.
func (w *window) killPage() {
	w.t.Helper()
	if w.page == 0 {
		w.t.Fatal("no web process beside a page on screen")
	}
	if err := syscall.Kill(w.page, syscall.SIGKILL); err != nil {
		w.t.Fatal(err)
	}
	w.newPage()
}

// newPage waits until another web process than that of before is there, and drives its page.
func (w *window) newPage() {
	w.t.Helper()
	was := w.page
	for deadline := time.Now().Add(20 * time.Second); w.page == 0 || w.page == was; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Fatalf("no web process follows that of before\n%s", w.stderr)
		}
		w.page = w.webProcess()
	}
	// The driver gives its session up with the page, the window only once it is told.
	if err := w.call(http.MethodDelete, "", nil, nil); err != nil {
		w.t.Fatal(err)
	}
	w.drive()
	w.wait("the page", "return document.readyState === 'complete'")
}

// webProcess finds the web process among the children of every thread, since each
// thread lists only those it started. 0 says that there is none, or a dead one.
func (w *window) webProcess() int {
	w.t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", w.app.Process.Pid))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, list := range lists {
		children, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended meanwhile
		}
		for _, child := range strings.Fields(string(children)) {
			stat, err := os.ReadFile("/proc/" + child + "/stat")
			if err != nil || !bytes.Contains(stat, []byte("(WebKitWebProces) ")) || bytes.Contains(stat, []byte(") Z ")) {
				continue
			}
			if pid, err := strconv.Atoi(child); err == nil {
				return pid
			}
		}
	}
	return 0
}

// startDisplay lets Xvfb choose a free display and tell it once it is ready.
func startDisplay(t *testing.T) string {
	t.Helper()
	r, pw, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{pw}
	start(t, cmd)
	_ = pw.Close()
	t.Cleanup(func() { _ = cmd.Process.Signal(syscall.SIGTERM) })
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	return ":" + strings.TrimSpace(line)
}

func start(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // it was told to end; its code says nothing
	return cmd
}

func buildShim(t *testing.T) string {
	t.Helper()
	flags, err := exec.Command("pkg-config", "--cflags", "webkit2gtk-4.1").Output()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "shim.so")
	args := append([]string{"-shared", "-fPIC", "-O2", "-Wall", "-o", out, "testdata/shim.c"}, strings.Fields(string(flags))...)
	if text, err := exec.Command("gcc", args...).CombinedOutput(); err != nil {
		t.Fatalf("gcc: %v\n%s", err, text)
	}
	return out
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func waitPort(t *testing.T, port int, w *window) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			_ = c.Close()
			return
		}
		select {
		case err := <-w.exited:
			t.Fatalf("the window ended early: %v\n%s", err, w.stderr)
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("nothing listens on %d\n%s", port, w.stderr)
		}
	}
}
