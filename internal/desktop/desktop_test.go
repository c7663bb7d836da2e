package desktop_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desktop"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	got, err := time.ParseInLocation("2006-01-02 15:04", text, cal.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// memory remembers what is told, as a machine does.
type memory []string

func (m *memory) told(key string) bool { return slices.Contains(*m, key) }

// tell gives what is told at a moment, and remembers it.
func (m *memory) tell(t *testing.T, f desktop.Facts, c desktop.Choices, now string) (texts []string) {
	t.Helper()
	for _, n := range desktop.Due(f, c, m.told, at(t, now)) {
		*m = append(*m, n.Keys...)
		if n.Text != "" {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

func TestTimesAreReadAsTheyAreTypedAndRefusedInWords(t *testing.T) {
	c, err := desktop.Read(desktop.Choices{From: "20：00", To: "8:00"}, " 14:00、9:05 14:00 ")
	if err != nil || !slices.Equal(c.At, []string{"09:05", "14:00"}) || c.From != "20:00" || c.To != "08:00" {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err := desktop.Read(desktop.Choices{}, ""); err != nil || len(c.At) != 0 {
		t.Errorf("no list, no quiet hours: %+v, %v", c, err)
	}
	for _, wrong := range []struct{ times, from, to, field string }{
		{"25:00", "", "", "times"}, {"早上", "", "", "times"}, {"09:00 10:00 11:00 12:00 13:00", "", "", "times"},
		{"21:30", "20:00", "08:00", "times"}, {"08:00 07:59", "20:00", "08:00", "times"}, {"12:30", "12:00", "13:00", "times"},
		{"09:00", "20:00", "", "to"}, {"09:00", "", "08:00", "from"}, {"09:00", "20:00", "八点", "to"}, {"09:00", "20:00", "20:00", "to"},
	} {
		var said *errs.Error
		_, err := desktop.Read(desktop.Choices{From: wrong.from, To: wrong.to}, wrong.times)
		if !errors.As(err, &said) || said.Field != wrong.field {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

func TestListsAreToldOnWorkingDaysAlone(t *testing.T) {
	c := desktop.Choices{At: []string{"09:00", "14:00"}}
	off := cal.Embedded().Off
	var got []string
	for _, m := range c.Moments(off, at(t, "2026-09-30 10:00"), at(t, "2026-10-08 12:00")) {
		got = append(got, m.Format("01-02 15:04"))
	}
	if want := []string{"09-30 14:00", "10-08 09:00"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := c.Moments(off, at(t, "2026-09-30 09:00"), at(t, "2026-09-30 13:59")); len(got) != 0 {
		t.Errorf("what was at its first moment is told again: %v", got)
	}
}

func TestTheLatestListOfTodayIsToldOnceAndNothingWhereNothingPresses(t *testing.T) {
	c := desktop.Choices{On: true}
	f := desktop.Facts{Lists: []desktop.List{
		{At: at(t, "2026-09-07 09:00"), Overdue: 1}, {At: at(t, "2026-09-07 14:00"), Overdue: 2, Today: 3, Week: 4},
		{At: at(t, "2026-09-08 09:00"), Week: 9}, {At: at(t, "2026-09-09 09:00"), Overdue: 7},
	}}
	var m memory
	for _, step := range []struct {
		now  string
		want []string
	}{
		{"2026-09-07 08:59", nil}, {"2026-09-07 15:00", []string{"逾期 2 项，今天 3 项，7 天内 4 项"}}, {"2026-09-07 15:01", nil},
		{"2026-09-08 09:00", nil}, {"2026-09-10 09:00", nil},
	} {
		if got := m.tell(t, f, c, step.now); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v", step.now, got)
		}
	}
	if c.On = false; len(desktop.Due(f, c, m.told, at(t, "2026-09-09 09:00"))) != 0 {
		t.Error("told though it is off")
	}
}

func TestARoundIsToldAtEachOfItsMinutesOnceAndNotOverIt(t *testing.T) {
	c := desktop.Choices{On: true, Rounds: true}
	f := desktop.Facts{Rounds: []desktop.Round{{Run: "r1", Case: "c1", Number: "BA2026-0001", No: 2, Ends: at(t, "2026-09-19 15:40")}}}
	var m memory
	for _, step := range []struct {
		now  string
		want []string
	}{
		{"2026-09-19 12:39", nil},
		{"2026-09-19 12:40", []string{"BA2026-0001 短信核验第 2 轮 今天 15:40 到期，剩 3 小时"}}, {"2026-09-19 14:39", nil},
		{"2026-09-19 14:50", []string{"BA2026-0001 短信核验第 2 轮 今天 15:40 到期，剩 50 分"}}, {"2026-09-19 15:39", nil}, {"2026-09-19 15:40", nil},
	} {
		if got := m.tell(t, f, c, step.now); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v", step.now, got)
		}
	}
	late := memory{}
	if got := late.tell(t, f, c, "2026-09-19 15:00"); len(got) != 1 {
		t.Errorf("a machine that slept through the first: %v", got)
	}
	if got := late.tell(t, f, c, "2026-09-19 15:01"); len(got) != 0 {
		t.Errorf("it is told of the first one after the last: %v", got)
	}
	f.Rounds[0].No = 3
	if got := m.tell(t, f, c, "2026-09-19 15:00"); len(got) != 1 {
		t.Errorf("the next round of the same run: %v", got)
	}
	f.Rounds[0].Ends = at(t, "2026-09-19 15:55") // its beginning was corrected
	if got := m.tell(t, f, c, "2026-09-19 15:05"); !slices.Equal(got, []string{"BA2026-0001 短信核验第 3 轮 今天 15:55 到期，剩 50 分"}) {
		t.Errorf("at another end: %v", got)
	}
	if due := desktop.Due(f, c, func(string) bool { return false }, at(t, "2026-09-19 15:00")); due[0].Case != "c1" {
		t.Errorf("a click opens %q", due[0].Case)
	}
}

func TestManyRoundsAreOneNotice(t *testing.T) {
	c := desktop.Choices{On: true, Rounds: true}
	f := desktop.Facts{}
	for i, n := range []string{"BA2026-0004", "BA2026-0003", "BA2026-0002", "BA2026-0001"} {
		f.Rounds = append(f.Rounds, desktop.Round{Run: ref.RunID(n), Case: "c", Number: n, No: 1, Ends: at(t, "2026-09-19 15:40").Add(-time.Duration(i) * time.Minute)})
	}
	var m memory
	got := m.tell(t, f, c, "2026-09-19 12:45")
	if want := "4 轮短信核验快到期，最早的 今天 15:37：BA2026-0001、BA2026-0002、BA2026-0003 等"; len(got) != 1 || got[0] != want {
		t.Errorf("%v", got)
	}
	if got := m.tell(t, f, c, "2026-09-19 12:46"); len(got) != 0 {
		t.Errorf("again: %v", got)
	}
}

func TestQuietHoursHoldARoundBackUnlessItWouldRunOutInThem(t *testing.T) {
	c := desktop.Choices{On: true, Rounds: true, From: "20:00", To: "08:00"}
	for _, s := range []struct{ ends, first string }{
		{"2026-09-19 19:30", "2026-09-19 16:30"}, // before them
		{"2026-09-19 10:00", "2026-09-19 08:00"}, // time enough afterwards
		{"2026-09-19 08:30", "2026-09-19 08:00"},
		{"2026-09-19 08:29", "2026-09-18 19:30"}, // too little
		{"2026-09-19 06:00", "2026-09-18 19:30"},
		{"2026-09-18 23:10", "2026-09-18 19:30"}, // from 20:10 on, and over in them
		{"2026-09-18 22:00", "2026-09-18 19:00"},
	} {
		f := desktop.Facts{Rounds: []desktop.Round{{Run: "r", Number: "BA2026-0001", No: 1, Ends: at(t, s.ends)}}}
		none := func(string) bool { return false }
		if due := desktop.Due(f, c, none, at(t, s.first)); len(due) != 1 {
			t.Errorf("one that ends at %s is not told at %s", s.ends, s.first)
		}
		if due := desktop.Due(f, c, none, at(t, s.first).Add(-time.Minute)); len(due) != 0 {
			t.Errorf("one that ends at %s is told before %s", s.ends, s.first)
		}
	}
	woken := desktop.Facts{Rounds: []desktop.Round{{Run: "r", Number: "BA2026-0001", No: 1, Ends: at(t, "2026-09-19 06:00")}, {Run: "s", Number: "BA2026-0002", No: 1, Ends: at(t, "2026-09-19 09:30")}}}
	var m memory
	if got := m.tell(t, woken, c, "2026-09-18 22:00"); len(got) != 1 || !strings.HasPrefix(got[0], "BA2026-0001") {
		t.Errorf("a machine that slept until 22:00 is told %v", got)
	}
}
