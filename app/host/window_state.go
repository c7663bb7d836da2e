package host

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/desktop"
	"beiandesk/internal/infile"
)

// WindowState is what the window remembers for this user of the system between starts:
// the folder, who last worked in it, and the window's size. Nothing of a client.
type WindowState struct {
	path string

	mu   sync.Mutex
	data remembered
}

type remembered struct {
	Folder    string            `json:"folder"`
	Staff     map[string]string `json:"staff"` // folder → staff id
	Width     int               `json:"width"`
	Height    int               `json:"height"`
	Maximised bool              `json:"maximised"`
	LockAfter int               `json:"lock_after"` // minutes; 0 is never
	Agendas   map[string]Agenda `json:"agendas,omitempty"`
	Demo      string            `json:"demo,omitempty"` // the folder in which the window has made its demonstration
	Desktop   notices           `json:"desktop"`
}

// Agenda is the calendar file that the window keeps up to date for a folder.
type Agenda struct {
	Path string `json:"path"`           // absolute; "" is none
	Mine bool   `json:"mine,omitempty"` // of the cases of whoever works here alone
}

// LoadWindowState reads the state at path. A missing file is a first start; an
// unreadable one is logged and forgotten, since everything in it can be chosen anew.
func LoadWindowState(path string) *WindowState {
	w := &WindowState{path: path, data: remembered{Staff: map[string]string{}, Width: 1440, Height: 900, LockAfter: 15, Desktop: notices{Choices: desktop.First()}}}
	text, err := infile.Read(path, "窗口的记录", 1<<20)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			slog.Warn("window state is unreadable", "error", err)
		}
		return w
	}
	read := w.data
	if err := json.Unmarshal(text, &read); err != nil {
		slog.Warn("window state is broken", "error", err)
		return w
	}
	if read.Staff == nil {
		read.Staff = map[string]string{}
	}
	w.data = read
	return w
}

// WindowStatePath is where the state lies for this user of the system.
func WindowStatePath() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "beiandesk", "window.json"), nil
}

// Window tells the size to open with.
func (w *WindowState) Window() (width, height int, maximised bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return max(w.data.Width, 1024), max(w.data.Height, 640), w.data.Maximised
}

// LockAfter tells after how many minutes without an act a desk locks itself; 0 is never.
func (w *WindowState) LockAfter() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.data.LockAfter
}

// SetLockAfter remembers it.
func (w *WindowState) SetLockAfter(minutes int) {
	w.change(func(d *remembered) { d.LockAfter = minutes })
}

// Folder tells the folder of the last start, "" at the first.
func (w *WindowState) Folder() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.data.Folder
}

// StaffOf tells who last worked in a folder, "" when nobody did.
func (w *WindowState) StaffOf(folder string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.data.Staff[folder]
}

// Knows says whether a desk was opened in a folder before.
func (w *WindowState) Knows(folder string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, known := w.data.Staff[folder]
	return known || folder != "" && folder == w.data.Folder
}

// Forget lets a folder go.
func (w *WindowState) Forget(folder string) {
	w.change(func(d *remembered) {
		delete(d.Staff, folder)
		delete(d.Agendas, folder)
		if d.Folder == folder {
			d.Folder = ""
		}
	})
}

// SetWindow remembers the window's size. A maximised window keeps its old size.
func (w *WindowState) SetWindow(width, height int, maximised bool) {
	w.change(func(d *remembered) {
		d.Maximised = maximised
		if !maximised {
			d.Width, d.Height = width, height
		}
	})
}

// SetFolder remembers an opened folder and who works in it.
func (w *WindowState) SetFolder(folder, staff string) {
	w.change(func(d *remembered) {
		d.Folder = folder
		d.Staff[folder] = staff
	})
}

// Demo tells in which folder the window has made its demonstration, "" when it has made none.
func (w *WindowState) Demo() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.data.Demo
}

// SetDemo remembers it; "" when it is gone.
func (w *WindowState) SetDemo(folder string) {
	w.change(func(d *remembered) { d.Demo = folder })
}

// NoDemoVariable, set to anything, keeps first run from offering a demonstration: for who looks
// after the machines of an agency.
const NoDemoVariable = "BEIANDESK_NO_DEMO"

// DemoFolder is where the window makes its demonstration; "" where none is to be offered.
func DemoFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil || os.Getenv(NoDemoVariable) != "" {
		return ""
	}
	return filepath.Join(dir, "beiandesk", "demo")
}

// Agenda tells the calendar file of a folder, none where nobody has asked for one.
func (w *WindowState) Agenda(folder string) Agenda {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.data.Agendas[folder]
}

// SetAgenda remembers it; without a path there is none any more.
func (w *WindowState) SetAgenda(folder string, a Agenda) {
	w.change(func(d *remembered) {
		if d.Agendas == nil {
			d.Agendas = map[string]Agenda{}
		}
		d.Agendas[folder] = a
		if a.Path == "" {
			delete(d.Agendas, folder)
		}
	})
}

func (w *WindowState) change(f func(*remembered)) {
	if err := w.keep(f); err != nil {
		slog.Warn("window state was not saved", "error", err)
	}
}

func (w *WindowState) keep(f func(*remembered)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	f(&w.data)
	text, err := json.MarshalIndent(w.data, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(w.path), 0o700)
	}
	if err == nil {
		err = atomicfile.Write(w.path, text)
	}
	return err
}
