package morning_test

import (
	"strings"
	"testing"
	"time"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/desktop"
	"beiandesk/internal/office/morning"
)

func TestTheDesktopIsToldCountsAndNumbersOfCasesAlone(t *testing.T) {
	f, id := desktest.AtSMS(t)
	end := *f.Show(id).Next[0].Due.Moment
	f.SetClock(end.Day.String() + " 13:00")
	now := f.Office.Now()
	facts, err := morning.Desktop(ctx, f.Office, desktop.First(), []time.Time{now, now.Add(24 * time.Hour)})
	if err != nil || len(facts.Lists) != 2 || len(facts.Rounds) != 1 {
		t.Fatalf("%+v, %v", facts, err)
	}
	if r := facts.Rounds[0]; r.Case != id || r.Number != "BA2026-0001" || r.No != 1 || r.Ends.Format("2006-01-02 15:04") != "2026-09-19 15:40" {
		t.Errorf("%+v", r)
	}
	// As the desk stands now, more is overdue a day later.
	if before, after := facts.Lists[0], facts.Lists[1]; after.Overdue <= before.Overdue {
		t.Errorf("%+v, then %+v", before, after)
	}
	c := desktop.First()
	due := desktop.Due(facts, c, func(string) bool { return false }, now)
	texts := ""
	for _, n := range due {
		texts += n.Text + strings.Join(n.Keys, "")
	}
	if !strings.Contains(texts, "BA2026-0001 短信核验第 1 轮 今天 15:40 到期，剩 2 小时 40 分") || !strings.Contains(texts, "今天 1 项") {
		t.Errorf("%s", texts)
	}
	for _, private := range []string{"青禾", "qinghe", "沈一鸣", "138", "3301", "shen"} {
		if strings.Contains(texts, private) {
			t.Errorf("%q in %s", private, texts)
		}
	}
}

func TestOnTheDesktopOfOnePersonStandsWhatIsHisIfHeLikes(t *testing.T) {
	f, _ := desktest.AtSMS(t)
	other := *f.Office
	other.Staff = "somebody-else"
	c := desktop.First()
	for mine, want := range map[bool]int{false: 1, true: 0} {
		c.Mine = mine
		if facts, err := morning.Desktop(ctx, &other, c, nil); err != nil || len(facts.Rounds) != want {
			t.Errorf("mine %v: %+v, %v", mine, facts, err)
		}
	}
}
