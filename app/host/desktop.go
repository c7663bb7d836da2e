package host

import (
	"slices"
	"time"

	"beiandesk/internal/desktop"
)

// notices are what the user of this machine wants told on it, and what was. They lie here and not
// in the desk, for a locked desk tells, too, and remembers what it told.
type notices struct {
	desktop.Choices
	Told []string     `json:"told,omitempty"` // the keys of what was told, the newest last
	Log  []NoticeLine `json:"log,omitempty"`  // the newest last
}

// NoticeLine is a notice that was shown, or should have been.
type NoticeLine struct {
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
	Failed string    `json:"failed,omitempty"` // why the system did not take it
}

const (
	toldKept = 500
	logKept  = 50
)

// Notices tells what the user of this machine wants told on it.
func (w *WindowState) Notices() desktop.Choices {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.data.Desktop.Choices
	c.At = slices.Clone(c.At)
	return c
}

// SetNotices remembers it. Where it could not be written down, what was chosen before holds.
func (w *WindowState) SetNotices(c desktop.Choices) error {
	before := w.Notices()
	if err := w.keep(func(d *remembered) { d.Desktop.Choices = c }); err != nil {
		w.change(func(d *remembered) { d.Desktop.Choices = before })
		return err
	}
	return nil
}

// NoticeTold says whether something was told on this machine.
func (w *WindowState) NoticeTold(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Contains(w.data.Desktop.Told, key)
}

// ClaimNotice remembers what is told by its keys, before it is: nothing is told twice.
func (w *WindowState) ClaimNotice(keys []string) {
	w.change(func(d *remembered) {
		told := append(d.Desktop.Told, keys...)
		d.Desktop.Told = told[max(0, len(told)-toldKept):]
	})
}

// ReleaseNotice lets what could not be told be told again.
func (w *WindowState) ReleaseNotice(keys []string) {
	w.change(func(d *remembered) {
		d.Desktop.Told = slices.DeleteFunc(d.Desktop.Told, func(told string) bool { return slices.Contains(keys, told) })
	})
}

// NoteNotice adds a line to what was told.
func (w *WindowState) NoteNotice(line NoticeLine) {
	w.change(func(d *remembered) {
		log := append(d.Desktop.Log, line)
		d.Desktop.Log = log[max(0, len(log)-logKept):]
	})
}

// NoticeLog is what was told last, the newest first.
func (w *WindowState) NoticeLog() []NoticeLine {
	w.mu.Lock()
	defer w.mu.Unlock()
	log := slices.Clone(w.data.Desktop.Log)
	slices.Reverse(log)
	return log
}
