package consents_test

import (
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/consents"
)

func TestEveryMatterSaysWhatItCovers(t *testing.T) {
	seen, wanted := map[string]bool{}, map[consents.Use]bool{}
	for _, m := range consents.Matters() {
		if m.Code == "" || seen[m.Code] || m.Label == "" || m.Purpose == "" || m.At == "" || len(m.Kinds) == 0 {
			t.Errorf("%+v lacks something", m)
		}
		seen[m.Code] = true
		for _, use := range m.Wants {
			wanted[use] = true
		}
	}
	if !wanted[consents.Scans] || !wanted[consents.Handover] || len(wanted) != 2 {
		t.Errorf("warned of are %v", wanted)
	}
	if m, ok := consents.MatterOf("sensitive"); !ok || !m.Separate {
		t.Errorf("what is sensitive needs a consent of its own: %+v", m)
	}
	for _, w := range consents.Ways() {
		if got, ok := consents.WayOf(w.Code); !ok || got.Label == "" {
			t.Errorf("%+v", w)
		}
	}
}

// A consent holds from its day until it is withdrawn; one that is given anew holds again.
func TestAGapIsWhatWasNeverAgreedOrWithdrawn(t *testing.T) {
	day := func(d int) cal.Day { return cal.Date(2026, 9, d) }
	given := consents.Consent{Matter: "sensitive", On: day(5)}
	withdrawn := given
	withdrawn.Withdrawn = &consents.Withdrawal{On: day(10)}
	again := given
	again.On = day(12)
	for name, test := range map[string]struct {
		given []consents.Consent
		on    int
		gap   bool
		since cal.Day
	}{
		"never":          {nil, 5, true, 0},
		"of another":     {[]consents.Consent{{Matter: "basic", On: day(1)}}, 5, true, 0},
		"before its day": {[]consents.Consent{given}, 4, true, 0},
		"on its day":     {[]consents.Consent{given}, 5, false, 0},
		"the day before": {[]consents.Consent{withdrawn}, 9, false, 0},
		"withdrawn":      {[]consents.Consent{withdrawn}, 10, true, day(10)},
		"given again":    {[]consents.Consent{withdrawn, again}, 12, false, 0},
	} {
		gaps := consents.Gaps(test.given, consents.Scans, day(test.on))
		if got := len(gaps) == 1; got != test.gap || got && (gaps[0].Matter.Code != "sensitive" || gaps[0].Withdrawn != test.since) {
			t.Errorf("%s: %+v", name, gaps)
		}
	}
	if gaps := consents.Gaps([]consents.Consent{given}, consents.Handover, day(6)); len(gaps) != 1 || gaps[0].Matter.Code != "provide" {
		t.Errorf("handed over with half a consent: %+v", gaps)
	}
}
