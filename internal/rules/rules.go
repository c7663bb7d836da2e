// Package rules holds the pre-flight: rules kept as sourced data, judged over the flat
// facts of a case before each submission (handbook §2, §8). It is pure; the office
// gathers the facts and covers what must not be shown.
package rules

import "beiandesk/internal/cal"

// Outcome is what a rule says of a fact.
type Outcome string

const (
	Fail    Outcome = "fail"
	Warn    Outcome = "warn"
	Unknown Outcome = "unknown" // nothing to judge is on record
	Pass    Outcome = "pass"
)

// Outcomes lists the outcomes in the order in which people want to read them.
var Outcomes = []Outcome{Fail, Warn, Unknown, Pass}

// Rule is one line of a pack. Its label, text and advice may say {files}: what the type of
// the case files (网站, APP), by which they are worded before anybody reads them.
type Rule struct {
	Code     string     `json:"code"`
	Label    string     `json:"label"` // what holds when all is well
	Field    string     `json:"field"`
	Operator string     `json:"operator"`
	Value    string     `json:"value"`    // what the operator compares with
	Severity Outcome    `json:"severity"` // of a rule that is broken: fail or warn
	Text     string     `json:"text"`     // what is wrong; "" where the operator words it
	Advice   string     `json:"advice"`   // what to do about it
	Sources  []Citation `json:"sources"`
	Conflict bool       `json:"conflict"` // the sources contradict each other: never more than a warning
	Stages   []string   `json:"stages"`   // before whose submission it runs
	Types    []string   `json:"types"`    // case types; empty is all
	Subjects []string   `json:"subjects"` // kinds of subject; empty is all

	Off       bool     `json:"-"` // the desk does not run it
	Own       bool     `json:"-"` // the desk added it
	Confirmed *cal.Day `json:"-"` // when staff last confirmed it with the office
}

// Citation says where a rule is written: in which of the pack's sources, and where in it.
// Rules of release 1 and those of the desk have no place.
type Citation struct {
	Source string `json:"source"` // key of the pack's sources
	At     string `json:"at"`     // page and section
}

// Source is something in which rules are written.
type Source struct {
	Label string `json:"label"`
	Date  string `json:"date"` // a day, month or year; begins with 日期不详 where the source has none
}

// Fact is one value of a case. Value is judged and never leaves the judgement; Shown
// is what may be seen of it.
type Fact struct {
	Of    string // whose: id of the person or site, "" for the order
	About string // the same in words, "" where there is nothing to tell apart
	Value string // "" when it is not on record
	Shown string
	Wrong string // what is known to be wrong with it, in words without personal data
}

// Facts are what a case's rules are judged by. A field may have several facts: one a
// person, one a site, one a file.
type Facts struct {
	Today   cal.Day
	Type    string // case type
	Subject string // kind of subject
	Fields  map[string][]Fact

	Calendar *cal.Calendar // by which working days are counted; nil leaves them unjudged
}

// Result is the judgement of one rule over one fact.
type Result struct {
	Code    string
	Field   string // what it judges
	Label   string
	Outcome Outcome
	About   string
	Value   string // covered
	Text    string // what is wrong; "" for a pass
	Advice  string // what to do; "" for a pass
	Source  string // each with its place; of several each with its date
	Date    string // of the latest
	Pack    string // 全国, 浙江

	Confirmed *cal.Day // when staff last confirmed the rule; nil when nobody has
}
