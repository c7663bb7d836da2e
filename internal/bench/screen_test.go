//go:build bench

package bench_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// screen is a display in memory, which is looked at and typed into from outside: what a
// program shows is timed without its knowing.
type screen struct {
	name    string // as DISPLAY takes it
	picture []byte // a picture in memory, changed by the server
	conn    net.Conn
	xtest   byte // the number of the extension by which keys are pressed
}

const (
	screenWidth, screenHeight = 1440, 900

	look = 4 * time.Millisecond // between two looks at the screen
	// still is how long a picture that is whole has not changed: two seconds later its scroll
	// bars begin to fade.
	still = 1500 * time.Millisecond
	// specks are changes too small to count, in bytes of the lines looked at: a caret.
	specks = 400
	every  = 3 // one line of so many is looked at
)

func newScreen(t *testing.T) *screen {
	t.Helper()
	dir := t.TempDir()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight), "-fbdir", dir, "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait() // it was told to end
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	s := &screen{name: ":" + strings.TrimSpace(line)}
	f, err := os.Open(filepath.Join(dir, "Xvfb_screen0"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	all, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(all) })
	s.picture = all[len(all)-screenWidth*screenHeight*4:]
	if err := s.connect(strings.TrimSpace(line)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.conn.Close() })
	return s
}

// blank waits until nothing is shown.
func (s *screen) blank() error {
	for begun := time.Now(); bytes.IndexFunc(s.picture, func(r rune) bool { return r != 0 }) >= 0; time.Sleep(look) {
		if time.Since(begun) > time.Minute {
			return errors.New("a window stays on the screen")
		}
	}
	return nil
}

// drawn waits until the picture has changed and then stands still, and gives the moment at
// which it changed last.
func (s *screen) drawn(before []byte) (time.Time, error) {
	begun := time.Now()
	var last time.Time // zero until something has changed
	for last.IsZero() || time.Since(last) < still {
		if time.Since(begun) > time.Minute {
			return last, errors.New("the screen shows nothing new, or does not come to rest")
		}
		time.Sleep(look)
		if now := time.Now(); s.changes(before) > specks {
			last = now
		}
	}
	return last, nil
}

// now is the picture of this moment.
func (s *screen) now() []byte { return bytes.Clone(s.picture) }

// changes counts what differs from before, and brings that up to date.
func (s *screen) changes(before []byte) (n int) {
	const stride = screenWidth * 4
	for at := 0; at < len(before); at += every * stride {
		was, is := before[at:at+stride], s.picture[at:at+stride]
		if bytes.Equal(was, is) {
			continue
		}
		for i := range was {
			if was[i] != is[i] {
				n++
			}
		}
		copy(was, is)
	}
	return n
}

// connect begins a session of the X protocol, for pressing keys.
func (s *screen) connect(number string) error {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+number)
	if err != nil {
		return err
	}
	s.conn = conn
	if _, err := conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(conn, head); err != nil {
		return err
	}
	if head[0] != 1 {
		return errors.New("the display refuses the connection")
	}
	if _, err := io.CopyN(io.Discard, conn, 4*int64(binary.LittleEndian.Uint16(head[6:]))); err != nil {
		return err
	}
	// QueryExtension of XTEST.
	if _, err := conn.Write([]byte{98, 0, 4, 0, 5, 0, 0, 0, 'X', 'T', 'E', 'S', 'T', 0, 0, 0}); err != nil {
		return err
	}
	reply := make([]byte, 32)
	if _, err := io.ReadFull(conn, reply); err != nil {
		return err
	}
	if reply[8] == 0 {
		return errors.New("the display has no XTEST")
	}
	s.xtest = reply[9]
	return nil
}

// What XTEST calls them.
const (
	keyPress, keyRelease, pointerMoves = 2, 3, 6
)

// fake makes an event as if keyboard or pointer had.
func (s *screen) fake(kind, detail byte, x, y uint16) error {
	request := make([]byte, 36)
	request[0], request[1], request[2] = s.xtest, 2, 9
	request[4], request[5] = kind, detail
	binary.LittleEndian.PutUint16(request[24:], x)
	binary.LittleEndian.PutUint16(request[26:], y)
	_, err := s.conn.Write(request)
	return err
}

// rows of a keyboard, from the key with the number on.
var rows = map[byte]string{10: "1234567890-", 24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm"}

const enterKey = 36

func (s *screen) press(key byte) error {
	return errors.Join(s.fake(keyPress, key, 0, 0), s.fake(keyRelease, key, 0, 0))
}

// write presses the keys of a text of small letters, numbers and -.
func (s *screen) write(text string) error {
	for _, c := range text {
		key := byte(0)
		for first, row := range rows {
			if i := strings.IndexRune(row, c); i >= 0 {
				key = first + byte(i)
			}
		}
		if key == 0 {
			return fmt.Errorf("there is no key for %q", c)
		}
		if err := s.press(key); err != nil {
			return err
		}
	}
	return nil
}
