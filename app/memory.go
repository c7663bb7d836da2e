package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"beiandesk/internal/atomicfile"
)

// Memory is what the window remembers for this user of the system between starts:
// the folder, who last worked in it, and the window's size. Nothing of a client.
type Memory struct {
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
}

// LoadMemory reads the memory at path. A missing file is a first start; an
// unreadable one is logged and forgotten, since everything in it can be chosen anew.
func LoadMemory(path string) *Memory {
	m := &Memory{path: path, data: remembered{Staff: map[string]string{}, Width: 1440, Height: 900}}
	text, err := os.ReadFile(path)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			slog.Warn("window memory is unreadable", "error", err)
		}
		return m
	}
	read := m.data
	if err := json.Unmarshal(text, &read); err != nil {
		slog.Warn("window memory is broken", "error", err)
		return m
	}
	if read.Staff == nil {
		read.Staff = map[string]string{}
	}
	m.data = read
	return m
}

// MemoryPath is where the memory lies for this user of the system.
func MemoryPath() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "beiandesk", "window.json"), nil
}

// Window tells the size to open with.
func (m *Memory) Window() (width, height int, maximised bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return max(m.data.Width, 1024), max(m.data.Height, 640), m.data.Maximised
}

// Folder tells the folder of the last start, "" at the first.
func (m *Memory) Folder() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.data.Folder
}

// StaffOf tells who last worked in a folder, "" when nobody did.
func (m *Memory) StaffOf(folder string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.data.Staff[folder]
}

// SetWindow remembers the window's size. A maximised window keeps its old size.
func (m *Memory) SetWindow(width, height int, maximised bool) {
	m.change(func(d *remembered) {
		d.Maximised = maximised
		if !maximised {
			d.Width, d.Height = width, height
		}
	})
}

// SetFolder remembers an opened folder and who works in it.
func (m *Memory) SetFolder(folder, staff string) {
	m.change(func(d *remembered) {
		d.Folder = folder
		d.Staff[folder] = staff
	})
}

func (m *Memory) change(f func(*remembered)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f(&m.data)
	text, err := json.MarshalIndent(m.data, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(m.path), 0o700)
	}
	if err == nil {
		err = atomicfile.Write(m.path, text)
	}
	if err != nil {
		slog.Warn("window memory was not saved", "error", err)
	}
}
