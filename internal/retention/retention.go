// Package retention says how long the desk keeps each kind of thing about people, from which
// day, and by which source: one list, as data, which whoever keeps, names or removes such a
// thing asks.
package retention

import (
	"fmt"
	"strings"

	"beiandesk/internal/cal"
)

// Ways in which a kind goes.
const (
	ByStaff = "staff" // staff remove what is due; nothing goes by itself
	BySelf  = "self"  // it goes by itself
	Stays   = "stays" // it stays as long as the folder
)

// Codes of kinds that have things which fall due one by one.
const (
	Scans     = "scans"
	Papers    = "papers"
	People    = "people"
	Contacts  = "contacts"
	Own       = "own"
	Consents  = "consents"
	Handovers = "handovers"
	Drafts    = "drafts"
	Words     = "words"
)

// Kind is a kind of thing that is kept, and for how long: Months or Days after the day it is
// counted from, at once where both are 0.
type Kind struct {
	Code      string   `json:"code"`
	Label     string   `json:"label"`
	What      string   `json:"what"`
	Way       string   `json:"way"`
	Months    int      `json:"months"`
	Days      int      `json:"days"`
	Agreed    int      `json:"agreed"` // months instead, where those concerned have agreed to it
	Keep      Thin     `json:"keep"`
	Materials []string `json:"materials"` // codes of the materials whose scans are of this kind; [] of all that no other has
	From      string   `json:"from"`      // what its day is the day of, in words
	Gone      string   `json:"gone"`      // what becomes of it, in words
	Source    string   `json:"source"`
	Sourced   string   `json:"sourced"` // the day of the source
}

// Thin says of how many days, weeks and months the newest copy stays.
type Thin struct {
	Days   int `json:"days"`
	Weeks  int `json:"weeks"`
	Months int `json:"months"`
}

// Until is the last day on which something is kept that counts from a day.
func (k Kind) Until(from cal.Day) cal.Day { return from.AddMonths(k.Months).Add(k.Days) }

// AgreedUntil is Until where those concerned have agreed.
func (k Kind) AgreedUntil(from cal.Day) cal.Day { return from.AddMonths(max(k.Agreed, k.Months)) }

// Due says that something that counts from a day need not be kept any more on another. What
// has no term is due on its day itself.
func (k Kind) Due(from, today cal.Day) bool {
	if k.Months == 0 && k.Days == 0 {
		return from <= today
	}
	return k.Until(from) < today
}

// LastDue is the latest day from which what counts is due on a day.
func (k Kind) LastDue(today cal.Day) cal.Day {
	day := today.AddMonths(-k.Months).Add(-k.Days)
	for !k.Due(day, today) {
		day = day.Add(-1)
	}
	return day
}

// Term is how long it is kept, in words; "" where no term is set.
func (k Kind) Term() string {
	switch {
	case k.Keep != Thin{}:
		return fmt.Sprintf("最近 %d 天、%d 周、%d 个月的各一份", k.Keep.Days, k.Keep.Weeks, k.Keep.Months)
	case k.Months > 0:
		return span(k.Months)
	case k.Days > 0:
		return fmt.Sprintf("%d 天", k.Days)
	case k.Way == Stays:
		return ""
	}
	return "到期即删"
}

// Kept is Term as lists show it: of what stays it is the least.
func (k Kind) Kept() string {
	if term := k.Term(); k.Way != Stays || term == "" {
		return term
	}
	return "至少 " + k.Term()
}

// Span is Kept with the day that it counts from, as a phrase.
func (k Kind) Span() string {
	switch {
	case k.Kept() == "":
		return "随资料夹"
	case k.Months == 0 && k.Days == 0 && k.Keep == (Thin{}):
		return k.From + "就到期"
	}
	return k.Kept() + "，从" + k.From + "起"
}

func span(months int) string {
	if months%12 == 0 {
		return fmt.Sprintf("%d 年", months/12)
	}
	return fmt.Sprintf("%d 个月", months)
}

// Fill puts terms in a text that names them: {bills} is how long bills are kept.
func Fill(text string) string {
	for _, k := range data().Kinds {
		text = strings.ReplaceAll(text, "{"+k.Code+"}", k.Term())
	}
	return text
}
