//go:build bench

package bench_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"beiandesk/internal/bench"
	"beiandesk/internal/demo"
	"beiandesk/internal/vault"
)

const (
	openings = 9 // rounds in which every window is opened once

	// typed is how long the page has for taking what was typed, settled how long a window has
	// to let go of what opening took.
	typed   = 500 * time.Millisecond
	settled = 5 * time.Second

	// tick is the unit in which the system counts processor time.
	tick = 10 * time.Millisecond
)

// program is a window that is opened again and again.
type program struct {
	name string
	path string
	dir  string // a made folder, in which a passphrase is typed; "" is none
}

// opening is what one took: until its first screen stood; from Enter until Today did, and
// mixing the passphrase beside it alone; processor time of all its processes, and the memory
// that they held afterwards.
type opening struct {
	first, today, mixing, cpu time.Duration
	memory                    int64 // bytes
}

// open opens a window on a screen, waits until what it shows stands still, and closes it.
func (p program) open(t *testing.T, s *screen) (o opening, err error) {
	t.Helper()
	home := t.TempDir()
	var args []string
	if p.dir != "" {
		dir := filepath.Join(home, "desk")
		if err := bench.Copy(dir, p.dir); err != nil {
			return o, err
		}
		args = []string{"--data", dir}
		begun := time.Now()
		v, err := vault.OpenPassphrase(dir, demo.Passphrase)
		if err != nil {
			return o, err
		}
		v.Close()
		o.mixing = time.Since(begun)
	}
	cmd := exec.Command(p.path, args...)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "DISPLAY=" + s.name, "HOME=" + home, "NO_AT_BRIDGE=1", "BEIANDESK_NOW=" + bench.AsOf.Format(time.RFC3339),
		"XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_RUNTIME_DIR=" + home,
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := s.blank(); err != nil {
		return o, err
	}
	before, begun := s.now(), time.Now()
	if err := cmd.Start(); err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, cmd.Process.Signal(syscall.SIGTERM), cmd.Wait()) }()
	at, err := s.drawn(before)
	if err != nil {
		return o, err
	}
	o.first = at.Sub(begun)
	if p.dir != "" {
		if err := errors.Join(s.fake(pointerMoves, 0, screenWidth/2, screenHeight/2), s.write(demo.Passphrase)); err != nil {
			return o, err
		}
		time.Sleep(typed)
		before, begun = s.now(), time.Now()
		if err := s.press(enterKey); err != nil {
			return o, err
		}
		if at, err = s.drawn(before); err != nil {
			return o, err
		}
		o.today = at.Sub(begun)
	}
	time.Sleep(settled)
	return o, o.weigh(cmd.Process.Pid)
}

// weigh adds what a process and those it has started have used and hold, each page that
// several share by its part.
func (o *opening) weigh(pid int) error {
	held, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(held), "\nPss:")
	kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		return err
	}
	o.memory += kilobytes << 10
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return err
	}
	_, rest, _ = strings.Cut(string(stat), ") ")
	for _, field := range strings.Fields(rest)[11:13] { // in user mode, and in the kernel
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return err
		}
		o.cpu += time.Duration(n) * tick
	}
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return err
	}
	for _, list := range lists {
		children, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended meanwhile
		}
		for _, word := range strings.Fields(string(children)) {
			child, err := strconv.Atoi(word)
			if err != nil {
				return err
			}
			if err := o.weigh(child); err != nil {
				return err
			}
		}
	}
	return nil
}

// hello builds a window that does nothing.
func hello(t *testing.T) program {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hello")
	out, err := exec.Command("go", "build", "-tags", "desktop,production,webkit2_41", "-o", path, "./testdata/hello").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program{name: "A window of one line", path: path}
}

// windows are the one that does nothing, and the desk's on each of the smaller folders.
func windows(t *testing.T) []program {
	t.Helper()
	path, err := filepath.Abs("../../build/bin/beiandesk")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("run make build first: %v", err)
	}
	const few = 40
	small, err := bench.Folder(t.Context(), filepath.Join("..", "..", "build", "tmp", "bench", "few"), few, few)
	if err != nil {
		t.Fatal(err)
	}
	dirs, least := folders(t), sizes(t)[0]
	return []program{
		hello(t),
		{fmt.Sprintf("The desk, %d cases", few), path, small},
		{fmt.Sprintf("The desk, %d cases", least), path, dirs[least]},
	}
}

func TestWindow(t *testing.T) {
	before, s, list := load(t), newScreen(t), windows(t)
	got := map[string][]opening{}
	for round := range openings + 1 {
		for _, p := range list {
			o, err := p.open(t, s)
			if err != nil {
				t.Fatalf("%s: %v", p.name, err)
			}
			if round > 0 {
				got[p.name] = append(got[p.name], o)
			}
		}
	}
	r := newReport(t, "6-window", "The window", "window", "first screen: median and p95, ms", "Enter to Today", "of it mixing the passphrase", "CPU, ms", "memory, MB", "memory against one line")
	least := medianOf(got[list[0].name], func(o opening) int64 { return o.memory })
	for _, p := range list {
		all := got[p.name]
		times := func(of func(opening) time.Duration) (median, p95 time.Duration) {
			costs := make([]cost, len(all))
			for i, o := range all {
				costs[i].wall = of(o)
			}
			slices.SortFunc(costs, func(a, b cost) int { return int(a.wall - b.wall) })
			return costs[len(costs)/2].wall, costs[len(costs)*95/100].wall
		}
		both := func(of func(opening) time.Duration) string {
			median, p95 := times(of)
			if p95 == 0 {
				return ""
			}
			return ms(median) + ", " + ms(p95)
		}
		cpu, _ := times(func(o opening) time.Duration { return o.cpu })
		memory := medianOf(all, func(o opening) int64 { return o.memory })
		r.row(p.name, both(func(o opening) time.Duration { return o.first }), both(func(o opening) time.Duration { return o.today }), both(func(o opening) time.Duration { return o.mixing }), ms(cpu),
			fmt.Sprint(memory>>20), fmt.Sprintf("%.2f ×", float64(memory)/float64(least)))
	}
	r.save(before)
}

func medianOf(all []opening, of func(opening) int64) int64 {
	list := make([]int64, len(all))
	for i, o := range all {
		list[i] = of(o)
	}
	slices.Sort(list)
	return list[len(list)/2]
}
