package retention_test

import (
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/retention"
)

func TestEachKindSaysHowLongFromWhichDayAndByWhat(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range retention.Kinds() {
		if k.Code == "" || seen[k.Code] || k.Label == "" || k.What == "" || k.From == "" || k.Gone == "" || k.Source == "" || len(k.Sourced) != len("2026-01-01") {
			t.Errorf("%+v lacks something", k)
		}
		seen[k.Code] = true
		if k.Way != retention.ByStaff && k.Way != retention.BySelf && k.Way != retention.Stays {
			t.Errorf("%s goes in no way: %q", k.Code, k.Way)
		}
		if k.Way != retention.Stays && k.Term() == "" {
			t.Errorf("%s has no term", k.Code)
		}
	}
	for _, code := range []string{retention.Scans, retention.Papers, retention.People, retention.Contacts, retention.Own, retention.Consents, retention.Handovers, retention.Drafts, retention.Words} {
		if k, ok := retention.KindOf(code); !ok || k.Way != retention.ByStaff {
			t.Errorf("%s: %+v", code, k)
		}
	}
	if _, ok := retention.KindOf("none"); ok {
		t.Error("a kind that is not listed was found")
	}
}

func TestWhatIsKeptForATermIsDueOnTheDayAfterItsLast(t *testing.T) {
	for _, test := range []struct {
		code              string
		from, until, free string
	}{
		{"handovers", "2026-09-18", "2029-09-18", "2029-09-19"},
		{"handovers", "2028-02-29", "2031-02-28", "2031-03-01"},
		{"papers", "2026-12-31", "2027-12-31", "2028-01-01"},
		{"before", "2026-11-01", "2026-12-01", "2026-12-02"},
		{"scans", "2026-11-01", "2026-11-01", "2026-11-01"}, // as soon as it has ended
	} {
		k, from, free := retention.Of(test.code), day(t, test.from), day(t, test.free)
		if got := k.Until(from).String(); got != test.until {
			t.Errorf("%s of %s is kept until %s, want %s", test.code, test.from, got, test.until)
		}
		if k.Due(from, free.Add(-1)) || !k.Due(from, free) {
			t.Errorf("%s of %s is not due from %s on", test.code, test.from, test.free)
		}
		if last := k.LastDue(free); last < from || k.LastDue(free.Add(-1)) >= from {
			t.Errorf("%s: on %s all until %s is due", test.code, test.free, last)
		}
	}
	if until := retention.Of("scans").AgreedUntil(day(t, "2026-11-01")).String(); until != "2028-11-01" {
		t.Errorf("where it was agreed to, scans are kept until %s", until)
	}
}

func TestTermsAreReadAsWords(t *testing.T) {
	for code, want := range map[string]string{"bills": "10 年", "openings": "6 个月", "before": "30 天", "scans": "到期即删", "cases": "", "backups": "最近 7 天、5 周、12 个月的各一份"} {
		if got := retention.Of(code).Term(); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if bills, before := retention.Of("bills").Kept(), retention.Of("before").Kept(); bills != "至少 10 年" || before != "30 天" {
		t.Errorf("%q, %q", bills, before)
	}
	for code, want := range map[string]string{"scans": "案件结束就到期", "people": "3 年，从客户最后一个案件结束起", "bills": "至少 10 年，从开具起", "cases": "随资料夹"} {
		if got := retention.Of(code).Span(); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if got := retention.Fill("账单保存 {bills}，{other}"); got != "账单保存 10 年，{other}" || strings.Contains(got, "{bills}") {
		t.Errorf("%q", got)
	}
}

func day(t *testing.T, text string) cal.Day {
	t.Helper()
	d, err := cal.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
