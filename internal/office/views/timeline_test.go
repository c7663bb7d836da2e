package views_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// noted writes n notes into a case, numbered from 1.
func noted(f *desktest.Fixture, id ref.CaseID, n int) {
	f.T.Helper()
	for i := range n {
		if err := filing.Note(context.Background(), f.Office, filing.NoteInput{CaseID: id, Kind: "note", Text: fmt.Sprint("第", i+1, "条")}); err != nil {
			f.T.Fatal(err)
		}
	}
}

func TestATimelineIsReadToItsBeginningWithoutGapOrRepeat(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	noted(f, id, 1)
	own := len(f.Show(id).Timeline) - 1
	other := desktest.Qinghe()
	other.Sites, other.Agree, other.Same = []filing.SiteInput{{Domain: "qiyuntea.example"}}, true, filing.SameNew
	noted(f, f.OpenCase(other), 3) // the journal is one chain: another case's lines lie between
	noted(f, id, 230)

	c := f.Show(id)
	if len(c.Timeline) != 100 || c.More != c.Timeline[99].Seq {
		t.Fatalf("the page has %d lines and reads on from %d", len(c.Timeline), c.More)
	}
	all, pages := c.Timeline, []int{}
	for more := c.More; more > 0; {
		items, next, err := views.Timeline(ctx, f.Office, id, more)
		if err != nil {
			t.Fatal(err)
		}
		all, pages, more = append(all, items...), append(pages, len(items)), next
	}
	if want := []int{100, 31 + own}; fmt.Sprint(pages) != fmt.Sprint(want) {
		t.Errorf("pages of %v, want %v", pages, want)
	}
	for i, item := range all[:231] {
		want := fmt.Sprint("第", 230-i, "条")
		if i == 230 {
			want = "第1条"
		}
		if item.Text != want || item.Who == "" {
			t.Fatalf("line %d is %+v, want %s", i, item, want)
		}
	}
	if signed := all[231:]; !slices.ContainsFunc(signed, func(i views.TimelineItem) bool { return i.Move == 1 }) {
		t.Errorf("no step among the first lines: %+v", signed)
	}
}

func TestAMoveOnALaterPageShowsItsCorrectedMoment(t *testing.T) {
	f, id := desktest.AtSMS(t)
	noted(f, id, 100)
	f.Record(filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "13", "to": "2026-09-18 14:50"}, Reason: "看错了短信的时间"})
	items, _, err := views.Timeline(context.Background(), f.Office, id, f.Show(id).More)
	if err != nil {
		t.Fatal(err)
	}
	sms := f.Line(views.CasePage{Timeline: items}, "短信已收到")
	if sms.Move != 13 || sms.At.String() != "2026-09-18 14:50" || sms.Was == nil || sms.Was.String() != "2026-09-18 15:40" {
		t.Errorf("its line is %+v", sms)
	}
}

func TestATimelineOfExactlyOnePageHasNoMore(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	noted(f, id, 100-len(f.Show(id).Timeline))
	if c := f.Show(id); len(c.Timeline) != 100 || c.More != 0 {
		t.Errorf("%d lines, reads on from %d", len(c.Timeline), c.More)
	}
}

func TestReadingOnIsRefusedWhereThereIsNothingToReadOnFrom(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	for name, in := range map[string]struct {
		id     ref.CaseID
		before int64
		want   errs.Code
	}{"the end": {id, 0, errs.Invalid}, "no seq": {id, -1, errs.Invalid}, "no case": {ref.New[ref.CaseID](), 5, errs.NotFound}} {
		if items, _, err := views.Timeline(context.Background(), f.Office, in.id, in.before); errs.CodeOf(err) != in.want {
			t.Errorf("%s: %v, %v", name, items, err)
		}
	}
}
