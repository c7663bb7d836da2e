package papers_test

import (
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

func TestTheDailySheetListsWhatIsDue(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	for day, want := range map[string][]string{
		"2026-09-07": {"今日期限表", "2026年9月7日", "7 天内", "09-10", "3 个工作日", "周敏", "杭州青禾软件有限公司", "BA2026-0001", "账号与子账号", "客户", "138****1001"},
		"2026-09-10": {"今日", "2 项", "催沈一鸣"},
		"2026-09-12": {"逾期", "2 项", "逾期 2 天"},
	} {
		d.At(t, day)
		p, err := papers.Daily(ctx, d.Office, papers.Mine, "")
		if err != nil {
			t.Fatal(err)
		}
		if p.FileName != "今日期限表-"+day+".pdf" || p.Title != "今日期限表" {
			t.Errorf("%s, %s", p.Title, p.FileName)
		}
		read := text(t, p)
		inOrder(t, read, want...)
		var newest store.Link
		if err := d.Read(ctx, func(tx store.Tx) (err error) {
			newest, err = tx.Journal().Link(0)
			return err
		}); err != nil || !strings.Contains(read, "日志码 "+newest.Code()) {
			t.Errorf("the foot has no code of %+v, %v", newest, err)
		}
		if strings.Contains(read, "13800571001") {
			t.Error("the sheet shows a whole number")
		}
	}
}

// A bit that changed in a key takes the row away for whoever names it, and nothing else.
func TestTheDailySheetStandsWithAPersonThatIsGone(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	sqlitetest.Past(t, d.Dir, "PRAGMA foreign_keys = 0; UPDATE people SET id = 'x' || substr(id, 2)")
	d.At(t, "2026-09-07")
	p, err := papers.Daily(ctx, d.Office, papers.Mine, "")
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, p), "杭州青禾软件有限公司", "BA2026-0001", "〔损坏〕")
}

// What has passed without being a term is no deadline of today: it stands in a group of
// its own, in the words of Today's screen.
func TestTheDailySheetKeepsWhatHasPassedApart(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.hand(t, "licence", "id-front", "id-back", "handheld")
	for _, action := range []string{"account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.missed-call"} {
		d.move(t, "2026-09-07 10:00", action, "agree", "yes")
	}
	sheet := func(clock string) string {
		d.At(t, "2026-09-07 "+clock)
		p, err := papers.Daily(ctx, d.Office, papers.Mine, "")
		if err != nil {
			t.Fatal(err)
		}
		return text(t, p)
	}
	inOrder(t, sheet("10:30"), "该问进度 0", "今日 1 项", "今日 11:00", "预审核")
	passed := sheet("11:00")
	inOrder(t, passed, "逾期 0", "该问进度 1", "今日 0", "该问进度", "1 项", "今日 11:00", "该问进度", "预审核")
	if strings.Contains(passed, "今日 1 项") {
		t.Errorf("a reminder that has passed is due today:\n%s", passed)
	}
}

func TestTheDailySheetOfSomebodyElseIsEmpty(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	other := store.Staff{ID: ref.New[ref.StaffID](), Name: "王晴", Active: true, Version: 1}
	d.MustWrite(t, func(w *office.Work) error { return w.Tx.Staff().Add(other) })
	d.Staff = other.ID
	p, err := papers.Daily(ctx, d.Office, papers.Mine, "")
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, p), "王晴", "没有逾期的")
	if p, err = papers.Daily(ctx, d.Office, papers.All, ""); err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, p), "杭州青禾软件有限公司")
	if _, err := papers.Daily(ctx, d.Office, "hers", ""); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestTheDailySheetKeepsToThePartyThatTodayShowsAndSaysSo(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.At(t, "2026-09-08 09:00")
	d.move(t, "2026-09-08 10:00", "account.done")
	all, err := papers.Daily(ctx, d.Office, papers.Mine, "")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text(t, all), "只列") {
		t.Error("a whole sheet says that it is not")
	}
	ours, err := papers.Daily(ctx, d.Office, papers.Mine, "agency")
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, ours), "周敏", "只列待我方的", "合计 0 项", "没有逾期的")
	clients, err := papers.Daily(ctx, d.Office, papers.Mine, "client")
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, clients), "只列待客户的", "催沈一鸣")
	if _, err := papers.Daily(ctx, d.Office, papers.Mine, "nobody"); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("got %v", err)
	}
}

// A sheet of a thousand rows is of no use, and takes a minute and a gigabyte to make.
func TestALongDailySheetEndsAndSaysHowMuchIsMissing(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	const more = 310
	d.MustWrite(t, func(w *office.Work) error {
		runs, err := w.Projections().Runs(d.Case)
		if err != nil {
			return err
		}
		for i := range more {
			r := runs[0]
			r.Headline, r.Key, r.ID = false, fmt.Sprint(r.Key, "-", i), ref.New[ref.RunID]()
			runs = append(runs, r)
		}
		return w.Projections().Replace(d.Case, runs, nil)
	})
	d.At(t, "2026-09-12")
	p, err := papers.Daily(ctx, d.Office, papers.Mine, "")
	if err != nil {
		t.Fatal(err)
	}
	const words = "没有印全：逾期共 312 项，只印前 300 项。其余请在窗口的今日页看"
	inOrder(t, text(t, p), "本表印有：逾期 300", words, "逾期", "300 项", "合计")
	if len(p.Warnings) != 1 || p.Warnings[0] != words {
		t.Errorf("who prints it is told %q", p.Warnings)
	}
}
