package handovers_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
)

func of(t *testing.T, f *desktest.Fixture, id ref.CaseID) []handovers.Line {
	t.Helper()
	all, err := handovers.All(context.Background(), f.Office, handovers.Filter{Case: id})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(all) // as it went
	return all
}

// said is a line in a few words: 腾讯云 域名信息模板实名审核.
func said(l handovers.Line) string { return l.Recipient.Code + " " + l.Purpose }

func TestWhatGoesOutIsRegisteredByTheActsThemselves(t *testing.T) {
	f, id := desktest.AtSMS(t)
	lines := of(t, f, id)
	got := []string{}
	for _, l := range lines {
		got = append(got, said(l))
		if l.By != "周敏" || l.Number != "BA2026-0001" || l.Subject != "杭州青禾软件有限公司" || l.Move == "" || l.Basis.Label == "" {
			t.Errorf("line %+v", l)
		}
	}
	want := []string{"cloud 域名信息模板实名审核", "registry 域名注册信息上报", "verifier 备案负责人人脸核验", "cloud 备案预审核", "bureau ICP 备案审核"}
	if !slices.Equal(got, want) {
		t.Fatalf("registered %q, want %q", got, want)
	}
	bureau := lines[4]
	if bureau.Name != "浙江省通信管理局" || bureau.Actor != "腾讯云转交" || bureau.At.String() != "2026-09-18 15:40" || bureau.Kept.String() != "2029-09-18" {
		t.Errorf("the bureau's line %+v", bureau)
	}
	for _, kind := range []string{"姓名", "证件有效期", "身份证人像面", "身份证国徽面", "营业执照", "手持身份证", "手机号", "法定代表人姓名和证件号码"} {
		if !slices.Contains(lines[3].Kinds, kind) {
			t.Errorf("%s went to the cloud, told is %v", kind, lines[3].Kinds)
		}
	}
	for _, kind := range []string{"公网 IP", "常住地址", "邮编"} {
		if slices.Contains(lines[3].Kinds, kind) {
			t.Errorf("%s is told of what went to the cloud", kind)
		}
	}
}

// An undone step handed nothing over; its line stays, struck out. A corrected one handed over
// at its right moment.
func TestALineFollowsItsStep(t *testing.T) {
	f, id := desktest.AtSMS(t)
	seq := f.Line(f.Show(id), "短信已收到").Move
	f.Record(filing.DoInput{CaseID: id, Action: "move.correct", Reason: "看错了", Values: map[string]string{"seq": strconv.Itoa(seq), "to": "2026-09-18 15:30"}})
	if l := of(t, f, id)[4]; l.At.String() != "2026-09-18 15:30" || l.Undone != nil {
		t.Errorf("after the correction %+v", l)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.undo"})
	if l := of(t, f, id)[4]; l.At.String() != "2026-09-18 15:40" || l.Undone != nil {
		t.Errorf("after the correction was undone %+v", l)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.undo"})
	l := of(t, f, id)[4]
	if l.Undone == nil || l.Undone.Why == "" || l.UndoneBy != "周敏" {
		t.Errorf("after the undo %+v", l)
	}
	for _, other := range of(t, f, id)[:4] {
		if other.Undone != nil {
			t.Errorf("%s was taken back, too", said(other))
		}
	}
}

func input(id ref.CaseID) handovers.HandoverInput {
	return handovers.HandoverInput{CaseID: id, Recipient: "partner", Name: "宁波协作事务所", Kinds: []string{"name", "id-front"}, Purpose: "2026-09-17 代为递交纸质材料，浙ICP备2026051234号-1", Basis: "consent", At: "2026-09-17"}
}

func TestByHandWhatNoActMakes(t *testing.T) {
	f, id := desktest.AtSMS(t)
	if err := handovers.Add(t.Context(), f.Office, input(id)); err != nil {
		t.Fatal(err)
	}
	lines := of(t, f, id)
	i := slices.IndexFunc(lines, func(l handovers.Line) bool { return l.Recipient.Code == "partner" })
	if i < 0 {
		t.Fatalf("not registered: %+v", lines)
	}
	l := lines[i]
	if l.Name != "宁波协作事务所" || !slices.Equal(l.Kinds, []string{"姓名", "身份证人像面"}) || l.At.String() != "2026-09-17" || l.Actor != "本单位" || l.Move != "" {
		t.Errorf("line %+v", l)
	}
	if line := f.Line(f.Show(id), "登记移交：协作单位"); !strings.Contains(line.Text, "姓名、身份证人像面") {
		t.Errorf("timeline %+v", line)
	}
	for field, change := range map[string]func(*handovers.HandoverInput){
		"recipient": func(in *handovers.HandoverInput) { in.Recipient = "neighbour" },
		"name":      func(in *handovers.HandoverInput) { in.Name = "" },
		"kinds":     func(in *handovers.HandoverInput) { in.Kinds = []string{"name", "app-icon"} },
		"purpose":   func(in *handovers.HandoverInput) { in.Purpose = "打 138 0057 1001 联系" },
		"basis":     func(in *handovers.HandoverInput) { in.Basis = "" },
		"note":      func(in *handovers.HandoverInput) { in.Basis = "other" },
		"at":        func(in *handovers.HandoverInput) { in.At = "2026-12-01" },
	} {
		in := input(id)
		change(&in)
		err := handovers.Add(t.Context(), f.Office, in)
		if all := office.ProblemsOf(err); len(all) != 1 || all[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := handovers.Withdraw(t.Context(), f.Office, l.ID, "登错了案件"); err != nil {
		t.Fatal(err)
	}
	if got := of(t, f, id)[i]; got.Undone == nil || got.Undone.Why != "登错了案件" {
		t.Errorf("after it was taken back %+v", got)
	}
	for _, h := range []ref.HandoverID{l.ID, lines[0].ID} { // taken back already, and an act's own
		if err := handovers.Withdraw(t.Context(), f.Office, h, "再来"); errs.CodeOf(err) != errs.Blocked {
			t.Errorf("taken back: %v", err)
		}
	}
}

// The register outlives what was handed over, and says that it was destroyed; three years
// after the hand-over, and not a day before, it may go.
func TestAPurgeKeepsTheRegisterForThreeYears(t *testing.T) {
	f, id := desktest.AtSMS(t)
	f.SetClock("2026-09-21 10:00")
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})
	f.Step(id, "revoke.ask", "revoke.confirm")
	before := of(t, f, id)
	f.Record(filing.DoInput{CaseID: id, Action: "left-scans.done", Values: map[string]string{"scans": "purge"}})
	lines := of(t, f, id)
	if len(lines) != len(before)+1 {
		t.Fatalf("%d lines before the purge, %d after", len(before), len(lines))
	}
	gone := lines[len(before)]
	if gone.Recipient.Way != "销毁" || !slices.Contains(gone.Kinds, "手持身份证") || slices.Contains(gone.Kinds, "手机号") {
		t.Errorf("the purge is told as %+v", gone)
	}
	for i, l := range before {
		if !slices.Equal(l.Kinds, lines[i].Kinds) || l.Name != lines[i].Name {
			t.Errorf("the purge has changed %+v into %+v", l, lines[i])
		}
	}
	f.Reopen()
	first := lines[0].At.Day
	f.SetClock(first.AddMonths(36).String())
	if n, err := handovers.Over(t.Context(), f.Office); n != 0 || err != nil {
		t.Errorf("%d lines are over on the last day of the third year (%v)", n, err)
	}
	if _, err := handovers.Expire(t.Context(), f.Office, ""); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("dropped before its time: %v", err)
	}
	f.SetClock(gone.Kept.Add(1).String())
	if n, err := handovers.Over(t.Context(), f.Office); n != len(lines) || err != nil {
		t.Errorf("%d of %d lines are over (%v)", n, len(lines), err)
	}
	if n, err := handovers.Expire(t.Context(), f.Office, ""); n != len(lines) || err != nil || len(of(t, f, id)) != 0 {
		t.Errorf("dropped %d (%v), left %d", n, err, len(of(t, f, id)))
	}
}

// A case in work keeps its register, however old.
func TestTheRegisterOfACaseInWorkStays(t *testing.T) {
	f, id := desktest.AtSMS(t)
	f.SetClock("2031-01-02")
	if n, err := handovers.Over(t.Context(), f.Office); n != 0 || err != nil || len(of(t, f, id)) != 5 {
		t.Errorf("%d lines are over (%v)", n, err)
	}
}

// The register names kinds: no value of a client or a lead stands in it, a person's name is
// masked in the list.
func TestTheRegisterHoldsNoValues(t *testing.T) {
	f, id := desktest.AtSMS(t)
	text := ""
	for _, l := range of(t, f, id) {
		text += strings.Join(append(l.Kinds, l.Name, l.Purpose, l.Note, l.Recipient.Label, l.Basis.Label), " ")
	}
	for _, secret := range []string{"330106198205290002", "13800571001", "文三路", "沈一鸣", "88880101"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s stands in the register", secret)
		}
	}
	g := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Client.Kind, in.Client.Name, in.Client.CreditCode, in.Client.Investor, in.Client.Registered = "personal", "沈一鸣", "", "", ""
	other := g.OpenCase(in)
	if err := handovers.Add(t.Context(), g.Office, handovers.HandoverInput{CaseID: other, Recipient: "client", Kinds: []string{"papers"}, Purpose: "退回原件", Basis: "end"}); err != nil {
		t.Fatal(err)
	}
	if l := of(t, g, other)[0]; l.Subject != "沈**" || l.Name != "客户" {
		t.Errorf("line %+v", l)
	}
}
