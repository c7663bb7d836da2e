// Package consents is what people have agreed to (同意): to what, of which data, in which way,
// on which day, and whether they have withdrawn it. What there is to agree to, and what is
// warned of where a consent is missing, is data.
package consents

import (
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Consent is a person's to one matter.
type Consent struct {
	ID        ref.ConsentID
	Person    ref.PersonID
	Matter    string   // code of a Matter
	Kinds     []string // what data it covers, in words, as the matter said on the day
	Way       string   // code of a Way
	On        cal.Day
	Evidence  string // where it lies, which version of the text; sealed
	Staff     ref.StaffID
	Recorded  time.Time
	Withdrawn *Withdrawal // nil while it holds
	File      *File       // the evidence itself; nil where it lies elsewhere
}

// File is the sealed file that proves a consent: a scan of what was signed, a picture of what
// was written. Several consents given on one paper name the same Blob.
type File struct {
	Name    string // as it came in; sealed
	Mime    string // image/jpeg, image/png, application/pdf
	Size    int64  // bytes
	Width   int    // pixels; 0 for a PDF
	Height  int
	Blob    string // under which the vault keeps the bytes: a keyed hash of them
	AddedBy ref.StaffID
	AddedAt time.Time
}

// Withdrawal is 撤回同意.
type Withdrawal struct {
	On       cal.Day
	Follows  string // what was done upon it; sealed
	Staff    ref.StaffID
	Recorded time.Time
}

// Holds says that it was given and not withdrawn by a day.
func (c Consent) Holds(day cal.Day) bool {
	return c.On <= day && (c.Withdrawn == nil || c.Withdrawn.On > day)
}

// Use is what personal data are about to be put to.
type Use string

// What is warned of when a consent for it is missing.
const (
	Scans    Use = "scans"    // scans of the person come in
	Handover Use = "handover" // they go to a reviewer
)

// Gap is a matter to which a person has not agreed, or no longer does.
type Gap struct {
	Matter    Matter
	Withdrawn cal.Day // 0 where he never agreed
}

// Gaps are the matters without which a use is warned of, of one person's consents on a day.
func Gaps(given []Consent, use Use, day cal.Day) []Gap {
	var gaps []Gap
	for _, m := range data().Matters {
		if !slices.Contains(m.Wants, use) {
			continue
		}
		gap, held := Gap{Matter: m}, false
		for _, c := range given {
			if c.Matter != m.Code {
				continue
			}
			held = held || c.Holds(day)
			if c.Withdrawn != nil {
				gap.Withdrawn = max(gap.Withdrawn, c.Withdrawn.On)
			}
		}
		if !held {
			gaps = append(gaps, gap)
		}
	}
	return gaps
}
