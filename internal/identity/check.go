// Package identity judges the numbers and names of a filing: identity cards, credit
// codes, phones, domains, filing numbers, names of leads and sites. It is pure: the
// same value gives the same Check everywhere, in forms, imports and commands.
//
// Rules stand in the filing handbook §2; lists of words, segments and codes are data
// files with source and date. A message is Chinese, says what to do and never repeats
// a sensitive number.
//
// A slip whose meaning is plain is mended, not refused, and every change is noted in
// Check.Notes. What can be read in two ways is refused with both readings.
package identity

import (
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Check is the judgement of one value.
type Check struct {
	Kind     string    `json:"kind"`
	Value    string    `json:"value"` // as it should be kept: half-width, no stray spaces, X in capitals
	OK       bool      `json:"ok"`
	Rule     string    `json:"rule"`    // the code of the rule that failed, "" when OK
	Message  string    `json:"message"` // what to do about it, "" when OK
	Notes    []string  `json:"notes"`   // what was changed to get Value, in words; none when it is as it was given
	Warnings []Warning `json:"warnings"`
}

// Warning is a doubt that does not stop anybody.
type Warning struct {
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// The kinds of values that Run judges.
const (
	KindID       = "id"
	KindUSCC     = "uscc"
	KindPhone    = "phone"
	KindLandline = "landline"
	KindPostcode = "postcode"
	KindLeadName = "lead-name"
	KindDomain   = "domain"
	KindICP      = "icp"
	KindPolice   = "police"
	KindSiteName = "site-name"
	KindEmail    = "email"
	KindDocument = "document"
)

// judges says who judges which kind, in the order in which Kinds lists them.
var judges = []struct {
	kind  string
	judge func(value string, today cal.Day) Check
}{
	{KindID, func(v string, today cal.Day) Check { _, c := ParseID(v, today); return c }},
	{KindUSCC, func(v string, _ cal.Day) Check { _, c := ParseUSCC(v); return c }},
	{KindPhone, func(v string, _ cal.Day) Check { return Phone(v) }},
	{KindLandline, func(v string, _ cal.Day) Check { return Landline(v) }},
	{KindPostcode, func(v string, _ cal.Day) Check { return Postcode(v) }},
	{KindLeadName, func(v string, _ cal.Day) Check { return LeadName(v) }},
	{KindDomain, func(v string, _ cal.Day) Check { _, c := ParseDomain(v); return c }},
	{KindICP, func(v string, today cal.Day) Check { _, c := ParseICP(v, today); return c }},
	{KindPolice, func(v string, _ cal.Day) Check { return Police(v) }},
	{KindSiteName, func(v string, _ cal.Day) Check { return SiteName(v, SiteNameContext{}) }},
	{KindEmail, func(v string, _ cal.Day) Check { return Email(v) }},
	{KindDocument, func(v string, _ cal.Day) Check { return Document(v) }},
}

// Kinds lists the kinds that Run knows.
func Kinds() []string {
	kinds := make([]string, len(judges))
	for i, j := range judges {
		kinds[i] = j.kind
	}
	return kinds
}

// Run judges a value of the named kind; today decides what lies in the future. An
// unknown kind is a Usage error.
func Run(kind, value string, today cal.Day) (Check, error) {
	for _, j := range judges {
		if j.kind == kind {
			return j.judge(value, today), nil
		}
	}
	return Check{}, errs.New(errs.Usage, "没有这种检查，请从这些里选：%s", listed(Kinds()))
}

func pass(kind, value string) Check {
	return Check{Kind: kind, Value: value, OK: true, Notes: []string{}, Warnings: []Warning{}}
}

func (c Check) fail(rule, message string) Check {
	c.OK, c.Rule, c.Message = false, c.Kind+"."+rule, message
	return c
}

func (c Check) warn(rule, message string) Check {
	c.Warnings = append(c.Warnings, Warning{c.Kind + "." + rule, message})
	return c
}

// warns says whether the rule, with its kind, is among the warnings.
func (c Check) warns(rule string) bool {
	return slices.ContainsFunc(c.Warnings, func(w Warning) bool { return w.Rule == rule })
}
