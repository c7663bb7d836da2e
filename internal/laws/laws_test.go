package laws_test

import (
	"regexp"
	"testing"

	"beiandesk/internal/laws"
)

var (
	day     = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	dated   = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)
	article = regexp.MustCompile(`^第[一二三四五六七八九十百]+条`)
)

func TestEachLawSaysSinceWhenWhatItAsksAndWhereItWasRead(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range laws.All() {
		if seen[l.Code] || l.Name == "" || l.Source == "" || !dated.MatchString(l.Sourced) || !day.MatchString(l.Since) || len(l.Asks) == 0 {
			t.Errorf("%s lacks something, or stands twice: %+v", l.Code, l)
		}
		seen[l.Code] = true
		for _, a := range l.Asks {
			if a.What == "" || a.Where == "" {
				t.Errorf("%s %s says nothing", l.Name, a.At)
			}
			// A number that nobody read is not told, and then the law is not confirmed.
			if !article.MatchString(a.At) && (a.At != "条号未见原文" || !l.Unconfirmed) {
				t.Errorf("%s: %q is no article", l.Name, a.At)
			}
		}
	}
}

// Those that came into force after the seed was copied are named with their days.
func TestTheNewLawsAreNamed(t *testing.T) {
	since := map[string]string{}
	for _, l := range laws.All() {
		since[l.Code] = l.Since
	}
	for code, want := range map[string]string{
		"cybersecurity": "2026-01-01", "network-data": "2025-01-01", "face-recognition": "2025-06-01", "personal-information": "2021-11-01",
		"government-sites": "2024-07-01", "non-commercial-filing": "2005-03-20", "holidays": "2025-01-01",
	} {
		if since[code] != want {
			t.Errorf("%s is in force since %q, want %s", code, since[code], want)
		}
	}
}
