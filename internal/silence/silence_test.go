package silence_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"beiandesk/internal/silence"
)

func TestTheLadderClimbsByTheDaysOfSilence(t *testing.T) {
	for days, want := range map[int]string{0: "", 2: "", 3: "提醒", 6: "提醒", 7: "再次提醒", 15: "催促", 29: "催促", 30: "最后提醒", 37: "发中止函", 400: "发中止函"} {
		if s, _ := silence.At(days); s.Label != want {
			t.Errorf("after %d days %q, want %q", days, s.Label, want)
		}
	}
	if got := silence.Say(8); !strings.Contains(got, "等了 8 天") {
		t.Errorf("said after 8 days: %q", got)
	}
	if silence.Say(2)+silence.SayShort(2) != "" {
		t.Error("nothing is said before the first step")
	}
}

func TestWhatTheDeskGoesByHasASource(t *testing.T) {
	codes := map[string]silence.Ruling{}
	for _, r := range silence.Rulings() {
		if r.What == "" || r.Source == "" || r.Sourced == "" {
			t.Errorf("%+v", r)
		}
		codes[r.Code] = r
	}
	if got := codes["ladder"].What; !strings.Contains(got, "3 天提醒、7 天再次提醒") || !strings.Contains(got, "37 天发中止函") {
		t.Errorf("the ladder: %s", got)
	}
	for _, s := range silence.States() {
		if s.Days < 1 || !strings.Contains(codes["quiet."+s.State].What, s.Label) || !strings.Contains(codes["quiet."+s.State].Source, "待核实") {
			t.Errorf("%+v: %+v", s, codes["quiet."+s.State])
		}
	}
}

func TestEachStepIsWhole(t *testing.T) {
	before := 0
	steps := silence.Steps()
	for i, s := range steps {
		if s.Days <= before || s.Label == "" || s.Closing == "" || s.Short == "" {
			t.Errorf("step %+v", s)
		}
		if s.Letter != (i == len(steps)-1) {
			t.Errorf("the letter is the last step: %+v", s)
		}
		if n := utf8.RuneCountInString(s.Short); n > 30 {
			t.Errorf("%d characters are too many for an SMS: %s", n, s.Short)
		}
		before = s.Days
	}
}
