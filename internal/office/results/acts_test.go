package results_test

import (
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
)

func act(f *desktest.Fixture, in results.ActInput) results.ActReport {
	f.T.Helper()
	out, err := results.Act(ctx, f.Office, in)
	if err != nil {
		f.T.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
	return out
}

func TestManyCasesGetAnotherOwnerAndGoBack(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	other, err := setup.AddStaff(ctx, f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	first := act(f, results.ActInput{Cases: picked(ids), Act: results.ActOwner, Dry: true})
	if first.Wrong != 0 || len(first.Cases) != 3 || first.Cases[1].Version != f.Show(ids[1]).Case.Version {
		t.Fatalf("told %+v", first)
	}
	in := results.ActInput{Cases: first.Cases, Act: results.ActOwner, Owner: other.ID}
	in.Dry = true
	if tried := act(f, in); !strings.HasSuffix(tried.Rows[0].Text, " 交给 林晓") || f.Show(ids[0]).Case.OwnerID != f.Staff {
		t.Fatalf("tried %+v", tried)
	}
	in.Dry = false
	before := newest(f)
	out := act(f, in)
	if !out.Done || out.Title != "更换经办，3 件" || f.Show(ids[2]).Case.OwnerID != other.ID {
		t.Fatalf("told %+v", out)
	}
	if n := newest(f) - before; n != 4 {
		t.Errorf("%d lines of the journal, want one a case and one of all", n)
	}

	// All of them have moved on, and one of them is hers already: nothing is done.
	again := act(f, in)
	if again.Done || again.Wrong != 3 || !strings.Contains(again.Rows[0].Problem, "刚被别人改过") {
		t.Fatalf("told %+v", again.Rows)
	}
	again = act(f, results.ActInput{Cases: picked(ids), Act: results.ActOwner, Owner: other.ID})
	if again.Done || !strings.Contains(again.Rows[0].Problem, "已经由 林晓 经办") {
		t.Fatalf("told %+v", again.Rows)
	}

	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); err != nil {
		t.Fatal(err)
	}
	if f.Show(ids[0]).Case.OwnerID != f.Staff || !strings.HasPrefix(f.Line(f.Show(ids[0]), "撤销更换经办").Text, "交还 ") {
		t.Errorf("taken back it says %+v", f.Line(f.Show(ids[0]), "撤销更换经办"))
	}
}

func TestAnOwnerThatWasChangedSinceIsNotTakenBack(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 2)
	other, err := setup.AddStaff(ctx, f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	out := act(f, results.ActInput{Cases: picked(ids), Act: results.ActOwner, Owner: other.ID})
	act(f, results.ActInput{Cases: picked(ids[1:]), Act: results.ActOwner, Owner: f.Staff})
	_, err = results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch})
	if errs.CodeOf(err) != errs.Blocked || !strings.HasPrefix(err.Error(), f.Show(ids[1]).Case.Number) || f.Show(ids[0]).Case.OwnerID != other.ID {
		t.Errorf("taken back: %v", err)
	}
}

func TestANoteGoesIntoManyCases(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 2)
	in := results.ActInput{Cases: picked(ids), Act: results.ActNote}
	if _, err := results.Act(ctx, f.Office, in); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("no text: %v", err)
	}
	in.Text = "管局通知 10 月停审一周"
	out := act(f, in)
	if !out.Done || f.Line(f.Show(ids[1]), "备忘").Text != in.Text {
		t.Fatalf("told %+v", out)
	}
	if kept := setting(f, "results"); strings.Contains(kept, "停审") {
		t.Errorf("kept %s", kept)
	}
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); err != nil {
		t.Fatal(err)
	}
	if line := f.Line(f.Show(ids[1]), "撤销“备忘”"); line.Text != "2026-09-07 10:00 记的一笔" {
		t.Errorf("taken back it says %+v", line)
	}
}

func TestManyClientsAreChasedEachByOneMessage(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 1) // waits for the bureau, not for its client
	owing := f.OpenCase(desktest.Qinghe())
	other := f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	in := results.ActInput{Cases: picked(append(ids, owing, other)), Act: results.ActChase, Way: chasing.WeChat}
	out := act(f, in)
	if out.Done || out.Wrong != 1 || out.Rows[0].Problem == "" || len(out.Said) != 2 {
		t.Fatalf("told %+v, said %d", out.Rows, len(out.Said))
	}
	in.Cases = picked(append(ids[:0:0], owing, other))
	in.Texts = map[string]string{string(f.Show(other).Client.ID): "照旧，请今天办"}
	out = act(f, in)
	if !out.Done || out.Batch != "" {
		t.Fatalf("told %+v", out)
	}
	if made, said := f.Line(f.Show(owing), "催办：微信").Text, f.Line(f.Show(other), "催办：微信").Text; made != out.Said[0].Text || said != "照旧，请今天办" {
		t.Errorf("the timelines say %q and %q", made, said)
	}
	in.Way = "pigeon"
	if _, err := results.Act(ctx, f.Office, in); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("by no way: %v", err)
	}
}

func TestManyCasesGetTagsAndGiveThemBack(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 2)
	tags := func(n int) string {
		s, err := ownfields.Of(ctx, f.Office, store.Whose{Case: ids[n]})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(s.Tags, "、")
	}
	in := results.ActInput{Cases: picked(ids[:1]), Act: results.ActTag, Tags: []string{"加急"}}
	act(f, in)
	in.Cases = picked(ids)
	if out := act(f, in); out.Done || out.Wrong != 1 || !strings.Contains(out.Rows[0].Problem, "已经是这样") || tags(1) != "" {
		t.Fatalf("told %+v", out.Rows)
	}
	in.Tags, in.Untag = []string{"九月批"}, []string{"加急"}
	out := act(f, in)
	if !out.Done || out.Rows[0].Text != "九月批" || tags(0) != "九月批" || tags(1) != "九月批" {
		t.Fatalf("told %+v", out)
	}
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); err != nil || tags(0) != "加急" || tags(1) != "" {
		t.Errorf("taken back they have %q and %q: %v", tags(0), tags(1), err)
	}
	out = act(f, in)
	in.Tags, in.Untag = []string{"十月批"}, nil
	act(f, in)
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); errs.CodeOf(err) != errs.Blocked || tags(0) != "九月批、十月批" {
		t.Errorf("taken back over other tags: %v", err)
	}
	if _, err := results.Act(ctx, f.Office, results.ActInput{Cases: picked(ids), Act: results.ActTag}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("no tags: %v", err)
	}
}
