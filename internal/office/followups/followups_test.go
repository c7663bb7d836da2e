package followups_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/ref"
)

func TestMain(m *testing.M) { os.Exit(desktest.Main(m)) }

var ctx = context.Background()

func serverUntil(day string) func(*filing.OpenInput) {
	return func(in *filing.OpenInput) { in.Sites[0].ServerUntil = day }
}

// sheet tells what stands and what was decided, as label and day, and state.
func sheet(t *testing.T, f *desktest.Fixture, id ref.CaseID) (standing, past string) {
	t.Helper()
	s, err := followups.Of(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	var up, down []string
	for _, l := range s.Standing {
		up = append(up, l.Label()+" "+l.Day.String())
	}
	for _, p := range s.Past {
		down = append(down, strings.TrimSpace(p.State+" "+p.Kind.Label+" "+p.LedNumber))
	}
	return strings.Join(up, "\n"), strings.Join(down, "\n")
}

func due(t *testing.T, f *desktest.Fixture) string {
	t.Helper()
	lines, _, err := followups.Due(ctx, f.Office, 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, l := range lines {
		all = append(all, l.Label()+" "+l.Day.String())
	}
	return strings.Join(all, "\n")
}

func key(t *testing.T, f *desktest.Fixture, id ref.CaseID, label string) string {
	t.Helper()
	s, err := followups.Of(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(s.Standing, func(l followups.Line) bool { return strings.HasPrefix(l.Label(), label) })
	if i < 0 {
		t.Fatalf("no %s among %+v", label, s.Standing)
	}
	return s.Standing[i].Key()
}

func refused(t *testing.T, err error, code errs.Code, says string) {
	t.Helper()
	if errs.CodeOf(err) != code || !strings.Contains(err.Error(), says) {
		t.Errorf("%v, want %s with %q", err, code, says)
	}
}

func TestADeliveredCaseIsCheckedEachYearAndItsTermsAreRenewed(t *testing.T) {
	f, id := desktest.Handed(t, serverUntil("2026-12-10"))
	all := "服务器到期：qinghe.example 2026-12-10\n年度核查 2027-10-20\n负责人证件到期：沈一鸣 2039-06-12"
	if up, down := sheet(t, f, id); up != all || down != "" {
		t.Fatalf("stands:\n%s\ndecided:\n%s", up, down)
	}
	f.SetClock("2026-11-23 10:00")
	if got := due(t, f); got != "服务器到期：qinghe.example 2026-12-10" {
		t.Errorf("due: %s", got)
	}
	server := key(t, f, id, "服务器")
	done := followups.DoneInput{CaseID: id, Key: server}
	for until, says := range map[string]string{"": "请填写新的到期日", "2026-12-10": "应晚于", "长期": "不能写长期", "后天再说": "日期"} {
		done.Until = until
		_, err := followups.Done(ctx, f.Office, done)
		refused(t, err, errs.Invalid, says)
	}
	done.Until, done.Note = "2027-12-10", "客户续了一年"
	renewed, err := followups.Done(ctx, f.Office, done)
	if err != nil {
		t.Fatal(err)
	}
	if site := f.Show(id).Sites[0]; site.ServerUntil.String() != "2027-12-10" || due(t, f) != "" {
		t.Errorf("renewed until %s, due %s", site.ServerUntil, due(t, f))
	}
	if line := f.Line(f.Show(id), "后续已完成"); !strings.Contains(line.Text, "新的到期日 2027-12-10") || !strings.Contains(line.Text, "客户续了一年") {
		t.Errorf("told as %q", line.Text)
	}
	if err := followups.Undo(ctx, f.Office, renewed); err != nil {
		t.Fatal(err)
	}
	if up, down := sheet(t, f, id); up != all || down != "" {
		t.Errorf("taken back, there stands:\n%s\ndecided:\n%s", up, down)
	}
	refused(t, followups.Undo(ctx, f.Office, renewed), errs.Blocked, "已经撤销")

	f.SetClock("2027-10-25 10:00")
	if _, err := followups.Done(ctx, f.Office, followups.DoneInput{CaseID: id, Key: key(t, f, id, "年度核查"), Until: "2028-01-01"}); err == nil {
		t.Error("a check has taken a last day")
	}
	if _, err := followups.Done(ctx, f.Office, followups.DoneInput{CaseID: id, Key: key(t, f, id, "年度核查"), Note: "都对得上"}); err != nil {
		t.Fatal(err)
	}
	if up, _ := sheet(t, f, id); !strings.Contains(up, "年度核查 2028-10-20") {
		t.Errorf("a year later there stands:\n%s", up)
	}
}

func TestWhatIsNotFollowedAnyMoreSaysWhy(t *testing.T) {
	f, id := desktest.Handed(t, serverUntil("2026-12-10"))
	in := followups.DropInput{CaseID: id, Key: key(t, f, id, "服务器"), Reason: " "}
	_, err := followups.Drop(ctx, f.Office, in)
	refused(t, err, errs.Invalid, "为什么不再跟")
	in.Reason = "客户搬走了"
	dropped, err := followups.Drop(ctx, f.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	if up, down := sheet(t, f, id); strings.Contains(up, "服务器") || down != "dropped 服务器到期" {
		t.Errorf("stands:\n%s\ndecided:\n%s", up, down)
	}
	_, err = followups.Drop(ctx, f.Office, in)
	refused(t, err, errs.NotFound, "已经处理过")
	if err := followups.Undo(ctx, f.Office, dropped); err != nil {
		t.Fatal(err)
	}
	if up, _ := sheet(t, f, id); !strings.Contains(up, "服务器到期：qinghe.example 2026-12-10") {
		t.Errorf("taken back, there stands:\n%s", up)
	}
}

func TestOnesOwnComesAgainEachYear(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 10:00")
	id := f.OpenCase(desktest.Qinghe()) // an open case
	_, err := followups.Add(ctx, f.Office, followups.FollowupInput{CaseID: id, Label: " ", Day: "x"})
	refused(t, err, errs.Invalid, "")
	if _, err := followups.Add(ctx, f.Office, followups.FollowupInput{CaseID: id, Label: "续签服务合同", Day: "2026-12-01", Yearly: true}); err != nil {
		t.Fatal(err)
	}
	own := key(t, f, id, "续签")
	done, err := followups.Done(ctx, f.Office, followups.DoneInput{CaseID: id, Key: own})
	if err != nil {
		t.Fatal(err)
	}
	if up, down := sheet(t, f, id); up != "续签服务合同 2027-12-01" || down != "done 自己加的" {
		t.Errorf("stands:\n%s\ndecided:\n%s", up, down)
	}
	if err := followups.Undo(ctx, f.Office, done); err != nil {
		t.Fatal(err)
	}
	if up, down := sheet(t, f, id); up != "续签服务合同 2026-12-01" || down != "" {
		t.Errorf("taken back, there stands:\n%s\ndecided:\n%s", up, down)
	}
	if err := followups.Undo(ctx, f.Office, done); err != nil {
		t.Fatal(err)
	}
	if up, _ := sheet(t, f, id); up != "" {
		t.Errorf("its adding taken back, there stands %s", up)
	}
}

func TestACaseComesOfAnotherAndBothSaySo(t *testing.T) {
	f, id := desktest.Handed(t, serverUntil("2026-12-10"))
	from := followups.Origin{CaseID: id, Key: key(t, f, id, "服务器")}
	_, err := followups.Filled(ctx, f.Office, from, "change")
	refused(t, err, errs.Invalid, "不开这一类")
	in, err := followups.Filled(ctx, f.Office, from, "access")
	if err != nil {
		t.Fatal(err)
	}
	page := f.Show(id)
	site := in.Sites[0]
	if in.ClientID != page.Client.ID || in.LeadID != page.People[0].Person.ID || in.Province != "33" || site.Domain != "qinghe.example" || site.ServerUntil != "" || site.Details["old-number"] != "浙ICP备2026051234号-1" {
		t.Errorf("filled as %+v", in)
	}
	in.Agree = true
	out, err := followups.Open(ctx, f.Office, followups.FollowupCase{From: from, Case: in})
	if err != nil || out.Number == "" {
		t.Fatalf("%+v, %v", out, err)
	}
	if up, down := sheet(t, f, id); up != "" || down != "led 服务器到期 "+out.Number {
		t.Errorf("while it is open there stands:\n%s\ndecided:\n%s", up, down)
	}
	s, err := followups.Of(ctx, f.Office, out.ID)
	if err != nil || len(s.From) != 1 || s.From[0].Number != page.Case.Number {
		t.Errorf("the new case comes of %+v, %v", s.From, err)
	}
	refused(t, followups.Undo(ctx, f.Office, pastOf(t, f, id)), errs.Blocked, "已经开了案件")
	f.Record(filing.DoInput{CaseID: out.ID, Action: "case.void", Reason: "开错了"})
	if up, _ := sheet(t, f, id); !strings.Contains(up, "服务器到期：qinghe.example 2026-12-10") {
		t.Errorf("once it is void there stands:\n%s", up)
	}
	// Of the case alone, without anything that stands.
	alone := followups.Origin{CaseID: id}
	if in, err = followups.Filled(ctx, f.Office, alone, "cancel"); err != nil {
		t.Fatal(err)
	}
	in.Agree, in.Values = true, map[string]string{"cancels": "site"}
	if out, err = followups.Open(ctx, f.Office, followups.FollowupCase{From: alone, Case: in}); err != nil {
		t.Fatal(err)
	}
	if up, _ := sheet(t, f, id); up != "" {
		t.Errorf("while it is cancelled there stands:\n%s", up)
	}
}

func pastOf(t *testing.T, f *desktest.Fixture, id ref.CaseID) ref.FollowupID {
	t.Helper()
	s, err := followups.Of(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	return s.Past[0].ID
}
