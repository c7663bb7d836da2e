// Package pasted reads what staff paste of a new client: a message, a row of a spreadsheet, a
// form that went round, what a look-up of business licences shows. It is pure, and keeps
// nothing: the same text gives the same Reading.
//
// A value is known by its label, or by its shape and check digit where it has none. Nothing
// that could as well be something else is settled without a word: it bears a Doubt, and a
// value that can't be right a Fault.
package pasted

import (
	"slices"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/wordings"
)

// MostRunes is how long a text may be: beyond any block about one client.
const MostRunes = 8_000

// Found is something of a case that stands in the text.
type Found struct {
	Field string `json:"field"` // as wordings has them: lead.mobile; "" for what a new case has no place for
	Label string `json:"label"`
	Value string `json:"value"` // as it would be kept; as written where there is a Fault
	// Start and End are where it stands, in UTF-16 units of the text; of what is Guessed, where
	// that stands from which it is.
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Guessed bool     `json:"guessed"` // settled from something else that stands there
	Notes   []string `json:"notes"`   // what was mended to get Value
	Told    string   `json:"told"`    // what was settled that the text leaves open: to be looked at
	Doubt   string   `json:"doubt"`   // why it may be meant otherwise: it is chosen, not taken
	Fault   string   `json:"fault"`   // why it can't be right, and what to do
}

// Reading is what a text tells.
type Reading struct {
	Found []Found  `json:"found"` // by where they stand
	Told  []string `json:"told"`  // of the text as a whole
}

// Read reads a text; today decides about days and ages. Errors: Invalid for one that is too
// long.
func Read(text string, today cal.Day) (Reading, error) {
	if n := utf8.RuneCountInString(text); n > MostRunes {
		return Reading{}, errs.AtField("text", "粘贴的内容有 %d 个字，最多 %d 个。请只粘贴这一个客户的资料；整张表请用“导入”", n, MostRunes)
	}
	r := &reader{page: newPage(text), today: today}
	r.lines()
	r.shapes()
	out := Reading{Found: r.settle(), Told: r.told}
	slices.SortStableFunc(out.Found, func(a, b Found) int { return a.Start - b.Start })
	for i, f := range out.Found {
		out.Found[i].Start, out.Found[i].End = r.units(f.Start), r.units(f.End)
		if field, ok := wordings.ByCode(f.Field); ok {
			out.Found[i].Label = field.Label
		}
	}
	if out.Told == nil {
		out.Told = []string{}
	}
	return out, nil
}

// reader is a text on its way to a Reading.
type reader struct {
	*page
	today  cal.Day
	pieces []piece // labelled ones first, then those known by their shape
	claims []span  // what has been read and is not looked through by shape
	doubts []doubt // what stands under a label that nobody knows
	turns  []turn
	told   []string
}

// span is a stretch of the text, in runes.
type span struct{ start, end int }

// piece is a value and what it is.
type piece struct {
	span
	at      target
	labeled bool
	bare    bool // its label does not say of which document
	doubt   string
	value   string // what it stands for, where that stands elsewhere
}

// doubt is a stretch in which nothing is taken as plain.
type doubt struct {
	span
	why string
}

// turn is where the text goes on about another: a name under 负责人, a heading.
type turn struct {
	span
	role  string
	label string // of a stranger
	alone bool   // a heading: what is the client's is a stranger's there, too
}

// roleAt is whom the text is about at a place; of a stranger what is written is doubted, and
// nobody's.
func (r *reader) roleAt(at int) string {
	if t := r.turnAt(at); t.role != stranger {
		return t.role
	}
	return ""
}

// turnAt is the last turn before a place that holds there.
func (r *reader) turnAt(at int) turn {
	found := turn{}
	for _, t := range r.turns {
		if t.start <= at && at < t.end && t.start >= found.start {
			found = t
		}
	}
	return found
}
