package demo

import (
	"slices"
	"strings"

	"beiandesk/internal/workflow"
)

// detours are what a quirk puts before an action.
var detours = []struct {
	quirk, before string
	steps         []string
}{
	{badTemplate, "template.approve", []string{"template.reject", "materials.done", "template.submit"}},
	{badDomain, "domain.verified", []string{"domain.fail", "template.submit", "template.approve", "domain.bought"}},
	{twoLeads, "forms.face", []string{"forms.face"}},
	{call, "prereview.pass", []string{"prereview.missed-call"}},
	{badPrereview, "prereview.pass", []string{"prereview.reject", "forms.filled", "forms.face", "prereview.submit"}},
	{pulledBack, "prereview.pass", []string{"prereview.pull-back", "forms.filled", "forms.face", "prereview.submit"}},
	{missedOnce, "sms.verified", []string{"sms.missed", "bureau-submit.again", "bureau-submit.sms"}},
	{missedTwice, "sms.verified", []string{"sms.missed", "bureau-submit.again", "bureau-submit.sms", "sms.missed", "bureau-submit.again", "bureau-submit.sms"}},
	{wrong, "sms.verified", []string{"sms.wrong"}},
	{badReview, "bureau-review.approve", []string{"bureau-review.reject", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified"}},
	{badPolice, "police-site.approve", []string{"police-site.reject", "police-site.submit"}},
	{appointment, "police-site.approve", []string{"police-site.appointment"}},
}

// path lists the actions of a scenario up to the one that has not happened yet: the straight
// way after the signing, with its detours. A type leaves out the actions of stages that it has
// not.
func (s scenario) path(stages []string) []string {
	list := []string{}
	for _, code := range workflow.Embedded().Way[1:] {
		stage, _, _ := strings.Cut(code, ".")
		if !slices.Contains(stages, stage) || s.kind == "cancel" && stage == "forms" || s.has(icpOnly) && strings.HasPrefix(stage, "police-") {
			continue
		}
		if sms := slices.Contains(stages, "sms"); sms && code == "bureau-submit.accept" || !sms && code == "bureau-submit.sms" {
			continue
		}
		for _, d := range detours {
			if d.before == code && s.has(d.quirk) {
				list = append(list, d.steps...)
			}
		}
		if code == "police-account.done" && s.kind == "add" {
			code = "police-account.skip"
		}
		list = append(list, code)
	}
	return s.cut(list)
}

// cut ends a path before the action named by until. A round that is over has no detour
// of its own: it ends before the confirmation of the miss.
func (s scenario) cut(list []string) []string {
	code, nth, _ := strings.Cut(s.until, "#")
	if code == "sms.missed" {
		code = "sms.verified"
	}
	left := 1
	if nth == "2" {
		left = 2
	}
	for i, c := range list {
		if c == code {
			if left--; left == 0 {
				return list[:i]
			}
		}
	}
	return list
}

func (s scenario) has(quirk string) bool { return slices.Contains(s.quirks, quirk) }
