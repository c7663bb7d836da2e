package host

import (
	"errors"
	"regexp"
)

// WindowLog takes what the window library logs. The library repeats whole calls of the page
// in its errors, with names and numbers of clients in them, so only the words in front of
// the first colon are kept.
type WindowLog struct{ note func(error) string }

// NewWindowLog is one that keeps faults in the numbered log, by a function that gives the
// number.
func NewWindowLog(note func(fault error) string) WindowLog { return WindowLog{note} }

// kindOfFault is what the library itself says in front of what it repeats.
var kindOfFault = regexp.MustCompile(`^([A-Za-z][A-Za-z ]{2,39}):`)

func (l WindowLog) keep(message string) {
	kind := "window library error"
	if m := kindOfFault.FindStringSubmatch(message); m != nil {
		kind += ": " + m[1]
	}
	l.note(errors.New(kind))
}

// Error keeps that something failed.
func (l WindowLog) Error(message string) { l.keep(message) }

// Fatal keeps that the library gave up; it ends the program itself.
func (l WindowLog) Fatal(message string) { l.keep(message) }

// Print keeps nothing, as all that is no error.
func (WindowLog) Print(string) {}

// Trace keeps nothing.
func (WindowLog) Trace(string) {}

// Debug keeps nothing.
func (WindowLog) Debug(string) {}

// Info keeps nothing.
func (WindowLog) Info(string) {}

// Warning keeps nothing.
func (WindowLog) Warning(string) {}
